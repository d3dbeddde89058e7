import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';

/** An item as the AWS SDK reads it, with a number as `{ N: <its text> }`. */
export type Stored = Readonly<Record<string, unknown>>;

/** The AWS SDK's own client for documents. */
export const documents = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, {
    unmarshallOptions: { wrapNumbers: (text) => ({ N: text }) },
  });

/** Everything that a table holds. */
export const storedIn = async (
  client: DynamoDBDocumentClient,
  TableName: string,
): Promise<readonly Stored[]> => {
  const items: Stored[] = [];
  const pages = paginateScan({ client }, { TableName, ConsistentRead: true });
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
};
