import { setTimeout as pause } from 'node:timers/promises';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';

/** Work on numbers, with what it has begun and how much of it ran at once. */
const observed = (fails?: number) => {
  const begun: number[] = [];
  let [running, most] = [0, 0];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    running += 1;
    most = Math.max(most, running);
    await pause(item % 3);
    running -= 1;
    if (item === fails) throw new Error(`${item} failed`);
  };
  return { begun, work, most: () => most };
};

const numbers = Array.from({ length: 40 }, (_, index) => index);

it('works on every item in order, on no more than the given number at once', async () => {
  const { begun, work, most } = observed();
  await concurrently(numbers, 4, work);
  expect(begun).toEqual(numbers);
  expect(most()).toBe(4);
});

it('begins no more after an error, and throws it', async () => {
  const { begun, work } = observed(3);
  await expect(concurrently(numbers, 2, work)).rejects.toThrow('3 failed');
  expect(begun.length).toBeLessThan(10);
});

it('ends its source when it is stopped, and finishes what it has begun', async () => {
  const stop = new AbortController();
  const { begun, work } = observed();
  let ended = false;
  const source = async function* () {
    try {
      for (let item = 0; ; item += 1) yield item;
    } finally {
      ended = true;
    }
  };
  await concurrently(
    source(),
    3,
    async (item) => {
      await work(item);
      if (item === 8) stop.abort();
    },
    stop.signal,
  );
  expect(begun.length).toBeLessThan(15);
  expect(ended).toBe(true);
});
