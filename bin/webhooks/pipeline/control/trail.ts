import { randomBytes } from 'node:crypto';
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { domains } from '../../../../functions/domains.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { upgradeLine } from '../../terminal/command-line.ts';
import { exitCodes, Failure, failureOf } from '../../terminal/failure.ts';
import type { Target } from '../target.ts';
import { recordedArguments } from './arguments.ts';
import type { GivenCommand } from './given.ts';
import { endAttributes, type Operation, operationItem, operationKey } from './operation.ts';

type Counts = Readonly<Record<string, number>>;

/** How a command ended, and what it did. */
export interface Ended {
  readonly result: 'done' | 'failed' | 'interrupted';
  readonly counts: Counts;
}

/** Notes what was done so far, in case the work fails. */
export type Note = (counts: Counts) => void;

/** The name of the control table. @throws Failure where the pipeline has none. */
export const controlTableOf = ({ name, pipeline, outputs }: Target): string => {
  if (outputs.controlTable !== undefined) return outputs.controlTable;
  throw new Failure(
    `${name} has no control table, because an earlier version of this project made it. Nothing was begun, since no trail of it would remain. Make the table: ${upgradeLine(pipeline)}`,
  );
};

/** The control table. @throws Failure where the pipeline has none. */
export const controlOf = (target: Target): Table => ({
  client: target.dynamodb,
  name: controlTableOf(target),
});

/** A digest of the code that makes the records of every domain. */
const codeOf = async (): Promise<string> => {
  const { projectionsOf } = await import('../../../../lib/projection-code.ts');
  return sha256(JSON.stringify(projectionsOf(domains)));
};

const begin = async (target: Target, operation: Operation): Promise<void> => {
  const TableName = controlTableOf(target);
  try {
    await target.dynamodb.send(new PutItemCommand({ TableName, Item: operationItem(operation) }));
  } catch (error) {
    const cause = failureOf(error);
    if (!cause) throw error;
    throw new Failure(`Nothing was begun, since its trail cannot be written. ${cause.message}`);
  }
};

const end = async (target: Target, operation: Operation): Promise<void> => {
  const attributes = Object.entries(endAttributes(operation));
  await target.dynamodb.send(
    new UpdateItemCommand({
      TableName: controlTableOf(target),
      Key: operationKey(operation),
      UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        attributes.map(([name, value]) => [`:${name}`, value]),
      ),
    }),
  );
};

/** How a command ended that threw: refused where a check ended it before it did anything. */
const resultOf = (error: unknown, hasBegun: boolean): 'failed' | 'interrupted' | 'refused' => {
  if (!(error instanceof Failure)) return 'failed';
  if (error.exitCode === exitCodes.interrupted) return 'interrupted';
  return hasBegun || error.exitCode === exitCodes.unchecked ? 'failed' : 'refused';
};

/** What was changed were restored tables, and not those in use. */
const restoredArguments = ({ pipeline: { restored } }: Target): readonly string[] =>
  restored === undefined ? [] : ['--restored', restored];

/**
 * Runs what changes a pipeline, with an entry in its control table: written before anything begins, and
 * completed at the end, so that a run that was killed is seen to have begun.
 * @param options.code whether it makes records by the code of this checkout.
 * @throws Failure where the entry cannot be written; nothing is begun then.
 */
export const recorded = async (
  target: Target,
  given: GivenCommand,
  work: (note: Note) => Promise<Ended>,
  { code = false, now = () => new Date() }: { code?: boolean; now?: () => Date } = {},
): Promise<void> => {
  controlTableOf(target);
  const operation: Operation = {
    startedAt: now().toISOString(),
    id: randomBytes(4).toString('hex'),
    by: await target.caller(),
    command: given.title,
    arguments: [...recordedArguments(given), ...restoredArguments(target)],
    code: code ? await codeOf() : undefined,
    ...{ result: 'begun', endedAt: undefined, counts: {} },
  };
  const endAs = (result: Operation['result'], counts: Counts) =>
    end(target, { ...operation, result, counts, endedAt: now().toISOString() });
  await begin(target, operation);
  let noted: Counts | undefined;
  let ended: Ended;
  try {
    ended = await work((counts) => {
      noted = counts;
    });
  } catch (error) {
    // What the work failed with matters more than that this cannot be noted.
    await endAs(resultOf(error, noted !== undefined), noted ?? {}).catch(() => {});
    throw error;
  }
  await endAs(ended.result, ended.counts);
};
