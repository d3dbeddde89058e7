import { type Heartbeat, heartbeatKey } from '../store/heartbeat.ts';
import { itemAt } from './items.ts';
import type { Table } from './table.ts';

/** The latest heartbeat that came the whole way; undefined where none did. */
export const latestHeartbeat = async (events: Table): Promise<Heartbeat | undefined> => {
  const item = await itemAt(events, heartbeatKey);
  return (
    item && {
      eventId: item['eventId']?.S ?? '',
      receivedAt: Date.parse(item['receivedAt']?.S ?? ''),
      notedAt: Date.parse(item['notedAt']?.S ?? ''),
    }
  );
};
