import fc from 'fast-check';
import type { InvocationOutcome } from '../../../../bin/local/lambda/runtime-api.ts';
import { type GivenUp, giveBatch } from '../../../../bin/local/triggers/streams/give-batch.ts';
import type { StreamRecord } from '../../../../bin/local/triggers/streams/stream-record.ts';

const NOW = Date.UTC(2026, 10, 28);
const recordsOf = (count: number, createdAt = NOW): readonly StreamRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    sequenceNumber: String(index + 1),
    createdAt,
    event: {},
  }));

const usual = {
  bisects: true,
  reportsItemFailures: true,
  maximumAgeSeconds: Number.POSITIVE_INFINITY,
  maximumRetries: Number.POSITIVE_INFINITY,
};
const failing = { ok: false, error: 'TypeError: no good' } as const;
const reporting = (...ids: readonly string[]): InvocationOutcome => ({
  ok: true,
  payload: JSON.stringify({
    batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
  }),
});

/** Gives records to a function that answers so. @returns all that happened. */
const give = async (
  records: readonly StreamRecord[],
  answer: (ids: readonly string[]) => InvocationOutcome,
  settings: Partial<typeof usual> = {},
  tries = Number.POSITIVE_INFINITY,
) => {
  const stopping = new AbortController();
  const batches: string[][] = [];
  const advanced: number[] = [];
  const pauses: number[] = [];
  const givenUp: { ids: string[]; why: GivenUp; tries: number }[] = [];
  const idsOf = (some: readonly StreamRecord[]) => some.map(({ sequenceNumber }) => sequenceNumber);
  const isDone = await giveBatch(
    records,
    { ...usual, ...settings },
    {
      invoke: async (some) => {
        batches.push(idsOf(some));
        if (batches.length >= tries) stopping.abort();
        return answer(idsOf(some));
      },
      advance: ({ sequenceNumber }) => void advanced.push(Number(sequenceNumber)),
      giveUp: async (some, why, count) => {
        givenUp.push({ ids: idsOf(some), why, tries: count });
      },
      now: () => NOW,
      pause: async (milliseconds) => void pauses.push(milliseconds),
      signal: stopping.signal,
    },
  );
  return { isDone, batches, advanced, pauses, givenUp };
};

describe('a batch of a stream', () => {
  it('is given once where the function handles it', async () => {
    expect(await give(recordsOf(3), () => reporting())).toEqual({
      isDone: true,
      batches: [['1', '2', '3']],
      advanced: [3],
      pauses: [],
      givenUp: [],
    });
  });

  it('is given again from the first record that is reported as failed', async () => {
    let first = true;
    const { batches, advanced, pauses } = await give(recordsOf(4), () => {
      const answer = first ? reporting('4', '2') : reporting();
      first = false;
      return answer;
    });
    expect(batches).toEqual([
      ['1', '2', '3', '4'],
      ['2', '3', '4'],
    ]);
    expect(advanced).toEqual([1, 4]);
    expect(pauses).toEqual([1_000]);
  });

  it('is halved where the function fails, until a record that fails alone is given up', async () => {
    const result = await give(recordsOf(8), (ids) => (ids.includes('6') ? failing : reporting()), {
      maximumRetries: 2,
    });
    expect(result.givenUp).toEqual([{ ids: ['6'], why: 'RetryAttemptsExhausted', tries: 3 }]);
    expect(result.advanced).toEqual([4, 5, 6, 8]);
    expect(result.pauses).toEqual([1_000, 2_000]);
    expect(result.isDone).toBe(true);
  });

  it('is given again as a whole where the source does not halve', async () => {
    const { batches } = await give(recordsOf(2), () => failing, { bisects: false }, 3);
    expect(batches).toEqual([
      ['1', '2'],
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('is given up where its records are too old', async () => {
    const records = [...recordsOf(2, NOW - 61_000), ...recordsOf(3).slice(2)];
    const { batches, givenUp, advanced } = await give(records, () => reporting(), {
      maximumAgeSeconds: 60,
    });
    expect(givenUp).toEqual([{ ids: ['1', '2'], why: 'RecordAgeExceeded', tries: 0 }]);
    expect(batches).toEqual([['3']]);
    expect(advanced).toEqual([2, 3]);
  });

  it('is not done where polling ends while it fails', async () => {
    const { isDone, advanced } = await give(recordsOf(1), () => failing, {}, 2);
    expect(isDone).toBe(false);
    expect(advanced).toEqual([]);
  });

  it('has each record handled in order, whatever fails how often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.oneof(fc.constant('fails'), fc.integer({ min: 0, max: 29 })), {
          maxLength: 20,
        }),
        fc.boolean(),
        async (count, faults, bisects) => {
          const left = [...faults];
          const handled: string[] = [];
          const { isDone, advanced } = await give(
            recordsOf(count),
            (ids) => {
              const fault = left.shift();
              if (fault === 'fails') return failing;
              const first = typeof fault === 'number' ? fault : ids.length;
              handled.push(...ids.slice(0, first));
              const failed = ids[first];
              return failed === undefined ? reporting() : reporting(failed);
            },
            { bisects },
          );
          expect(isDone).toBe(true);
          expect(handled.map(Number)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
          expect(advanced.at(-1)).toBe(count);
          expect(advanced).toEqual(advanced.toSorted((a, b) => a - b));
        },
      ),
    );
  });
});
