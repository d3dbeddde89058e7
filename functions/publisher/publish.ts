import { errorName } from '../shared/lambda/error-fields.ts';
import type { Log } from '../shared/lambda/log.ts';
import { isPublication, type Publication, readRecord, type Unpublishable } from './publication.ts';
import { nextRequest } from './request.ts';
import type { StreamBatch, StreamResponse } from './stream.ts';
import type { Topic } from './topic.ts';
import type { Unpublished } from './unpublished.ts';

export interface PublisherDependencies {
  readonly topic: Topic;
  readonly unpublished: Unpublished;
  readonly log: Pick<Log, 'info'>;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds that the batch may take: below the function's own time-out. */
  readonly timeout: number;
}

type Waiting = Publication | Unpublishable;

/** Milliseconds until a change is published again, by how often SNS did not take it. */
const RETRY_AFTER = [100, 400, 1_600];

/** What can be done next of what waits: one request, or one change that cannot be published. */
const nextOf = (waiting: Iterable<Waiting>): readonly Waiting[] => {
  const ready: Publication[] = [];
  for (const one of waiting) {
    if (isPublication(one)) ready.push(one);
    else if (ready.length === 0) return [one];
    else break;
  }
  return nextRequest(ready);
};

/**
 * Publishes what a batch of a stream changed, request after request. A failure that retries do not end
 * ends the batch: Lambda brings back everything from the earliest change on that is not published, and
 * SNS drops what it got within five minutes.
 */
export const publish = async (
  batch: StreamBatch,
  { topic, unpublished, log, now, pause, timeout }: PublisherDependencies,
): Promise<StreamResponse> => {
  const start = now();
  const counts = { published: 0, unchanged: 0, unpublished: 0, failed: 0, notOurs: 0 };
  let reason: string | undefined;

  const all = batch.Records.flatMap((record): readonly Waiting[] => {
    const read = readRecord(record, start);
    if (typeof read === 'object') return [read];
    counts[read] += 1;
    return [];
  });
  const waiting = new Set(all);

  const done = (one: Waiting, how: 'published' | 'unpublished'): void => {
    counts[how] += 1;
    waiting.delete(one);
  };

  /** Keeps what can never be published where a person finds it. */
  const setAside = async (one: Waiting, why: string): Promise<void> => {
    try {
      await unpublished.keep({ ...one.reference, reason: why });
      done(one, 'unpublished');
    } catch (error) {
      reason ??= errorName(error);
    }
  };

  const attempt = async (pending: readonly Waiting[]): Promise<void> => {
    const request = pending.filter(isPublication);
    const refusals = request.length > 0 ? await topic.publish(request) : [];
    for (const [index, one] of request.entries()) {
      const refusal = refusals[index];
      if (refusal === undefined) done(one, 'published');
      else if (refusal.isFinal) await setAside(one, refusal.reason);
      else reason ??= refusal.reason;
    }
    for (const one of pending) if (!isPublication(one)) await setAside(one, one.reason);
  };

  /** @returns whether all of it is done with. */
  const complete = async (some: readonly Waiting[]): Promise<boolean> => {
    for (const delay of [...RETRY_AFTER, undefined]) {
      await attempt(some.filter((one) => waiting.has(one)));
      if (!some.some((one) => waiting.has(one))) return true;
      if (delay === undefined || now() + delay - start >= timeout) return false;
      await pause(delay);
    }
    return false;
  };

  while (waiting.size > 0 && now() - start < timeout) if (!(await complete(nextOf(waiting)))) break;

  const earliest = all.find((one) => waiting.has(one));
  counts.failed = waiting.size;
  log.info('published', { ...counts, reason });
  return {
    batchItemFailures: earliest ? [{ itemIdentifier: earliest.reference.sequenceNumber }] : [],
  };
};
