import * as fc from 'fast-check';
import type { Publication } from '../../../functions/publisher/publication.ts';
import { memoryLedger } from '../../../functions/shared/reaction/memory-ledger.ts';
import { react } from '../../../functions/shared/reaction/react.ts';
import { paid, queuedChange } from '../../support/changes/changes.ts';
import { linesLog } from '../../support/lines.ts';
import { historiesOf, runtimeOf } from '../../support/runtimes.ts';
import { delivery, recordsFrom } from '../../support/tables/expected-records.ts';
import { type Blow, blows, fate } from '../fault-injection.ts';
import { ofEachState } from '../histories.ts';
import { expectAllHandled, expectSameCopy } from './expected.ts';
import { replayedOf, rewrite } from './happenings.ts';
import type { Whim } from './topic.ts';
import { settle, world } from './world.ts';

// Many runs in one test.
jest.setTimeout(60_000);

// A change's time-out never comes: what a dead process still waits for must not hold up the tests.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterAll(() => {
  jest.useRealTimers();
});

const payments = runtimeOf('payments');
const courses = historiesOf(payments.domain).flatMap((history) => history.courses);
const records = recordsFrom(
  courses
    .slice(0, 2)
    .flatMap(ofEachState)
    .map(({ write, sentAt }) => delivery(write('2026-08-21'), sentAt)),
  payments,
).flat();

/** SNS throttles the third change once, and never takes the fifth. */
const whims = (): ((publication: Publication) => Whim) => {
  let isFirst = true;
  return ({ reference: { sequenceNumber } }) => {
    if (sequenceNumber === '5') return 'refuses';
    if (sequenceNumber !== '3' || !isFirst) return 'takes';
    isFirst = false;
    return 'throttles';
  };
};

/** Records written, repaired, erased and removed, a shard that splits, and a replay beside. */
const run = async (blow: Blow, ...at: readonly number[]) => {
  const kept = fate(blow, ...at);
  const one = world(kept, { whim: whims(), batchSize: 3 });
  const store = one.tables.store();
  const half = Math.ceil(records.length / 2);
  for (const record of records.slice(0, half)) await store.apply(record);
  await one.pollStream(0);
  one.stream.split(0);
  for (const choice of [0, 1]) rewrite(one, (limit) => Math.min(choice, limit - 1));
  await one.pollReactions(10);
  const [first] = records;
  one.replay(replayedOf(records.filter(({ pk, sk }) => pk === first?.pk && sk === first.sk)), 1);
  for (const record of records.slice(half)) await store.apply(record);
  await settle(one);
  return { one, calls: kept.calls };
};

describe.each(blows)('a process of publisher, reaction or subscriber at whose port %s', (blow) => {
  it('loses no change, repeats no committed effect and puts none out of order, whichever call it is', async () => {
    const { one: uneventful, calls } = await run(blow);
    expect(uneventful.committed().length).toBeGreaterThan(10);
    expect(uneventful.unpublished).toMatchObject([{ sequenceNumber: '5' }]);
    expect(calls).toBeGreaterThan(100);
    for (let call = 1; call <= calls; call += 1) {
      const { one } = await run(blow, call);
      expect(one.deadLetters()).toEqual([]);
      expectAllHandled(one);
      expectSameCopy(one);
    }
  });
});

describe('two processes that handle the same messages at once', () => {
  it('commit each effect once and in order, however they interleave', async () => {
    const batch = { Records: [1, 2, 3].map((position) => queuedChange(paid('a', position))) };
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const ledger = memoryLedger();
        const turn = async <T>(effect: () => T): Promise<T> => {
          await scheduler.schedule(Promise.resolve());
          return effect();
        };
        const process = () =>
          react(batch, {
            name: 'copy',
            definition: {
              ...{ on: { object: 'payment_intent' }, errorImpact: 'none' },
              handle: async ({ change }) => ({
                transact: [
                  { Put: { TableName: 'copies', Item: { v: { S: `${change.version}` } } } },
                ],
              }),
            },
            ledger: {
              read: async (key) => turn(() => ledger.read(key)),
              commit: async (noting, transact) => turn(() => ledger.commit(noting, transact)),
            },
            ...{ inbox: { postpone: async () => {} }, log: linesLog(), now: () => 0 },
            ...{ changeTimeout: 60_000, batchTimeout: 60_000 },
          });
        const answers = await scheduler.waitFor(Promise.all([process(), process()]));
        expect(answers).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
        const versions = ledger.committed.map(({ Put }) => Put?.Item?.['v']?.S);
        expect(versions).toEqual(['v1', 'v2', 'v3']);
      }),
    );
  });
});
