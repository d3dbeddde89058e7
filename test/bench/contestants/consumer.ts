/** A consumer beside one that takes its records in turn, each in a transaction. */
import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { SQSEvent } from 'aws-lambda';

export { handler } from '../../../functions/payments/handler.ts';

const dynamodb = new DynamoDBClient();

/** Archives and applies each record in a transaction, one record after the other. */
export const naive = async ({ Records }: SQSEvent): Promise<void> => {
  for (const { body, messageId } of Records) {
    const { id, name, data } = JSON.parse(body);
    await dynamodb.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName: 'events',
              Item: { id: { S: id }, digest: { S: messageId }, body: { S: body } },
              ConditionExpression: 'attribute_not_exists(id)',
            },
          },
          {
            Put: {
              TableName: 'state',
              Item: { pk: { S: data.object.id }, sk: { S: name }, body: { S: body } },
            },
          },
        ],
      }),
    );
  }
};
