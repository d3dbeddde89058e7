import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  GetItemCommand,
  type KeysAndAttributes,
  paginateQuery,
  paginateScan,
  type QueryCommandInput,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Table } from './table.ts';

/** An item as DynamoDB has it, or its key. */
export type Item = Record<string, AttributeValue>;

/** A value as JSON text: numbers keep every digit, fields are in the order of their names. */
export const jsonOf = (value: AttributeValue): string => {
  if (value.N !== undefined) return value.N;
  if (value.L !== undefined) return `[${value.L.map(jsonOf).join(', ')}]`;
  if (value.M !== undefined)
    return `{${Object.entries(value.M)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, entry]) => `${JSON.stringify(name)}: ${jsonOf(entry)}`)
      .join(', ')}}`;
  return JSON.stringify(value.S ?? value.BOOL ?? null);
};

/** The item with this key, read consistently; undefined where there is none. */
export const itemAt = async ({ client, name }: Table, key: Item): Promise<Item | undefined> => {
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: name, Key: key, ConsistentRead: true }),
  );
  return item;
};

/** Items that a page has at most: at a usual size about the megabyte that one response holds. */
const PAGE = 1_000;

/** The items that a Query finds, in its order, a page in memory at a time. */
export async function* queryPages(
  { client, name }: Table,
  input: Omit<QueryCommandInput, 'TableName'>,
  pageSize = PAGE,
): AsyncGenerator<readonly Item[]> {
  const query = { TableName: name, ...input };
  for await (const { Items = [] } of paginateQuery({ client, pageSize }, query)) yield Items;
}

/**
 * The items of one partition, in the order of their range keys: of a table, consistently, or of an index.
 * @param hash the name of the partition key.
 */
export const partition = async (
  table: Table,
  hash: string,
  value: string,
  index?: string,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const input = {
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    KeyConditionExpression: '#hash = :hash',
    ExpressionAttributeNames: { '#hash': hash },
    ExpressionAttributeValues: { ':hash': { S: value } },
  };
  for await (const page of queryPages(table, input)) items.push(...page);
  return items;
};

/** The items that a Scan finds, in no order, a page in memory at a time. */
export async function* scanPages(
  { client, name }: Table,
  input: Omit<ScanCommandInput, 'TableName'> = { ConsistentRead: true },
): AsyncGenerator<readonly Item[]> {
  const scan = { TableName: name, ...input };
  for await (const { Items = [] } of paginateScan({ client, pageSize: PAGE }, scan)) yield Items;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** DynamoDB returns unprocessed keys when it is short of capacity. */
const BETWEEN_TRIES_MILLISECONDS = 100;

/**
 * The items with these keys of a table, in no order, a batch in memory at a time.
 * @param keys distinct.
 * @param reading how; whole and consistently by default.
 */
export async function* itemsAt(
  { client, name }: Table,
  keys: readonly Item[],
  reading: Omit<KeysAndAttributes, 'Keys'> = { ConsistentRead: true },
): AsyncGenerator<Item> {
  let missing = [...keys];
  while (missing.length > 0) {
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [name]: { ...reading, Keys: missing.splice(0, BATCH) } },
      }),
    );
    yield* Responses[name] ?? [];
    const later = UnprocessedKeys[name]?.Keys ?? [];
    if (later.length > 0) await pause(BETWEEN_TRIES_MILLISECONDS);
    missing = [...later, ...missing];
  }
}
