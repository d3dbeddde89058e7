import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tombstoneKey, tombstoneOf } from '../erasure/tombstone.ts';
import { itemsAt } from '../query/items.ts';
import type { Table } from '../query/table.ts';
import { type Control, cachedRules } from './control.ts';
import { noRules, type Rules, rulesKey, rulesOf } from './rules.ts';

/** Reads the current rules. */
export const readRules = async (table: Table): Promise<Rules> => {
  for await (const item of itemsAt(table, [rulesKey])) return rulesOf(item);
  return noRules;
};

/** The control table in DynamoDB, of which a consumer reads items by their keys alone. */
export const dynamodbControl = (
  client: DynamoDBClient,
  name: string,
  now: () => number,
): Control => {
  const table = { client, name };
  return {
    rules: cachedRules(() => readRules(table), now),
    erasedAmong: async (ids) => {
      const erased = new Map<string, number>();
      for await (const item of itemsAt(table, [...ids].map(tombstoneKey))) {
        const { id, erasedAt } = tombstoneOf(item);
        erased.set(id, erasedAt);
      }
      return erased;
    },
  };
};
