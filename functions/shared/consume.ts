import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Control } from './control/control.ts';
import { wasErased } from './control/erased.ts';
import type { Rules } from './control/rules.ts';
import { receiptOf, receiptsWith } from './control/voiding.ts';
import { redact } from './erasure/redact.ts';
import { type Delivery, open } from './event/message.ts';
import { errorFields } from './lambda/error-fields.ts';
import type { Log } from './lambda/log.ts';
import { within } from './lambda/within.ts';
import type { Radar } from './radar.ts';
import type { DomainRuntime } from './record/family.ts';
import { order } from './record/judge.ts';
import { type Outcome, type Reading, read } from './record/read.ts';
import { applyVerdict } from './store/effect.ts';
import { withReceipts } from './store/receipts.ts';
import type { ArchivedEvent, Headline, Store } from './store/store.ts';

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
  readonly control: Control;
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

/** Until when the archive keeps an event that is archived now, epoch seconds. */
const expiryOf = (archiveDays: number | undefined, now: number): number | undefined =>
  archiveDays && Math.ceil(now / 1_000) + archiveDays * DAY_SECONDS;

/** How often somebody else may change the receipts of an event before the queue is to try again. */
const MOST_ROUNDS = 8;

/**
 * Adds a delivery to the receipts of its archived event where it proves more than those: so what a leaked
 * secret signed first is not void when Airwallex sends it again under another one.
 * @returns the archived event as it is then.
 */
const confirmed = async (
  archived: Headline,
  reading: Reading,
  rules: Rules,
  store: Pick<Store, 'confirm'>,
): Promise<Headline> => {
  let before = archived;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const receipts = receiptsWith(before, reading.delivery.receipt, rules);
    if (receipts === undefined) return before;
    const after = withReceipts(before, receipts);
    const ordered = { ...after, version: order(reading, after).version };
    const instead = await store.confirm(before, ordered);
    if (instead === undefined) return ordered;
    before = instead;
  }
  throw new Error('Too many deliveries of this event come at once.');
};

/**
 * Takes one delivery the whole way: read, order, archive, apply. Every step is idempotent on its own,
 * so a crash between any two heals when the message comes back. An erased event is redacted before
 * anything is written; a void one is archived and has no effect.
 * @param onRead is called with the event id once it is known, so that a failure can be logged with it.
 * @returns what was read of it, the outcome, and whether the archive had it already.
 */
const handle = async (
  delivery: Delivery,
  {
    runtime,
    store,
    control,
    archiveDays,
    now,
  }: Pick<ConsumerDependencies, 'runtime' | 'store' | 'control' | 'archiveDays' | 'now'>,
  onRead: (eventId: string) => void,
): Promise<{ reading: Reading; outcome: Outcome; repeated: boolean }> => {
  const redacted = (): Reading => read(redact(reading), runtime);

  const reading = read(delivery, runtime);
  onRead(reading.id);
  const verdict = order(reading);
  const isToErase = await wasErased(reading.json, verdict, control);
  const kept = isToErase ? redacted() : reading;
  const rules = await control.rules();

  const archivedAt = now();
  const first = isToErase ? order(kept) : verdict;
  const { records: _records, ...headline } = first;
  const event: ArchivedEvent = withReceipts(
    {
      ...{ ...kept.delivery.receipt, ...headline, body: kept.delivery.body },
      ...{ domain: runtime.domain.name, archivedAt, expiresAt: expiryOf(archiveDays, archivedAt) },
      erasedAt: isToErase ? archivedAt : undefined,
    },
    [receiptOf(delivery.receipt, rules)],
  );
  const archived = await store.archive(event);

  const isRepeated = archived !== undefined;
  const stored = isRepeated ? await confirmed(archived, reading, rules, store) : event;
  if (stored.outcome === 'void') return { reading, outcome: 'void', repeated: isRepeated };
  const current = stored.erasedAt === undefined || isToErase ? kept : redacted();
  const place = { ...stored, domain: runtime.domain.name };
  const ordered = isRepeated ? order(current, stored) : first;
  const { outcome } = await applyVerdict(ordered, place, store);
  return { reading, outcome, repeated: isRepeated };
};

class RecordTimeout extends Error {
  override readonly name = 'RecordTimeout';
}

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

  const handleOne = async (record: SQSRecord, onRead: (id: string) => void): Promise<void> => {
    const attributes = attributesOf(record);
    const delivery = open({ body: record.body, attributes });
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
