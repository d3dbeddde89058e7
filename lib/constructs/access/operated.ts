import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Domain } from '../../../functions/shared/domain.ts';
import { archiveIndexes, stateIndexes } from '../../../functions/shared/tables.ts';
import type { ReactionEntry } from '../../reactions.ts';
import type { StageSettings } from '../../stages.ts';
import { arnOf, storedQueue, storedTable } from '../by-name.ts';

/** What a stage has that the tool works on. */
export interface Operated {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  /** Every domain and `unrouted`. */
  readonly receivers: readonly Domain[];
  readonly reactions: readonly ReactionEntry[];
}

/** A statement that allows. */
export const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions: Readonly<Record<string, object>> = {},
): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources], conditions });

/** The ARNs of queues, by their names. */
export const queueArns = (names: readonly string[]): readonly string[] =>
  names.map((name) => storedQueue(name).arn);

/** The ARNs of the tables of events and records, and of all their indexes. */
export const tableArns = ({ stage: { names, platform }, domains }: Operated) => {
  const events = storedTable(names.eventsTable).arn;
  const states = domains.map((domain) => ({
    arn: storedTable(names.stateTable(domain.name)).arn,
    indexes: stateIndexes(domain, platform),
  }));
  const indexes = [{ arn: events, indexes: archiveIndexes }, ...states].flatMap((table) =>
    table.indexes.map(({ name }) => `${table.arn}/index/${name}`),
  );
  const all = [events, ...states.map(({ arn }) => arn)];
  return {
    events,
    states: states.map(({ arn }) => arn),
    indexes,
    /** Those that were restored beside them, whose names go on after a hyphen. */
    restored: all.map((arn) => `${arn}-*`),
  };
};

/** The ARNs of the two stacks. */
export const stackArns = ({ names }: StageSettings): readonly string[] =>
  [names.dataStack, names.serviceStack].map((stack) => arnOf('cloudformation', `stack/${stack}/*`));
