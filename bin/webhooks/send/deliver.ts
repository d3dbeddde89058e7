import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../failure.ts';

/** How a delivery was answered. */
interface Answer<T> {
  readonly delivery: T;
  readonly status: number;
  /** Milliseconds until the answer. */
  readonly took: number;
}

export interface DeliveryOptions<T> {
  /** Posts one. @returns the status of the answer. */
  readonly post: (delivery: T) => Promise<number>;
  /** How many are under way at once. */
  readonly concurrency: number;
  /** Deliveries a second at most. */
  readonly rate?: number | undefined;
  readonly onAnswer: (answer: Answer<T>) => void;
  /** Begins no more when it is aborted, and waits for what is under way. */
  readonly signal?: AbortSignal;
}

/** Resolves when the next delivery may begin, or when there is to be none. */
const createPace = (rate: number | undefined, signal: AbortSignal) => {
  let next = performance.now();
  return async (): Promise<void> => {
    if (rate === undefined) return;
    const wait = next - performance.now();
    next = Math.max(next, performance.now()) + 1_000 / rate;
    if (wait > 0) await pause(wait, undefined, { signal }).catch(() => {});
  };
};

/**
 * Delivers one after the other, or some at once, until all are or one was not answered at all.
 * @returns the failure of that one.
 */
export const deliver = async <T>(
  deliveries: AsyncIterable<T>,
  { post, concurrency, rate, onAnswer, signal }: DeliveryOptions<T>,
): Promise<Failure | undefined> => {
  const end = new AbortController();
  const ended = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
  const pace = createPace(rate, ended);
  const left = deliveries[Symbol.asyncIterator]();
  let failure: Failure | undefined;
  const work = async (): Promise<void> => {
    for (;;) {
      await pace();
      if (ended.aborted) return;
      const { done, value } = await left.next();
      if (done) return end.abort();
      const began = performance.now();
      try {
        const status = await post(value);
        onAnswer({ delivery: value, status, took: performance.now() - began });
      } catch (error) {
        end.abort();
        if (!(error instanceof Failure)) throw error;
        failure = error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return failure;
};
