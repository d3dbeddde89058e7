import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { Refused } from '../store.ts';

type Item = Record<string, AttributeValue>;

/** Whether DynamoDB calls what it was to write invalid: no retry will change its mind. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException && error.name === 'ValidationException';

/** When an item is put. */
export type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Puts an item of a table if the condition holds. @returns the stored item when it doesn't. */
export type Put = (
  table: string | undefined,
  item: Item,
  condition: Condition,
) => Promise<Item | undefined>;

/** @throws Refused where DynamoDB will never take an item. */
export const putWith =
  (client: DynamoDBClient): Put =>
  async (table, item, condition) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: item,
          ...condition,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
      if (isRefusal(error))
        throw new Refused('DynamoDB will not accept this item.', { cause: error });
      throw error;
    }
  };
