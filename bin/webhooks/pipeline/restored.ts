import {
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import type { Tables } from '../../../functions/shared/query/table.ts';
import { awsFlags, quoted } from '../terminal/command-line.ts';
import { exitCodes, Failure } from '../terminal/failure.ts';
import { restoredName } from './restored-option.ts';
import type { Target } from './target.ts';

/** The state of a table; undefined where there is none of that name. */
const statusOf = async (client: DynamoDBClient, name: string): Promise<string | undefined> => {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

/** The command of the AWS CLI that restores a table as it is now. */
const restoreLine = ({ pipeline }: Target, from: string, to: string): string =>
  `aws dynamodb restore-table-to-point-in-time --source-table-name ${quoted(from)} --target-table-name ${quoted(to)} --use-latest-restorable-time${awsFlags(pipeline)}`;

/** The physical names of a pipeline's tables by what they hold: the archive under `events`. */
const namesIn = ({ outputs }: Target): Readonly<Record<string, string>> => outputs.tables;

/**
 * The restored tables of a pipeline, by what they hold.
 * @throws Failure where its archive is not restored under that name, or not ready.
 */
export const restoredTables = async (
  target: Target,
  suffix: string,
): Promise<Readonly<Record<string, string>>> => {
  const restored: Record<string, string> = {};
  for (const [of, inUse] of Object.entries(namesIn(target))) {
    const name = restoredName(inUse, suffix);
    const status = await statusOf(target.dynamodb, name);
    if (status === undefined) continue;
    if (status !== 'ACTIVE')
      throw new Failure(
        `The table ${name} is not ready: its status is ${status}. Wait for it: aws dynamodb wait table-exists --table-name ${quoted(name)}${awsFlags(target.pipeline)}`,
      );
    restored[of] = name;
  }
  const archive = namesIn(target)['events'] ?? '';
  if (restored['events'] === undefined)
    throw new Failure(
      `There is no table ${restoredName(archive, suffix)} in ${target.name}. Restore the archive under that name (--restore-date-time for an earlier time): ${restoreLine(target, archive, restoredName(archive, suffix))}`,
      exitCodes.notFound,
    );
  return restored;
};

/**
 * A pipeline whose tables are restored ones: everything else of it (queues, logs, the control table, the
 * code of its functions) is that in use.
 * @throws Failure where its archive is not restored under that name. Asking for the table of a domain that
 * is not restored throws one too: it never falls back to the one in use.
 */
export const restoredTarget = async (inUse: Target, suffix: string): Promise<Target> => {
  const names = await restoredTables(inUse, suffix);
  const { dynamodb: client, outputs } = inUse;
  const name = `${inUse.name}, in the restored tables …-${suffix}`;
  const tables: Tables = {
    events: { name: names['events'] ?? '', client },
    of: (domain) => {
      const restored = names[domain.name];
      if (restored !== undefined) return { name: restored, client };
      const from = inUse.tables.of(domain).name;
      const to = restoredName(from, suffix);
      throw new Failure(
        `There is no table ${to} in ${inUse.name}. Restore it to the same time as the archive: ${restoreLine(inUse, from, to)}`,
        exitCodes.notFound,
      );
    },
  };
  return {
    ...inUse,
    name,
    pipeline: { ...inUse.pipeline, restored: suffix },
    outputs: { ...outputs, tables: names },
    tables,
  };
};
