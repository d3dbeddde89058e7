import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Condition, Line } from './line.ts';

/* Asks a question of the tables as an application would: with the AWS SDK, and nothing of this project. */

type Item = Readonly<Record<string, AttributeValue>>;

/** An item as plain values. */
export type Plain = Readonly<Record<string, unknown>>;

const plainValue = ({ S, N, BOOL, L, M, B }: AttributeValue): unknown => {
  if (N !== undefined) return Number(N);
  if (L !== undefined) return L.map(plainValue);
  return S ?? BOOL ?? B ?? (M && plain(M));
};

const plain = (item: Item): Plain =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]));

const SHARDS = '<0–7>';

const filled = (text: string, names: Readonly<Record<string, string>>): string =>
  text.replaceAll(/<([^>]+)>/g, (_, name: string) => {
    const value = names[name];
    if (value === undefined) throw new Error(`no value of <${name}>`);
    return value;
  });

const expressionOf = ({ attribute, operator }: Condition): string => {
  if (operator === 'begins_with') return `begins_with(#${attribute}, :${attribute}0)`;
  const values = operator === 'between' ? `:${attribute}0 AND :${attribute}1` : `:${attribute}0`;
  return `#${attribute} ${operator === 'between' ? 'BETWEEN' : operator} ${values}`;
};

const inputOf = (
  { index, conditions }: Line,
  names: Readonly<Record<string, string>>,
  shard: number,
) => ({
  IndexName: index,
  KeyConditionExpression: conditions.map(expressionOf).join(' AND '),
  ExpressionAttributeNames: Object.fromEntries(
    conditions.map(({ attribute }) => [`#${attribute}`, attribute]),
  ),
  ExpressionAttributeValues: Object.fromEntries(
    conditions.flatMap(({ attribute, values }) =>
      values.map((value, place) => [
        `:${attribute}${place}`,
        { S: filled(value.replace(SHARDS, String(shard)), names) },
      ]),
    ),
  ),
});

/** The key of an item; that of its event, where it only lets another object find the event. */
const keyIn = ({ pk, sk, id, digest }: Item): Record<string, AttributeValue> =>
  pk && sk ? { pk, sk } : { id: id ?? { S: '' }, digest: { S: digest?.S?.split('#')[0] ?? '' } };

const wholeItems = async (
  client: DynamoDBClient,
  table: string,
  found: readonly Item[],
): Promise<readonly Item[]> => {
  const keys = found.map(keyIn);
  if (keys.length === 0) return [];
  const { Responses = {} } = await client.send(
    new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys } } }),
  );
  const items = new Map(
    (Responses[table] ?? []).map((item) => [JSON.stringify(keyIn(item)), item] as const),
  );
  return keys.flatMap((key) => {
    const item = items.get(JSON.stringify(key));
    return item === undefined ? [] : [item];
  });
};

/**
 * The answer to a question: one Query, or one for each shard, and a BatchGetItem where the line prints it.
 * @param tables physical names of the tables that are asked.
 */
export const ask = async (
  client: DynamoDBClient,
  tables: readonly string[],
  line: Line,
  names: Readonly<Record<string, string>>,
): Promise<readonly Plain[]> => {
  const [hash, range] = line.conditions;
  const isSharded = hash?.values[0]?.includes(SHARDS) ?? false;
  const shards = Array.from({ length: isSharded ? 8 : 1 }, (_, shard) => shard);
  const answered: Item[] = [];
  for (const table of tables) {
    const found: Item[] = [];
    for (const shard of shards) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({ TableName: table, ...inputOf(line, names, shard) }),
      );
      expect(LastEvaluatedKey).toBeUndefined();
      found.push(...Items);
    }
    answered.push(...(line.isBatch ? await wholeItems(client, table, found) : found));
  }
  const items = answered.map(plain);
  const by = line.index?.startsWith('open-') ? 'dueAt' : range?.attribute;
  return !isSharded || by === undefined
    ? items
    : items.toSorted((a, b) => (String(a[by]) < String(b[by]) ? -1 : 1));
};
