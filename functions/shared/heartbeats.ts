import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { openRecord } from './consume.ts';
import { environmentNames, required } from './environment.ts';
import { readEnvelope } from './event/envelope.ts';
import { identifier } from './event/identifier.ts';
import { HEARTBEAT_LABEL } from './event/internal.ts';
import { errorFields } from './lambda/error-fields.ts';
import { createLog, type Log } from './lambda/log.ts';
import { unlogged } from './lambda/quiet-client.ts';
import { timeouts } from './lambda/timeouts.ts';
import { type Heartbeat, noteHeartbeat } from './store/heartbeat.ts';

type Consumer = (batch: SQSEvent) => Promise<SQSBatchResponse>;

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

/** The same with its dependencies from the environment of a function. @param name of the function. */
export const notingHeartbeats = (name: string, consume: Consumer): Consumer => {
  const dynamodb = unlogged(new DynamoDBClient({ requestHandler: timeouts }));
  const events = required(environmentNames.eventsTable);
  return withHeartbeats(consume, {
    note: (heartbeat) => noteHeartbeat(dynamodb, events, heartbeat),
    log: createLog(name, required(environmentNames.metricsNamespace)),
    now: Date.now,
  });
};
