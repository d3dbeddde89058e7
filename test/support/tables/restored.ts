import {
  BatchWriteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { createTable } from '../../../bin/local/provide/tables.ts';
import { restoredName } from '../../../bin/webhooks/pipeline/restored-option.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { type Item, scanPages } from '../../../functions/shared/query/items.ts';

/*
 * What RestoreTableToPointInTime does, for a DynamoDB that does not have it: another table with the same keys,
 * indexes and items.
 */

const BATCH = 25;

const createLike = async (client: DynamoDBClient, from: string, to: string): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: from }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = Table ?? {};
  await createTable(client, {
    TableName: to,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema,
    AttributeDefinitions,
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(
        ({ IndexName, KeySchema: keys, Projection }) => ({
          ...{ IndexName, KeySchema: keys, Projection },
        }),
      ),
    }),
  });
};

const copy = async (client: DynamoDBClient, from: string, to: string): Promise<void> => {
  for await (const page of scanPages({ client, name: from })) {
    for (let start = 0; start < page.length; start += BATCH) {
      const batch: readonly Item[] = page.slice(start, start + BATCH);
      await client.send(
        new BatchWriteItemCommand({
          RequestItems: { [to]: batch.map((item) => ({ PutRequest: { Item: item } })) },
        }),
      );
    }
  }
};

/** Restores tables of a pipeline as they are now. @param of which: `events`, or the names of domains. */
export const restoreTables = async (
  { dynamodb, outputs }: Target,
  suffix: string,
  of: readonly string[] = Object.keys(outputs.tables),
): Promise<void> => {
  for (const one of of) {
    const name = outputs.tables[one] ?? '';
    await createLike(dynamodb, name, restoredName(name, suffix));
    await copy(dynamodb, name, restoredName(name, suffix));
  }
};
