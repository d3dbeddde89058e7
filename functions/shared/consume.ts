import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Erasures } from './erasure/erasures.ts';
import { redact } from './erasure/redact.ts';
import { isErased } from './erasure/tombstone.ts';
import { errorFields } from './error-fields.ts';
import type { DomainRuntime, Issue } from './event/interpret.ts';
import { judge, type Outcome } from './event/judge.ts';
import type { Log } from './log.ts';
import { type Delivery, open } from './message.ts';
import type { Radar } from './radar.ts';
import { takeEffect } from './store/effect.ts';
import type { Store } from './store/store.ts';

/** What a consumer asks of its own queue, beside the messages that Lambda hands it. */
export interface Inbox {
  /** Hides a message for a number of seconds before it comes back. */
  postpone(receiptHandle: string, seconds: number): Promise<void>;
  /** Deletes a message now, however this invocation ends. */
  remove(receiptHandle: string): Promise<void>;
}

export interface ConsumerDependencies {
  readonly runtime: DomainRuntime;
  readonly store: Store;
  readonly erasures: Erasures;
  /** Days that the archive keeps an event; undefined keeps it permanently. */
  readonly archiveDays?: number | undefined;
  readonly inbox: Inbox;
  readonly log: Log;
  readonly radar: Radar;
  readonly now: () => number;
  /** Milliseconds until every record must have ended: below the function's own time-out. */
  readonly recordTimeout: number;
}

/**
 * Seconds until a failed message is tried again, by how often it was received: an outage of hours
 * empties into the tables and not into the dead-letter queue, which takes over after five receives.
 */
const RETRY_AFTER = [30, 300, 3_600, 21_600];

const DAY_SECONDS = 86_400;

/**
 * Takes one delivery the whole way: judge, archive, apply. Every step is idempotent on its own, so a
 * crash between any two heals when the message comes back. What is erased counts as the body that is
 * left of it, before it is written anywhere.
 * @param onId hears the event's id as soon as it is known, should the rest fail.
 * @returns what became of it, and whether the archive knew it already.
 */
const handle = async (
  delivery: Delivery,
  {
    runtime,
    store,
    erasures,
    archiveDays,
    now,
  }: Pick<ConsumerDependencies, 'runtime' | 'store' | 'erasures' | 'archiveDays' | 'now'>,
  onId: (eventId: string) => void,
): Promise<{ id: string; outcome: Outcome; issues: readonly Issue[]; repeated: boolean }> => {
  const domain = runtime.domain.name;
  const archivedAt = now();
  const told = judge(delivery, runtime);
  onId(told.id);
  const erased = isErased(delivery.body, told, await erasures.current());
  const kept = erased ? redact(delivery, runtime) : delivery;
  const first = erased ? judge(kept, runtime) : told;
  const { rows: _rows, ...headline } = first;
  const fate = {
    domain,
    erasedAt: erased ? archivedAt : undefined,
    expiresAt: archiveDays && Math.ceil(archivedAt / 1_000) + archiveDays * DAY_SECONDS,
  };
  const { body, receipt } = kept;
  const known = await store.archive({ ...receipt, ...headline, ...fate, archivedAt, body });
  const left = known?.erasedAt === undefined ? kept : redact(delivery, runtime);
  const verdict = known ? judge(left, runtime, known) : first;
  const standing = { ...(known ?? { ...first, ...fate }), digest: receipt.digest, domain };
  const { outcome } = await takeEffect(verdict, standing, store);
  return { id: first.id, outcome, issues: verdict.issues, repeated: known !== undefined };
};

class RecordTimeout extends Error {
  override readonly name = 'RecordTimeout';
}

const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RecordTimeout('The record took too long.')), milliseconds);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
};

const attributesOf = (record: SQSRecord): Record<string, string> => {
  const attributes: Record<string, string> = {};
  for (const [name, attribute] of Object.entries(record.messageAttributes))
    if (attribute.stringValue !== undefined) attributes[name] = attribute.stringValue;
  return attributes;
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

  const handleOne = async (record: SQSRecord, onId: (id: string) => void): Promise<void> => {
    const attributes = attributesOf(record);
    const delivery = open({ body: record.body, attributes });
    const { id, outcome, issues, repeated } = await handle(delivery, dependencies, onId);
    count(repeated ? 'repeated' : outcome);
    if (outcome === 'quarantined')
      log.warn('quarantined', { eventId: id, requestId: delivery.receipt.requestId });
    try {
      dependencies.radar(delivery.body, issues);
    } catch (error) {
      // The event has had its effect: a look at its form must not bring it back.
      log.warn('radar failed', errorFields(error));
    }
  };

  /** @returns whether the record is done with; if not, it is reported and hidden for a while. */
  const attempt = async (record: SQSRecord): Promise<boolean> => {
    const receives = receivesOf(record);
    let eventId: string | undefined;
    const onId = (id: string): void => {
      eventId = id;
    };
    try {
      await within(deadline - now(), handleOne(record, onId));
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
