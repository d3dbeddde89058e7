import type { SQSRecord } from 'aws-lambda';
import { openRecord } from './consume.ts';
import type { Consumer, Surroundings } from './consumer.ts';
import { readEnvelope } from './event/envelope.ts';
import { identifier } from './event/identifier.ts';
import { HEARTBEAT_LABEL } from './event/internal.ts';
import { errorFields } from './lambda/error-fields.ts';
import type { Log } from './lambda/log.ts';
import { type Heartbeat, noteHeartbeat } from './store/heartbeat.ts';

interface HeartbeatDependencies {
  readonly note: (heartbeat: Heartbeat) => Promise<void>;
  readonly log: Pick<Log, 'info' | 'error'>;
  readonly now: () => number;
}

const isHeartbeat = ({ messageAttributes }: SQSRecord): boolean =>
  messageAttributes['secret']?.stringValue === HEARTBEAT_LABEL;

/**
 * A consumer that takes the heartbeats out of its batches and notes the latest of them in the archive's table.
 * They are not archived, where they would be kept permanently, and never come back: whoever sent one looks
 * for its note, and sends another.
 */
export const withHeartbeats =
  (consume: Consumer, { note, log, now }: HeartbeatDependencies): Consumer =>
  async ({ Records }) => {
    for (const record of Records.filter(isHeartbeat)) {
      const { messageId } = record;
      try {
        const { body, receipt } = openRecord(record);
        const eventId = identifier(readEnvelope(body)?.id ?? `sha256:${receipt.digest}`);
        const { receivedAt, requestId } = receipt;
        await note({ eventId, receivedAt, notedAt: now() });
        log.info('heartbeat', { eventId, requestId, lag: now() - receivedAt });
      } catch (error) {
        log.error('heartbeat not noted', { messageId, ...errorFields(error) });
      }
    }
    const others = Records.filter((record) => !isHeartbeat(record));
    return others.length === 0 ? { batchItemFailures: [] } : consume({ Records: others });
  };

/** The same around a consumer as a Lambda handler. */
export const notingHeartbeats = (
  consume: Consumer,
  { dynamodb, events, log }: Surroundings,
): Consumer =>
  withHeartbeats(consume, {
    note: (heartbeat) => noteHeartbeat(dynamodb, events, heartbeat),
    log,
    now: Date.now,
  });
