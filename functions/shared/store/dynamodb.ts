import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IndexRules } from '../domain.ts';
import { archiveIn } from './dynamodb/archive.ts';
import { putWith } from './dynamodb/put.ts';
import { recordsIn } from './dynamodb/records.ts';
import type { Store } from './store.ts';

/**
 * The archive and one domain's state table in DynamoDB.
 * @param rules of that domain, by which its records get the keys of indexes.
 */
export const dynamodbStore = (
  client: DynamoDBClient,
  tables: { readonly events: string; readonly state?: string },
  rules: IndexRules,
  pause?: (milliseconds: number) => Promise<unknown>,
): Store => {
  const put = putWith(client);
  return {
    ...archiveIn(client, put, tables.events),
    ...recordsIn(put, tables.state, rules, pause),
  };
};
