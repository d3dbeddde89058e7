import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../../bin/local/provide/tables.ts';

/** Creates an empty table whose key is `pk` alone. @returns its name, which no other table has. */
export const createKeyedTable = async (client: DynamoDBClient, title: string): Promise<string> => {
  const TableName = `${title}-${randomUUID()}`;
  await createTable(client, {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  });
  return TableName;
};
