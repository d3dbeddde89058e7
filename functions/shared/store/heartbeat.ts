import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { isoTime } from '../event/time.ts';
import { eventsTable, LATEST_HEARTBEAT } from '../tables.ts';

/** A heartbeat that came the whole way. Times are epoch milliseconds. */
export interface Heartbeat {
  readonly eventId: string;
  readonly receivedAt: number;
  readonly notedAt: number;
}

/** The key of the one note. */
export const heartbeatKey = {
  [eventsTable.hash]: { S: LATEST_HEARTBEAT.id },
  [eventsTable.range]: { S: LATEST_HEARTBEAT.digest },
};

/** Notes a heartbeat in the archive's table, in the place of the one before. */
export const noteHeartbeat = async (
  client: DynamoDBClient,
  events: string,
  { eventId, receivedAt, notedAt }: Heartbeat,
): Promise<void> => {
  const received = { S: isoTime(receivedAt) ?? '' };
  try {
    await client.send(
      new PutItemCommand({
        TableName: events,
        Item: {
          ...heartbeatKey,
          eventId: { S: eventId },
          receivedAt: received,
          notedAt: { S: isoTime(notedAt) ?? '' },
        },
        // One that was late does not replace a later one.
        ConditionExpression: 'attribute_not_exists(receivedAt) OR receivedAt < :received',
        ExpressionAttributeValues: { ':received': received },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
