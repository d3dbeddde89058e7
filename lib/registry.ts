import * as v from 'valibot';
import type { Domain } from '../functions/shared/domain.ts';
import { INGRESS, operatorRoles, REDRIVE } from './names.ts';
import type { ReactionEntry } from './reactions.ts';
import type { StageSettings } from './stages.ts';
import { checked, wholeNumberBetween } from './validation.ts';

/** What both stacks are made from. */
export interface Pipeline {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  /** What no domain owns: a queue with only the archive behind it. */
  readonly unrouted: Domain;
  /** What reacts to changes of records: a file each in functions/reactions. */
  readonly reactions: readonly ReactionEntry[];
}

/** What no domain is called: it would share names of queues, tables, functions or roles. */
const ownNames = [
  'events',
  'control',
  INGRESS,
  'api',
  'overdue',
  'audit',
  'heartbeat',
  'publisher',
  'due',
  'effects',
  'changes',
  'unpublished',
  REDRIVE,
  ...operatorRoles,
];

const domain = v.looseObject({
  name: v.pipe(
    v.string(),
    // With stage and region no longer than a role's name may be.
    v.regex(/^[a-z][a-z0-9]{0,15}$/, 'name it by 1-16 lower-case letters and digits'),
    v.notValues(ownNames, 'the pipeline itself has something of this name'),
    v.regex(/^(?!reaction)/, 'names that begin with "reaction" are those of reactions'),
  ),
  families: v.array(v.string()),
  // What Lambda and its event sources for SQS take without a batching window.
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  tuning: v.strictObject({
    batchSize: wholeNumberBetween(1, 10),
    maxConcurrency: wholeNumberBetween(2, 1000),
    memorySize: wholeNumberBetween(128, 10_240),
    timeoutSeconds: wholeNumberBetween(1, 900),
  }),
});

const registry = v.pipe(
  v.array(v.looseObject({ name: v.string(), families: v.array(v.string()) })),
  v.checkItems(
    ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
    ({ input }) => `"${input.name}" is the name of two domains`,
  ),
  v.checkItems(
    ({ families }, index, all) =>
      !all.slice(0, index).some((other) => other.families.some((it) => families.includes(it))),
    ({ input }) => `"${input.name}" owns a family that a domain before it owns`,
  ),
);

/** @throws Error that names what to correct, when no infrastructure can be made of the registry. */
export const checkRegistry = (domains: readonly Domain[]): void => {
  const file = 'functions/domains.ts';
  const byName = Object.fromEntries(domains.map((one) => [one.name, one]));
  checked(v.record(v.string(), domain), byName, file);
  checked(registry, domains, file);
};

/** With a stage of n characters, and in any region, a role's name has room for this many less n. */
const ROLE_ROOM = 29;

/** What is wrong with a reaction in a stage. */
const faultsOf = (
  { name, definition }: ReactionEntry,
  { stage, domains, unrouted }: Pipeline,
): readonly string[] => {
  const most = ROLE_ROOM - stage.name.length;
  const taken = [
    ...ownNames,
    'overdue-schedule',
    'audit-schedule',
    'heartbeat-timer',
    'due-schedule',
    ...[...domains, unrouted].map((one) => one.name),
  ];
  const own = [
    ...[stage.names.eventsTable, stage.names.controlTable, stage.names.effectsTable],
    ...domains.map((domain) => stage.names.stateTable(domain.name)),
  ];
  return [
    ...(stage.changes
      ? []
      : [
          `the stage ${stage.name} publishes no changes: set "changes": true in cdk.json, or remove the file`,
        ]),
    ...(name.length > most
      ? [`a role of the stage ${stage.name} cannot have so long a name: at most ${most} characters`]
      : []),
    ...(taken.includes(name) ? ['the pipeline itself has a role of this name'] : []),
    ...definition.tables
      .filter((table) => own.includes(table))
      .map(
        (table) =>
          `tables: ${table} is the pipeline's own: what is in it follows from the archive alone`,
      ),
  ];
};

/** @throws Error that names what to correct, when the stage cannot run its reactions. */
export const checkReactions = (pipeline: Pipeline): void => {
  const lines = pipeline.reactions.flatMap((reaction) =>
    faultsOf(reaction, pipeline).map((fault) => `  ${reaction.name}.ts: ${fault}`),
  );
  if (lines.length > 0)
    throw new Error(['functions/reactions has something to correct:', ...lines].join('\n'));
};
