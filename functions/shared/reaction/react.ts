import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Inbox } from '../consume.ts';
import { errorFields } from '../lambda/error-fields.ts';
import type { Log, LogFields } from '../lambda/log.ts';
import { within } from '../lambda/within.ts';
import { type Applying, applyChange } from './apply.ts';
import { MOST_RECEIVES, MOST_SECONDS } from './limits.ts';
import { readChange } from './read-change.ts';

export interface ReactionDependencies extends Applying {
  readonly inbox: Pick<Inbox, 'postpone'>;
  readonly log: Log;
  /** Milliseconds that a change may take. */
  readonly changeTimeout: number;
  /** Milliseconds until every message of the batch must have ended: below the function's own time-out. */
  readonly batchTimeout: number;
}

/**
 * Seconds until a failed message is tried again, by how often it was received: an outage of hours ends
 * before the dead-letter queue takes over.
 */
const RETRY_AFTER = [5, 30, 120, 300, 900, 1_800, 3_600, 3_600, 3_600];

/** Seconds until messages are tried again for which there was no time. */
const SOON = 1;

/** Seconds below what SQS still hides a message: it counts from when it gave the batch away. */
const SLACK_SECONDS = 60;

class ChangeTimeout extends Error {
  override readonly name = 'ChangeTimeout';
}

const receivesOf = (record: SQSRecord): number => Number(record.attributes.ApproximateReceiveCount);

/** The messages of a batch by record of which they are changes, each group in its order. */
const groupsOf = (records: readonly SQSRecord[]): readonly (readonly SQSRecord[])[] => [
  ...Map.groupBy(records, ({ attributes }) => attributes.MessageGroupId ?? '').values(),
];

/**
 * Handles a batch of a reaction's queue and reports the messages that must come back. The changes of a
 * record are handled in order, those of different records concurrently. After a failure all later
 * changes of that record come back unhandled.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const react = async (
  batch: SQSEvent,
  dependencies: ReactionDependencies,
): Promise<SQSBatchResponse> => {
  const { inbox, log, now, name, changeTimeout, batchTimeout } = dependencies;
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  const failed: string[] = [];
  const start = now();
  const remaining = (): number => start + batchTimeout - now();

  /** @returns seconds until the message shall come back; undefined when it is done with. */
  const attempt = async (record: SQSRecord): Promise<number | undefined> => {
    const receives = receivesOf(record);
    let fields: LogFields = { messageId: record.messageId, receives };
    let isOver = false;
    const expired = (): never => {
      isOver = true;
      throw new ChangeTimeout('The change took too long.');
    };
    try {
      const change = readChange(record.body);
      fields = { ...fields, object: change.object, eventId: change.eventId ?? undefined };
      const outcome = await within(
        Math.min(changeTimeout, remaining()),
        applyChange(change, dependencies, receives, () => isOver),
        expired,
      );
      if (typeof outcome === 'object') {
        count('later');
        return outcome.laterSeconds;
      }
      count(outcome);
      if (outcome === 'stale') log.warn('stale', { reaction: name, ...fields });
      return undefined;
    } catch (error) {
      count('failed');
      log.error('failed', { reaction: name, ...fields, ...errorFields(error) });
      return RETRY_AFTER[Math.min(receives, RETRY_AFTER.length) - 1] ?? SOON;
    }
  };

  /** Reports a message, and hides it for a while. */
  const giveBack = async (record: SQSRecord, seconds: number): Promise<void> => {
    failed.push(record.messageId);
    const elapsed = Math.ceil((now() - start) / 1_000);
    const most = MOST_SECONDS - SLACK_SECONDS - elapsed;
    await inbox
      .postpone(record.receiptHandle, Math.min(seconds, most))
      .catch(() => count('notPostponed'));
  };

  /**
   * A message that came back for the last time is a dead letter once it is reported. It no longer holds
   * up those behind it, which would follow it there.
   */
  const handleGroup = async (records: readonly SQSRecord[]): Promise<void> => {
    let blockedFor: number | undefined;
    for (const record of records) {
      if (blockedFor === undefined && remaining() <= 0) blockedFor = SOON;
      if (blockedFor !== undefined) {
        count('waiting');
        await giveBack(record, blockedFor);
        continue;
      }
      const seconds = await attempt(record);
      if (seconds === undefined) continue;
      await giveBack(record, seconds);
      if (receivesOf(record) < MOST_RECEIVES) blockedFor = seconds;
    }
  };

  await Promise.all(groupsOf(batch.Records).map(handleGroup));
  log.info('reacted', { reaction: name, ...Object.fromEntries(counts) });
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
