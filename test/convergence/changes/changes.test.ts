import * as fc from 'fast-check';
import { publish } from '../../../functions/publisher/publish.ts';
import type { Ledger, Note } from '../../../functions/shared/reaction/ledger.ts';
import { react } from '../../../functions/shared/reaction/react.ts';
import { historiesOf, runtimes } from '../../support/runtimes.ts';
import { everythingArrives } from './lives.ts';
import type { System } from './world.ts';

// Many runs in one test.
jest.setTimeout(60_000);

// A change's time-out never comes: what a dead process still waits for must not hold up the tests.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterAll(() => {
  jest.useRealTimers();
});

const histories = runtimes.flatMap((runtime) =>
  historiesOf(runtime.domain).map((history) => ({ title: history.title, runtime, history })),
);

describe.each(histories)('the changes of histories of $title', ({ runtime, history }) => {
  it('reach whoever applies them and every reaction, once and in order, whatever happens', async () => {
    await fc.assert(everythingArrives(runtime, history), { numRuns: 60 });
  });
});

const real: System = { publish, react };

/** The real reactions with another ledger. */
const withLedger = (change: (ledger: Ledger) => Partial<Ledger>): System['react'] =>
  async function reacting(batch, dependencies) {
    const { ledger } = dependencies;
    return react(batch, { ...dependencies, ledger: { ...ledger, ...change(ledger) } });
  };

/** A ledger that reads notes without a part of them. */
const forgetting =
  (part: Partial<Note>) =>
  (ledger: Ledger): Partial<Ledger> => ({
    read: async (key) => {
      const note = await ledger.read(key);
      return note && { ...note, ...part };
    },
    commit: async (noting, transact) =>
      ledger.commit({ ...noting, before: await ledger.read(noting.key) }, transact),
  });

/** Faults that could be built into the code. */
const faults: readonly (readonly [title: string, system: Partial<System>])[] = [
  [
    'a publisher that reports no failure',
    {
      publish: async (batch, dependencies) => {
        await publish(batch, dependencies);
        return { batchItemFailures: [] };
      },
    },
  ],
  [
    'a publisher that reports the latest failure',
    {
      publish: async (batch, dependencies) => {
        const { batchItemFailures } = await publish(batch, dependencies);
        const itemIdentifier = batch.Records.at(-1)?.dynamodb?.SequenceNumber ?? '';
        return { batchItemFailures: batchItemFailures.map(() => ({ itemIdentifier })) };
      },
    },
  ],
  [
    'a publisher that goes on after a failure',
    {
      publish: async (batch, dependencies) => {
        const [first, ...others] = await Promise.all(
          batch.Records.map((record) => publish({ Records: [record] }, dependencies)),
        );
        const failures = [first, ...others].flatMap((one) => one?.batchItemFailures ?? []);
        return { batchItemFailures: failures.slice(0, 1) };
      },
    },
  ],
  [
    'reactions that go on with a record after a failure',
    {
      react: async (batch, dependencies) => {
        const answers = batch.Records.map((one) => react({ Records: [one] }, dependencies));
        const all = await Promise.all(answers);
        return { batchItemFailures: all.flatMap(({ batchItemFailures }) => batchItemFailures) };
      },
    },
  ],
  [
    'reactions that report no failure',
    {
      react: async (batch, dependencies) => {
        await react(batch, dependencies);
        return { batchItemFailures: [] };
      },
    },
  ],
  [
    'a ledger that forgets',
    {
      react: withLedger((ledger) => ({
        read: async () => undefined,
        commit: async (noting, transact) =>
          ledger.commit({ ...noting, before: await ledger.read(noting.key) }, transact),
      })),
    },
  ],
  ['a ledger that forgets versions', { react: withLedger(forgetting({ version: '' })) }],
  ['a ledger that forgets what was replayed', { react: withLedger(forgetting({ replayed: [] })) }],
  [
    'a ledger that writes its note before the effects',
    {
      react: withLedger((ledger) => ({
        commit: async (noting, transact) =>
          (await ledger.commit(noting, [])) &&
          ledger.commit({ ...noting, before: noting.after }, transact),
      })),
    },
  ],
];

describe('these properties fail for', () => {
  it.each(faults)('%s', async (_title, faulty) => {
    let isNoticed = false;
    for (const { runtime, history } of histories) {
      const property = everythingArrives(runtime, history, { ...real, ...faulty });
      if (!isNoticed)
        isNoticed = (await fc.check(property, { numRuns: 60, endOnFailure: true })).failed;
    }
    expect(isNoticed).toBe(true);
  });
});
