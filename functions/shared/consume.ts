import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Delivery, open } from './event/message.ts';
import { type HandlingDependencies, handle } from './handle.ts';
import { errorFields } from './lambda/error-fields.ts';
import type { Log } from './lambda/log.ts';
import { within } from './lambda/within.ts';
import type { Radar } from './radar.ts';

/** What a consumer asks of its own queue, beside the messages that Lambda hands it. */
export interface Inbox {
  /** Hides a message for a number of seconds before it comes back. */
  postpone(receiptHandle: string, seconds: number): Promise<void>;
  /** Deletes a message now, however this invocation ends. */
  remove(receiptHandle: string): Promise<void>;
}

export interface ConsumerDependencies extends HandlingDependencies {
  readonly inbox: Inbox;
  readonly log: Log;
  readonly radar: Radar;
  /** Milliseconds until every record must have ended: below the function's own time-out. */
  readonly recordTimeout: number;
}

/**
 * Seconds until a failed message is tried again, by how often it was received: an outage of hours
 * empties into the tables and not into the dead-letter queue, which takes over after five receives.
 */
const RETRY_AFTER = [30, 300, 3_600, 21_600];

class RecordTimeout extends Error {
  override readonly name = 'RecordTimeout';
}

/** The delivery in a message as Lambda hands it over. @throws UnreadableMessage when the ingress did not send it. */
export const openRecord = ({ body, messageAttributes }: SQSRecord): Delivery => {
  const attributes: Record<string, string> = {};
  for (const [name, { stringValue }] of Object.entries(messageAttributes))
    if (stringValue !== undefined) attributes[name] = stringValue;
  return open({ body, attributes });
};

const requestIdOf = (record: SQSRecord): string | undefined =>
  record.messageAttributes['requestId']?.stringValue;

const receivesOf = (record: SQSRecord): number => Number(record.attributes.ApproximateReceiveCount);

/**
 * Handles a batch of a domain's queue and reports the messages that must come back. Messages seen
 * for the first time run side by side. One that came back may have killed the process before: it
 * runs alone, after the others were deleted, so that it cannot take them with it again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const consume = async (
  batch: SQSEvent,
  dependencies: ConsumerDependencies,
): Promise<SQSBatchResponse> => {
  const { inbox, log, now, runtime, recordTimeout } = dependencies;
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  const failed: string[] = [];

  const deadline = now() + recordTimeout;

  const handleOne = async (record: SQSRecord, onRead: (id: string) => void): Promise<void> => {
    const delivery = openRecord(record);
    const { reading, outcome, repeated } = await handle(delivery, dependencies, onRead);
    count(repeated ? 'repeated' : outcome);
    if (outcome === 'quarantined')
      log.warn('quarantined', { eventId: reading.id, requestId: delivery.receipt.requestId });
    try {
      dependencies.radar(reading.json, reading.issues);
    } catch (error) {
      // The event has had its effect: a look at its form must not bring it back.
      log.warn('radar failed', errorFields(error));
    }
  };

  /** @returns whether the record is done with; if not, it is reported and hidden for a while. */
  const attempt = async (record: SQSRecord): Promise<boolean> => {
    const receives = receivesOf(record);
    let eventId: string | undefined;
    const onRead = (id: string): void => {
      eventId = id;
    };
    try {
      await within(deadline - now(), handleOne(record, onRead), () => {
        throw new RecordTimeout('The record took too long.');
      });
      return true;
    } catch (error) {
      count('failed');
      failed.push(record.messageId);
      log.error('failed', {
        messageId: record.messageId,
        requestId: requestIdOf(record),
        eventId,
        receives,
        ...errorFields(error),
      });
      const seconds = RETRY_AFTER[Math.min(receives, RETRY_AFTER.length) - 1] ?? 0;
      await inbox.postpone(record.receiptHandle, seconds).catch(() => count('notPostponed'));
      return false;
    }
  };

  const remove = ({ receiptHandle }: SQSRecord): Promise<void> =>
    inbox.remove(receiptHandle).catch(() => count('notRemoved'));

  const fresh = batch.Records.filter((record) => receivesOf(record) <= 1);
  const suspects = batch.Records.filter((record) => receivesOf(record) > 1);
  const done = await Promise.all(fresh.map(attempt));
  if (suspects.length > 0) await Promise.all(fresh.filter((_, index) => done[index]).map(remove));
  for (const suspect of suspects) if (await attempt(suspect)) await remove(suspect);

  log.info('batch', {
    domain: runtime.domain.name,
    ...Object.fromEntries(counts),
    requestIds: batch.Records.flatMap((record) => requestIdOf(record) ?? []),
  });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
