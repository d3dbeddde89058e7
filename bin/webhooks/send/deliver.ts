import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../terminal/failure.ts';

/** The answer to a delivery. */
interface Answer<T> {
  readonly delivery: T;
  readonly status: number;
  /** Milliseconds until the answer. */
  readonly took: number;
}

export interface DeliveryOptions<T> {
  /** Posts one. @returns the status of the answer. */
  readonly post: (delivery: T) => Promise<number>;
  /** The number of concurrent deliveries. */
  readonly concurrency: number;
  /** Maximum of deliveries a second. */
  readonly rate?: number | undefined;
  readonly onAnswer: (answer: Answer<T>) => void;
  /** When it is aborted, no further delivery is started; those in progress are finished. */
  readonly signal?: AbortSignal;
}

/** Resolves when the next delivery may start, or when no further one may. */
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
 * Delivers sequentially or concurrently, until all are delivered or one gets no answer.
 * @returns the failure of that one.
 */
export const deliver = async <T>(
  deliveries: AsyncIterable<T>,
  { post, concurrency, rate, onAnswer, signal }: DeliveryOptions<T>,
): Promise<Failure | undefined> => {
  const end = new AbortController();
  const ended = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
  const pace = createPace(rate, ended);
  const pending = deliveries[Symbol.asyncIterator]();
  let failure: Failure | undefined;
  const work = async (): Promise<void> => {
    for (;;) {
      await pace();
      if (ended.aborted) return;
      const { done, value } = await pending.next();
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
