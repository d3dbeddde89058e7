import { setTimeout as pause } from 'node:timers/promises';
import { deliver } from '../../../../bin/webhooks/send/deliver.ts';
import { createTally, summaryOf } from '../../../../bin/webhooks/send/tally.ts';
import { Failure } from '../../../../bin/webhooks/terminal/failure.ts';

async function* numbers(count: number) {
  for (let number = 0; number < count; number += 1) yield number;
}

describe('delivering', () => {
  it('delivers concurrently up to the limit', async () => {
    let now = 0;
    let most = 0;
    const answers: number[] = [];
    await deliver(numbers(50), {
      post: async () => {
        now += 1;
        most = Math.max(most, now);
        await pause(1);
        now -= 1;
        return 200;
      },
      concurrency: 7,
      onAnswer: ({ delivery }) => answers.push(delivery),
    });
    expect(most).toBe(7);
    expect(answers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('keeps to a rate', async () => {
    const began = performance.now();
    await deliver(numbers(11), {
      post: async () => 200,
      concurrency: 5,
      rate: 100,
      onAnswer: () => {},
    });
    expect(performance.now() - began).toBeGreaterThanOrEqual(95);
  });

  it('does not wait for the rate when nothing remains', async () => {
    const began = performance.now();
    await deliver(numbers(3), {
      post: async () => 200,
      concurrency: 64,
      rate: 20,
      onAnswer: () => {},
    });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('ends at the first delivery without an answer, and returns its failure', async () => {
    const onAnswer = jest.fn();
    const unanswered = new Failure('Nothing answers.');
    const post = async (number: number): Promise<number> => {
      if (number === 3) throw unanswered;
      return 200;
    };
    expect(await deliver(numbers(100), { post, concurrency: 1, onAnswer })).toBe(unanswered);
    expect(onAnswer).toHaveBeenCalledTimes(3);
    const broken = async () => Promise.reject(new TypeError('a mistake'));
    await expect(deliver(numbers(1), { post: broken, concurrency: 1, onAnswer })).rejects.toThrow(
      'a mistake',
    );
  });

  it('starts no further delivery once it is stopped, not even one that waits for the rate', async () => {
    const stop = new AbortController();
    const onAnswer = jest.fn(() => stop.abort());
    await deliver(numbers(100), {
      post: async () => 200,
      concurrency: 1,
      rate: 0.001,
      onAnswer,
      signal: stop.signal,
    });
    expect(onAnswer).toHaveBeenCalledTimes(1);
  });
});

describe('a tally', () => {
  it('counts answers and reports their durations', () => {
    const tally = createTally();
    expect(tally.percentile(0.5)).toBe(0);
    for (let took = 1; took <= 200; took += 1) tally.add(took > 198 ? 500 : 200, took);
    expect(tally.percentile(0.5)).toBe(100);
    expect(tally.percentile(0.99)).toBe(198);
    expect(summaryOf(tally, 2_000)).toBe(
      '200 deliveries in 2 s (100/s): 200 ×198, 500 ×2; answers p50 100 ms, p99 198 ms',
    );
  });
});
