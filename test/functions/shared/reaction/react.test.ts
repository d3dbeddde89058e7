import type { SQSRecord } from 'aws-lambda';
import type { AnyChange } from '../../../../functions/shared/change/any-change.ts';
import type {
  AnyHandling,
  AnyReactionDefinition,
  Handled,
} from '../../../../functions/shared/reaction/definition.ts';
import { EffectsRefused, type Ledger } from '../../../../functions/shared/reaction/ledger.ts';
import { memoryLedger } from '../../../../functions/shared/reaction/memory-ledger.ts';
import { react } from '../../../../functions/shared/reaction/react.ts';
import { paid, queued, queuedChange } from '../../../support/changes/changes.ts';
import { linesLog } from '../../../support/lines.ts';

const on = { object: 'payment_intent', becomes: 'SUCCEEDED' };
const START = 1_772_359_300_000;

type Handle = (handling: AnyHandling) => Promise<Handled>;

/** A reaction with a ledger and a queue in memory. */
const setUp = (
  handle: Handle = async () => {},
  {
    ledger: overrides = {},
    changeTimeout = 200,
    batchTimeout = 1_000,
    clock = () => START,
  }: {
    readonly ledger?: Partial<Ledger>;
    readonly changeTimeout?: number;
    readonly batchTimeout?: number;
    readonly clock?: () => number;
  } = {},
) => {
  const memory = memoryLedger();
  const log = linesLog();
  const postponed: string[] = [];
  const handled: AnyHandling[] = [];
  const definition: AnyReactionDefinition = {
    on,
    errorImpact: 'none',
    handle: async (handling: AnyHandling) => {
      handled.push(handling);
      return handle(handling);
    },
  };
  const run = async (...Records: SQSRecord[]): Promise<readonly string[]> => {
    const { batchItemFailures } = await react(
      { Records },
      {
        ...{ name: 'release', definition, ledger: { ...memory, ...overrides } },
        inbox: { postpone: async (handle, seconds) => void postponed.push(`${handle} ${seconds}`) },
        ...{ log, now: clock, changeTimeout, batchTimeout },
      },
    );
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  return {
    ...memory,
    log,
    postponed,
    run,
    positions: () => handled.map(({ change: { key, version } }) => `${key.pk} ${version}`),
    keys: () => handled.map(({ idempotencyKey }) => idempotencyKey),
  };
};

const put = (id: string) => ({
  transact: [{ Put: { TableName: 'orders', Item: { pk: { S: id } } } }],
});

/** Fails for the changes of one version. */
const failing =
  (...versions: readonly (string | null)[]): Handle =>
  async ({ change }) => {
    if (versions.includes(change.version)) throw new TypeError('s3cret');
  };

describe('a reaction', () => {
  it('handles a change once, however often it is delivered, and commits its effects with the note', async () => {
    const { run, committed, notes, positions, log } = setUp(async ({ change }) =>
      put(change.eventId ?? ''),
    );
    expect(await run(queuedChange(paid('a', 1)), queuedChange(paid('a', 1)))).toEqual([]);
    expect(await run(queuedChange(paid('a', 1), 2))).toEqual([]);
    expect(positions()).toEqual(['payment_intent#a v1']);
    expect(committed).toEqual(put('evt_1').transact);
    expect([...notes]).toEqual([
      [
        'release#payment_intent#a#payment_intent',
        { position: paid('a', 1).position, version: 'v1', replayed: [] },
      ],
    ]);
    expect(log.lines).toEqual([
      { message: 'reacted', reaction: 'release', handled: 1, repeated: 1 },
      { message: 'reacted', reaction: 'release', repeated: 1 },
    ]);
  });

  it('handles what it asks for alone, whatever its subscription lets through', async () => {
    const { run, positions, log } = setUp();
    expect(await run(queuedChange(paid('a', 1, { becomes: 'CANCELLED' })))).toEqual([]);
    expect(positions()).toEqual([]);
    expect(log.lines).toEqual([{ message: 'reacted', reaction: 'release', ignored: 1 }]);
  });

  it('handles the changes of a record in their order, those of different records concurrently', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { run, positions } = setUp(async ({ change }) => {
      if (change.version === 'v1') await promise;
      if (change.version === 'v4') resolve();
    });
    const changes = [paid('a', 1), paid('a', 2), paid('b', 3), paid('b', 4)];
    expect(await run(...changes.map((change) => queuedChange(change)))).toEqual([]);
    expect(positions()).toEqual([
      'payment_intent#a v1',
      'payment_intent#b v3',
      'payment_intent#b v4',
      'payment_intent#a v2',
    ]);
  });

  it('lets everything of a record come back together after a failure, and goes on with other records', async () => {
    const { run, positions, postponed, log } = setUp(failing('v1'));
    const changes = [paid('a', 1), paid('a', 2), paid('b', 3)];
    expect(await run(...changes.map((change) => queuedChange(change)))).toEqual([
      'message-evt_1',
      'message-evt_2',
    ]);
    expect(positions()).toEqual(['payment_intent#a v1', 'payment_intent#b v3']);
    expect(postponed).toEqual(['handle-evt_1 5', 'handle-evt_2 5']);
    expect(log.lines).toMatchObject([
      {
        ...{ message: 'failed', reaction: 'release', messageId: 'message-evt_1', receives: 1 },
        ...{ object: 'payment_intent', eventId: 'evt_1', error: 'TypeError' },
      },
      { message: 'reacted', handled: 1, failed: 1, waiting: 1 },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('s3cret');
  });

  it.each([
    [1, 5],
    [2, 30],
    [9, 3_600],
  ])('tries a message again that failed %i times after %i seconds', async (receives, seconds) => {
    const { run, postponed } = setUp(failing('v1'));
    await run(queuedChange(paid('a', 1), receives));
    expect(postponed).toEqual([`handle-evt_1 ${seconds}`]);
  });

  it('goes on with a record once a change of it becomes a dead letter', async () => {
    const { run, positions } = setUp(failing('v1'));
    expect(await run(queuedChange(paid('a', 1), 10), queuedChange(paid('a', 2), 10))).toEqual([
      'message-evt_1',
    ]);
    expect(positions()).toEqual(['payment_intent#a v1', 'payment_intent#a v2']);
  });

  it('reports a change that comes after later ones, as from the dead-letter queue, and does not handle it', async () => {
    const { run, positions, log } = setUp();
    await run(queuedChange(paid('a', 2)));
    expect(await run(queuedChange(paid('a', 1)))).toEqual([]);
    expect(positions()).toEqual(['payment_intent#a v2']);
    expect(log.lines.slice(1)).toEqual([
      {
        ...{ message: 'stale', reaction: 'release', messageId: 'message-evt_1', receives: 1 },
        ...{ object: 'payment_intent', eventId: 'evt_1' },
      },
      { message: 'reacted', reaction: 'release', stale: 1 },
    ]);
  });

  it.each([
    ['no JSON', 'payment_intent'],
    ['no change', '{"id":"evt_1"}'],
    ['a change of no kind', JSON.stringify({ ...paid('a', 1), kind: 'new' })],
    ['a change of another record', JSON.stringify({ ...paid('a', 1), object: 'refund' })],
    ['a change without a place', JSON.stringify(paid('a', 1, { position: '' }))],
  ])('does not take %s', async (_title, body) => {
    const { run, positions, log } = setUp();
    expect(await run(queued({ body, groupId: 'g' }, 1))).toEqual(['message-1']);
    expect(positions()).toEqual([]);
    expect(log.lines[0]).toMatchObject({ message: 'failed', error: 'UnreadableChange' });
  });
});

describe('a handler', () => {
  it('gets a key that is the same for the same change of the same reaction alone', async () => {
    const { run, keys } = setUp(failing('v1', 'v2'));
    await run(queuedChange(paid('a', 1)), queuedChange(paid('b', 2)));
    await run(queuedChange(paid('a', 1)), queuedChange(paid('a', 3)));
    const [first, ofOther, again] = keys();
    expect(again).toBe(first);
    expect(ofOther).not.toBe(first);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is called again later if it wants, before all later changes of the record', async () => {
    let calls = 0;
    const { run, positions, postponed, log } = setUp(async ({ later }) => {
      calls += 1;
      return calls === 1 ? later(600) : undefined;
    });
    const both = [paid('a', 1), paid('a', 2)];
    expect(await run(...both.map((change) => queuedChange(change)))).toHaveLength(2);
    expect(postponed).toEqual(['handle-evt_1 600', 'handle-evt_2 600']);
    expect(await run(...both.map((change) => queuedChange(change, 2)))).toEqual([]);
    expect(positions().slice(1)).toEqual(['payment_intent#a v1', 'payment_intent#a v2']);
    expect(log.lines).toMatchObject([{ later: 1, waiting: 1 }, { handled: 2 }]);
  });

  it('is never hidden longer than SQS can', async () => {
    const { run, postponed } = setUp(async ({ later }) => later(43_200));
    await run(queuedChange(paid('a', 1)));
    expect(postponed).toEqual(['handle-evt_1 43140']);
  });

  it.each([0, 43_201, 1.5, Number.NaN])('cannot come back after %d seconds', async (seconds) => {
    const { run, log } = setUp(async ({ later }) => later(seconds));
    expect(await run(queuedChange(paid('a', 1)))).toEqual(['message-evt_1']);
    expect(log.lines[0]).toMatchObject({ message: 'failed', error: 'RangeError' });
  });

  it('cannot come back when its message becomes a dead letter', async () => {
    const { run, log } = setUp(async ({ later }) => later(1));
    expect(await run(queuedChange(paid('a', 1), 10))).toEqual(['message-evt_1']);
    expect(log.lines[0]).toMatchObject({ message: 'failed', error: 'RangeError' });
  });

  it('that never settles delays no other record, and has nothing committed afterwards', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { run, committed, log } = setUp(
      async ({ change }) => {
        if (change.version === 'v1') await promise;
        return put(change.eventId ?? '');
      },
      { changeTimeout: 20 },
    );
    const changes = [paid('a', 1), paid('a', 2), paid('b', 3)];
    expect(await run(...changes.map((change) => queuedChange(change)))).toEqual([
      'message-evt_1',
      'message-evt_2',
    ]);
    resolve();
    await promise;
    await new Promise(setImmediate);
    expect(committed).toEqual(put('evt_3').transact);
    expect(log.lines[0]).toMatchObject({ message: 'failed', error: 'ChangeTimeout' });
  });

  it('is not called when the time of the batch is over', async () => {
    let time = START;
    const { run, positions, postponed } = setUp(
      async () => {
        time += 2_000;
      },
      { clock: () => time },
    );
    expect(await run(queuedChange(paid('a', 1)), queuedChange(paid('a', 2)))).toEqual([
      'message-evt_2',
    ]);
    expect(positions()).toEqual(['payment_intent#a v1']);
    expect(postponed).toEqual(['handle-evt_2 1']);
  });

  it('fails where its own items are refused, and when it returns more than DynamoDB takes', async () => {
    const refused = setUp(async () => put('o1'), {
      ledger: {
        commit: async () => {
          throw new EffectsRefused('There is one.');
        },
      },
    });
    expect(await refused.run(queuedChange(paid('a', 1)))).toEqual(['message-evt_1']);
    expect(refused.log.lines[0]).toMatchObject({ error: 'EffectsRefused' });
    const transact = Array.from({ length: 100 }, () => ({}));
    const many = setUp(async () => ({ transact }));
    expect(await many.run(queuedChange(paid('a', 1)))).toEqual(['message-evt_1']);
    expect(many.log.lines[0]).toMatchObject({ error: 'RangeError' });
  });

  it('does not commit where somebody else handled the change meanwhile', async () => {
    const other = memoryLedger();
    const { run, log } = setUp(async () => put('o1'), {
      ledger: {
        ...other,
        commit: async (noting, transact) => {
          if (other.notes.size === 0) await other.commit(noting, []);
          return other.commit(noting, transact);
        },
      },
    });
    expect(await run(queuedChange(paid('a', 1)))).toEqual([]);
    expect(other.committed).toEqual([]);
    expect(log.lines).toEqual([{ message: 'reacted', reaction: 'release', repeated: 1 }]);
  });
});

describe('a replayed change', () => {
  const replayed = (version: number, more: Partial<AnyChange> = {}): AnyChange =>
    paid('a', version, { replay: true, position: '', ...more });
  const late = { record: { id: 'a', status: 'SUCCEEDED', currency: 'EUR' } };
  const all = (...changes: readonly AnyChange[]) => changes.map((one) => queuedChange(one));

  it('is handled once where nothing of its record was', async () => {
    const { run, positions, keys } = setUp();
    await run(...all(replayed(1), replayed(2), replayed(2), replayed(1)));
    expect(positions()).toEqual(['payment_intent#a v1', 'payment_intent#a v2']);
    expect(new Set(keys()).size).toBe(2);
  });

  it('is handled where a late event changed the record and left its version', async () => {
    const { run, positions, keys } = setUp();
    await run(...all(replayed(1), replayed(1, late), replayed(1), replayed(1, late)));
    expect(positions()).toEqual(['payment_intent#a v1', 'payment_intent#a v1']);
    expect(new Set(keys()).size).toBe(2);
  });

  it('is not handled where the stream brought one of its version or a later one', async () => {
    const { run, positions, log } = setUp();
    await run(queuedChange(paid('a', 2)));
    expect(await run(...all(replayed(1), replayed(2), replayed(2, late)))).toEqual([]);
    expect(positions()).toEqual(['payment_intent#a v2']);
    expect(log.lines[1]).toEqual({ message: 'reacted', reaction: 'release', repeated: 3 });
  });

  it('is not handled again when the stream brings it after all', async () => {
    const { run, positions, notes, log } = setUp();
    await run(...all(replayed(1), replayed(2), replayed(2, late)));
    const reordered = { record: { currency: 'EUR', status: 'SUCCEEDED', id: 'a' } };
    const changes = [paid('a', 1), paid('a', 2), { ...paid('a', 3), version: 'v2', ...reordered }];
    expect(await run(...all(...changes))).toEqual([]);
    expect(positions()).toHaveLength(3);
    expect(log.lines[1]).toEqual({ message: 'reacted', reaction: 'release', repeated: 3 });
    expect([...notes.values()]).toMatchObject([{ position: paid('a', 3).position, version: 'v2' }]);
  });

  it('hides no change that the stream brings of what no replay had', async () => {
    const { run, positions } = setUp();
    await run(...all(replayed(1), replayed(2)));
    await run(...all(paid('a', 1, { kind: 'corrected' }), paid('a', 2), paid('a', 3)));
    expect(positions().slice(2)).toEqual([
      'payment_intent#a v1',
      'payment_intent#a v2',
      'payment_intent#a v3',
    ]);
  });

  it('takes no place in the stream, and none away', async () => {
    const { run, positions, notes } = setUp();
    await run(...all(paid('a', 1), replayed(3), paid('a', 1), paid('a', 2), replayed(3)));
    expect(positions()).toEqual([
      'payment_intent#a v1',
      'payment_intent#a v3',
      'payment_intent#a v2',
    ]);
    expect([...notes.values()]).toEqual([
      { position: paid('a', 2).position, version: 'v3', replayed: [] },
    ]);
  });
});

describe('what is due', () => {
  const due = (dueAt: string): AnyChange =>
    paid('a', 1, { kind: 'due', position: '', dueAt, becomes: null, from: null });

  it('is handled once for each due time, whatever else was handled of its record', async () => {
    const handled: (string | null)[] = [];
    const definition: AnyReactionDefinition = {
      on: { object: 'payment_intent', kind: 'due' },
      errorImpact: 'none',
      handle: async ({ change }: AnyHandling) => void handled.push(change.dueAt),
    };
    const changes = ['2026-03-01', '2026-03-02', '2026-03-01'].map(due);
    await react(
      {
        Records: changes.map((change, index) => ({
          ...queuedChange(change),
          messageId: `${index}`,
        })),
      },
      {
        ...{ name: 'answer', definition, ledger: memoryLedger(), log: linesLog() },
        ...{ inbox: { postpone: async () => {} }, now: () => START },
        ...{ changeTimeout: 200, batchTimeout: 1_000 },
      },
    );
    expect(handled).toEqual(['2026-03-01', '2026-03-02']);
  });
});
