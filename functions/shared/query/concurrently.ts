import { Readable } from 'node:stream';

async function* untilAborted<T>(items: Iterable<T> | AsyncIterable<T>, signal?: AbortSignal) {
  for await (const item of items) {
    if (signal?.aborted) return;
    yield item;
  }
}

/**
 * Does work on each item, on a number of them concurrently, and begins them in their order. After an
 * error it begins no more, and throws that.
 * @param signal once aborted, no further item is begun.
 */
export const concurrently = <T>(
  items: Iterable<T> | AsyncIterable<T>,
  concurrency: number,
  work: (item: T) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> =>
  Readable.from(untilAborted(items, signal)).forEach(
    async (item: T) => {
      if (!signal?.aborted) await work(item);
    },
    { concurrency },
  );
