import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import { type Item, itemsAt, jsonOf, scanPages } from '../../../../functions/shared/query/items.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { eventsTable, stateTable } from '../../../../functions/shared/tables.ts';

/** A restored table, and the one in use that it was restored from. */
export interface RestoredTable {
  /** What they hold: `events`, or the name of a domain. */
  readonly of: string;
  readonly restored: Table;
  readonly inUse: Table;
}

/** What was found in one restored table. */
export interface Restored {
  readonly of: string;
  /** Its items. */
  readonly items: number;
  /** Those that the table in use did not have. */
  readonly missing: number;
  /** Those of them that it has now, because they were copied. */
  readonly copied: number;
}

interface RestoreOptions {
  /** Only count. */
  readonly dryRun: boolean;
  readonly signal?: AbortSignal;
  /** Called with the number of items that were read. */
  readonly onProgress?: (items: number) => void;
}

/** Items that are written concurrently. */
const CONCURRENCY = 25;

type Keys = readonly [hash: string, range: string];

const keysOf = (of: string): Keys =>
  of === 'events' ? [eventsTable.hash, eventsTable.range] : [stateTable.hash, stateTable.range];

const keyOf = (item: Item, keys: Keys): Item =>
  Object.fromEntries(
    keys.flatMap((name) => {
      const value = item[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const textOf = (key: Item): string => jsonOf({ M: key });

/** Those of the items whose keys a table does not have. */
const missingFrom = async (
  table: Table,
  items: readonly Item[],
  keys: Keys,
): Promise<readonly Item[]> => {
  const absent = new Map(items.map((item) => [textOf(keyOf(item, keys)), item]));
  const [hash, range] = keys;
  const reading = {
    ConsistentRead: true,
    ProjectionExpression: '#hash, #range',
    ExpressionAttributeNames: { '#hash': hash, '#range': range },
  };
  const wanted = items.map((item) => keyOf(item, keys));
  for await (const found of itemsAt(table, wanted, reading)) absent.delete(textOf(found));
  return [...absent.values()];
};

/** Puts an item where there is none of its key. @returns whether it did. */
const put = async ({ client, name }: Table, item: Item, [hash]: Keys): Promise<boolean> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: name,
        Item: item,
        ConditionExpression: 'attribute_not_exists(#hash)',
        ExpressionAttributeNames: { '#hash': hash },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/**
 * Copies what a table in use is missing from a restored one. What it has is never overwritten: it is newer,
 * or was erased meanwhile. So it can be interrupted and repeated, and traffic may run.
 */
export const restoreTable = async (
  { of, restored, inUse }: RestoredTable,
  { dryRun, signal, onProgress }: RestoreOptions,
): Promise<Restored> => {
  const keys = keysOf(of);
  let [items, missing, copied] = [0, 0, 0];
  for await (const page of scanPages(restored)) {
    if (signal?.aborted) break;
    const absent = await missingFrom(inUse, page, keys);
    items += page.length;
    missing += absent.length;
    const copy = async (item: Item): Promise<void> => {
      if (await put(inUse, item, keys)) copied += 1;
    };
    if (!dryRun) await concurrently(absent, CONCURRENCY, copy, signal);
    onProgress?.(items);
  }
  return { of, items, missing, copied };
};
