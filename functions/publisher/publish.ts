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

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/**
 * Publishes what a batch of a stream changed. After a failure nothing later of that record is published:
 * Lambda brings back everything from the earliest failure on, and SNS drops what it got within five
 * minutes.
 */
export const publish = async (
  batch: StreamBatch,
  { topic, unpublished, log, now, pause, timeout }: PublisherDependencies,
): Promise<StreamResponse> => {
  const start = now();
  const counts = { published: 0, unchanged: 0, unpublished: 0, failed: 0, notOurs: 0 };
  const failed = new Set<Waiting>();
  const tries = new Map<Waiting, number>();
  let reason: string | undefined;

  const all = batch.Records.flatMap((record): readonly Waiting[] => {
    const read = readRecord(record, start);
    if (typeof read === 'object') return [read];
    counts[read] += 1;
    return [];
  });
  const waiting = new Set(all);

  /** @returns how often the change was tried. */
  const fail = (one: Waiting, why: string): number => {
    reason ??= why;
    const count = (tries.get(one) ?? 0) + 1;
    tries.set(one, count);
    if (count > RETRY_AFTER.length)
      for (const other of waiting)
        if (other.groupId === one.groupId) {
          waiting.delete(other);
          failed.add(other);
        }
    return count;
  };

  /** Keeps what can never be published where a person finds it, and goes on without it. */
  const setAside = async (one: Waiting, why: string): Promise<number> => {
    try {
      await unpublished.keep({ ...one.reference, reason: why });
      counts.unpublished += 1;
      waiting.delete(one);
      return 0;
    } catch (error) {
      return fail(one, nameOf(error));
    }
  };

  const publishAll = async (request: readonly Publication[]): Promise<number> => {
    let tried = 0;
    const refusals = await topic.publish(request);
    for (const [index, publication] of request.entries()) {
      const refusal = refusals[index];
      if (refusal === undefined) {
        counts.published += 1;
        waiting.delete(publication);
        continue;
      }
      const act = refusal.isFinal ? setAside : fail;
      tried = Math.max(tried, await act(publication, refusal.reason));
    }
    return tried;
  };

  /** Publishes the first of what waits. @returns how often what failed was tried; 0 where nothing did. */
  const step = (): Promise<number> => {
    const ready: Publication[] = [];
    for (const one of waiting) {
      if (isPublication(one)) ready.push(one);
      else if (ready.length === 0) return setAside(one, one.reason);
      else break;
    }
    return publishAll(nextRequest(ready));
  };

  while (waiting.size > 0 && now() - start < timeout) {
    const tried = await step();
    if (tried > 0) await pause(RETRY_AFTER[tried - 1] ?? 0);
  }

  const earliest = all.find((one) => waiting.has(one) || failed.has(one));
  counts.failed = waiting.size + failed.size;
  log.info('published', { ...counts, reason });
  return {
    batchItemFailures: earliest ? [{ itemIdentifier: earliest.reference.sequenceNumber }] : [],
  };
};
