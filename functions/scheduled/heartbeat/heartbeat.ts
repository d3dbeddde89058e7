import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Heartbeat } from '../../shared/store/heartbeat.ts';

/** A heartbeat to send. */
export interface HeartbeatEvent {
  readonly id: string;
  readonly body: Buffer;
}

/** A heartbeat. @param sender is part of its id and its name. */
export const heartbeatOf = (sender: 'doctor' | 'scheduled', now: number): HeartbeatEvent => {
  const created_at = new Date(now).toISOString();
  const id = `${sender}-${created_at.replaceAll(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;
  const event = { id, name: `heartbeat.${sender}`, created_at, data: {} };
  return { id, body: Buffer.from(JSON.stringify(event)) };
};

/**
 * Whether the latest heartbeat that came the whole way proves it for one that was sent: it is that one, or was
 * received after that one was accepted and took its place.
 * @param acceptedAt epoch milliseconds.
 */
export const proves = (
  latest: Heartbeat | undefined,
  { id }: Pick<HeartbeatEvent, 'id'>,
  acceptedAt: number,
): latest is Heartbeat =>
  latest !== undefined && (latest.eventId === id || latest.receivedAt > acceptedAt);
