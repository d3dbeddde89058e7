import type { Item } from '../../../../functions/shared/query/items.ts';
import { controlTable } from '../../../../functions/shared/tables.ts';

/** How a run of a mutating command ended; `begun` where it has not, or was killed. */
export const operationResults = ['begun', 'done', 'failed', 'interrupted', 'refused'] as const;

type OperationResult = (typeof operationResults)[number];

/** A run of a command that changes what a pipeline keeps. */
export interface Operation {
  /** UTC text, and what distinguishes runs of one millisecond. */
  readonly startedAt: string;
  readonly id: string;
  /** The ARN of who ran it; of the local pipeline the user of the machine. */
  readonly by: string;
  readonly command: string;
  readonly arguments: readonly string[];
  /** Digest of the code that made its records; undefined of a command that makes none. */
  readonly code: string | undefined;
  readonly result: OperationResult;
  readonly endedAt: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
}

/** The key of an operation. */
export const operationKey = ({ startedAt, id }: Pick<Operation, 'startedAt' | 'id'>): Item => ({
  pk: { S: controlTable.operations },
  sk: { S: `${startedAt}#${id}` },
});

/** What an end adds to an operation. */
export const endAttributes = ({ result, endedAt = '', counts }: Operation): Item => ({
  result: { S: result },
  endedAt: { S: endedAt },
  counts: {
    M: Object.fromEntries(
      Object.entries(counts).map(([name, count]) => [name, { N: String(count) }]),
    ),
  },
});

/** An operation that begins, as an item of the control table. */
export const operationItem = (operation: Operation): Item => ({
  ...operationKey(operation),
  by: { S: operation.by },
  command: { S: operation.command },
  arguments: { L: operation.arguments.map((word) => ({ S: word })) },
  ...(operation.code !== undefined && { code: { S: operation.code } }),
  result: { S: operation.result },
});

const resultFrom = (text: string | undefined): OperationResult =>
  operationResults.find((one) => one === text) ?? 'begun';

/** An operation from its item. */
export const operationFrom = (item: Item): Operation => {
  const [startedAt = '', id = ''] = item['sk']?.S?.split('#') ?? [];
  return {
    ...{ startedAt, id },
    by: item['by']?.S ?? '',
    command: item['command']?.S ?? '',
    arguments: item['arguments']?.L?.map(({ S = '' }) => S) ?? [],
    code: item['code']?.S,
    result: resultFrom(item['result']?.S),
    endedAt: item['endedAt']?.S,
    counts: Object.fromEntries(
      Object.entries(item['counts']?.M ?? {}).map(([name, { N }]) => [name, Number(N)]),
    ),
  };
};
