import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type KeysAndAttributes,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Target, tableOf } from './target.ts';

/** An item as DynamoDB has it, or its key. */
export type Item = Record<string, AttributeValue>;

/** Items that a page has at most: at a usual size about the megabyte that one response holds. */
const PAGE = 1_000;

/** The items that a Query finds, in its order, a page in memory at a time. */
export async function* queryPages(
  target: Target,
  input: QueryCommandInput,
  pageSize = PAGE,
): AsyncGenerator<readonly Item[]> {
  const config = { client: target.dynamodb, pageSize };
  for await (const { Items = [] } of paginateQuery(config, input)) yield Items;
}

/** The items that a Scan finds, in no order, a page in memory at a time. */
export async function* scanPages(
  target: Target,
  input: ScanCommandInput,
): AsyncGenerator<readonly Item[]> {
  const config = { client: target.dynamodb, pageSize: PAGE };
  for await (const { Items = [] } of paginateScan(config, input)) yield Items;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** DynamoDB returns unprocessed keys when it is short of capacity. */
const BETWEEN_TRIES_MILLISECONDS = 100;

/**
 * The items with these keys of a table, in no order, a batch in memory at a time.
 * @param name the table's: a domain's, or `events`.
 * @param keys distinct.
 * @param reading how; whole and consistently by default.
 */
export async function* itemsAt(
  target: Target,
  name: string,
  keys: readonly Item[],
  reading: Omit<KeysAndAttributes, 'Keys'> = { ConsistentRead: true },
): AsyncGenerator<Item> {
  const table = tableOf(target, name);
  let missing = [...keys];
  while (missing.length > 0) {
    const { Responses = {}, UnprocessedKeys = {} } = await target.dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: { [table]: { ...reading, Keys: missing.splice(0, BATCH) } },
      }),
    );
    yield* Responses[table] ?? [];
    const later = UnprocessedKeys[table]?.Keys ?? [];
    if (later.length > 0) await pause(BETWEEN_TRIES_MILLISECONDS);
    missing = [...later, ...missing];
  }
}
