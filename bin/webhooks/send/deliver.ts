import { setTimeout as pause } from 'node:timers/promises';
import { concurrently } from '../../../functions/shared/query/concurrently.ts';
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

/** Yields each delivery when it may start. Once aborted, it waits no longer. */
async function* paced<T>(
  deliveries: AsyncIterable<T>,
  rate: number | undefined,
  signal: AbortSignal,
) {
  let next = performance.now();
  for await (const delivery of deliveries) {
    const wait = next - performance.now();
    if (rate !== undefined) next = Math.max(next, performance.now()) + 1_000 / rate;
    if (wait > 0) await pause(wait, undefined, { signal }).catch(() => {});
    yield delivery;
  }
}

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
  let failure: Failure | undefined;
  const deliverOne = async (delivery: T): Promise<void> => {
    const began = performance.now();
    try {
      const status = await post(delivery);
      onAnswer({ delivery, status, took: performance.now() - began });
    } catch (error) {
      end.abort();
      if (!(error instanceof Failure)) throw error;
      failure = error;
    }
  };
  await concurrently(paced(deliveries, rate, ended), concurrency, deliverOne, ended);
  return failure;
};
