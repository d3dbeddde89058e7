import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type Heartbeat, heartbeatKey } from '../store/heartbeat.ts';
import type { Table } from './table.ts';

/** The latest heartbeat that came the whole way; undefined where none did. */
export const latestHeartbeat = async ({ client, name }: Table): Promise<Heartbeat | undefined> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: name, Key: heartbeatKey, ConsistentRead: true }),
  );
  return (
    Item && {
      eventId: Item['eventId']?.S ?? '',
      receivedAt: Date.parse(Item['receivedAt']?.S ?? ''),
      notedAt: Date.parse(Item['notedAt']?.S ?? ''),
    }
  );
};
