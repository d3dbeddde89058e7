import type { ReplayAnswer } from '../../../../../bin/webhooks/fix/replay/answer.ts';
import { type ReplayOptions, replay } from '../../../../../bin/webhooks/fix/replay/replay.ts';
import {
  type Selection,
  selectedEvents,
} from '../../../../../bin/webhooks/fix/replay/selection.ts';
import { archivedUnder } from '../../../../../functions/shared/query/archive.ts';
import { type DomainRuntime, missing } from '../../../../../functions/shared/record/family.ts';
import { changed, runtime, useRebuilding } from '../../../../support/tool/rebuilding.ts';
import { createTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

let clock: number;
const test = useRebuilding(() => clock);

beforeEach(() => {
  clock = Date.UTC(2020, 0, 1);
});

const run = async (
  selection: Selection = {},
  options: Partial<ReplayOptions> & { by?: DomainRuntime } = {},
): Promise<readonly ReplayAnswer[]> => {
  const { by, ...rest } = options;
  const answers: ReplayAnswer[] = [];
  await replay(test.target, selectedEvents(test.target, selection), {
    onAnswer: (answer) => answers.push(answer),
    ...(by === undefined ? {} : { runtimeOf: async () => by }),
    ...rest,
  });
  return answers.sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
};

const summary = (answers: readonly ReplayAnswer[]) =>
  answers.map(({ eventId, answer, because }) => `${eventId} ${answer}: ${because}`);

const outcomeOf = async (id: string) =>
  (await archivedUnder(test.target.tables.events, id)).map(({ outcome, issues }) => ({
    outcome,
    issues: issues.map(({ path }) => path),
  }));

/** Without the id that an object has to have. */
const poor = (id: string) =>
  webhook(id, 'refund.settled', '2026-03-03T10:00:00Z', { status: 'SETTLED' });

/** A schema that has learned to do without: every poor event is then about one refund. */
const lenient = changed('refund', (family) => (event) => {
  const first = family(event);
  if (first.projection) return first;
  const projection = { object: 'refund#poor', facts: [] };
  return {
    projection: { ...projection, records: [{ pk: event.key, sk: 'refund', attributes: {} }] },
  };
});

/** Finds another reason to refuse everything. */
const strict = changed('refund', () => () => missing('data.other', 'a string'));

describe('a replay', () => {
  it('changes nothing where every record is current, and states why', async () => {
    await test.send(refundEvent('received'), refundEvent('settled'), poor('evt_poor'));
    const before = await test.stored();
    expect(summary(await run())).toEqual([
      'evt_poor quarantined: data.object.id: expected "id", received undefined',
      'evt_received_1 unchanged: later events supersede it',
      'evt_settled_1 unchanged: its records are already current',
    ]);
    expect(await test.stored()).toEqual(before);
  });

  it('writes a lost record again, although the event was seen before', async () => {
    await test.send(refundEvent('settled'));
    const [record] = await test.stored();
    if (record) await test.removeRow(record);
    expect(summary(await run())).toEqual(['evt_settled_1 applied: 1 record written']);
    expect(await test.stored()).toEqual([record]);
  });

  it('applies what was quarantined once its schema is fixed, then changes the outcome', async () => {
    await test.send(poor('evt_poor'));
    expect(await outcomeOf('evt_poor')).toEqual([
      { outcome: 'quarantined', issues: ['data.object.id'] },
    ]);
    expect(summary(await run({}, { by: lenient }))).toEqual([
      'evt_poor applied: quarantined before, accepted now; 1 record written',
    ]);
    expect(await outcomeOf('evt_poor')).toEqual([{ outcome: 'accepted', issues: [] }]);
    expect(await run({ outcome: 'quarantined' })).toEqual([]);
  });

  it('keeps the outcome where a record could not be written, and quotes no error', async () => {
    await test.send(poor('evt_poor'));
    test.beforeNextPut(async () => {
      throw new Error('the table is busy');
    });
    expect(summary(await run({}, { by: lenient }))).toEqual(['evt_poor failed: Error']);
    expect(await outcomeOf('evt_poor')).toMatchObject([{ outcome: 'quarantined' }]);
  });

  it('takes what listings show of an event without a usual id', async () => {
    await test.send(Buffer.from('[]'));
    const [{ eventId = '' } = {}] = await run();
    expect(eventId).toMatch(/^sha256:/);
    expect(await run({ ids: [eventId] })).toHaveLength(1);
  });

  it('reports today’s reason where an event stays quarantined', async () => {
    await test.send(poor('evt_poor'));
    await run({}, { by: strict });
    expect(await outcomeOf('evt_poor')).toEqual([
      { outcome: 'quarantined', issues: ['data.other'] },
    ]);
  });

  it('does not revert what was applied before', async () => {
    await test.send(refundEvent('settled'));
    const before = await test.stored();
    expect(summary(await run({}, { by: strict }))).toEqual([
      "evt_settled_1 unchanged: applied before; today's schema refuses it: data.other: expected a string, received undefined",
    ]);
    expect(await outcomeOf('evt_settled_1')).toEqual([{ outcome: 'accepted', issues: [] }]);
    expect(await test.stored()).toEqual(before);
  });

  it('rewrites the records of a raised revision', async () => {
    await test.send(refundEvent('settled'));
    const by = changed('refund', (family) => (event) => family(event));
    expect(summary(await run({}, { by }))).toEqual(['evt_settled_1 applied: 1 record written']);
    expect((await test.stored())[0]?.revision).toBe(runtime.domain.revision + 1);
  });

  it('reports in a dry run what would change, and writes nothing', async () => {
    await test.send(refundEvent('received'), refundEvent('settled'), poor('evt_poor'));
    const before = await test.stored();
    const by = lenient;
    const dry = await run({}, { by, dryRun: true });
    expect(await test.stored()).toEqual(before);
    expect(await outcomeOf('evt_poor')).toMatchObject([{ outcome: 'quarantined' }]);
    expect(dry).toEqual(await run({}, { by }));
  });

  it('begins nothing further once it is stopped', async () => {
    await test.send(...Array.from({ length: 100 }, (_, index) => refundEvent('settled', index)));
    const stop = new AbortController();
    const onAnswer = jest.fn(() => stop.abort());
    const { signal } = stop;
    await replay(test.target, selectedEvents(test.target, {}), { onAnswer, signal });
    expect(onAnswer.mock.calls.length).toBeGreaterThan(0);
    expect(onAnswer.mock.calls.length).toBeLessThan(50);
  });
});

describe('the events to replay', () => {
  const ids = async (selection: Selection) =>
    (await run(selection, { dryRun: true })).map(({ eventId }) => eventId);

  beforeEach(async () => {
    await test.send(refundEvent('received'), poor('evt_poor'));
    clock = Date.UTC(2020, 0, 3);
    await test.send(
      refundEvent('settled'),
      webhook('evt_new', 'refund.reconsidered', undefined, { id: 'rfd_1' }),
      Buffer.from('{"id":"evt_account","name":"refund.settled","account_id":"acct_1","data":{}}'),
    );
  });

  it('are all events, or those with the given ids', async () => {
    expect(await ids({})).toHaveLength(5);
    expect(await ids({ ids: ['evt_poor', 'evt_poor', 'evt_none'] })).toEqual(['evt_poor']);
  });

  it('are those archived in a period, of any age', async () => {
    const since = Date.UTC(2020, 0, 2);
    const late = ['evt_account', 'evt_new', 'evt_settled_1'];
    expect(await ids({ range: { since } })).toEqual(late);
    expect(await ids({ range: { until: since } })).toEqual(['evt_poor', 'evt_received_1']);
    expect(await ids({ range: { since, until: since + 1 } })).toEqual([]);
    expect(await ids({ range: { since, until: since + 2 * 86_400_000 } })).toEqual(late);
    expect(await ids({ range: { since }, outcome: 'quarantined' })).toEqual(['evt_account']);
  });

  it('are those with a name, account, outcome or reason', async () => {
    expect(await ids({ names: ['refund.received', 'dispute'] })).toEqual(['evt_received_1']);
    expect(await ids({ names: ['refund'] })).toHaveLength(5);
    expect(await ids({ names: ['ref'] })).toEqual([]);
    expect(await ids({ account: 'acct_1' })).toEqual(['evt_account']);
    expect(await ids({ outcome: 'unrecognized' })).toEqual(['evt_new']);
    expect(await ids({ outcome: 'accepted' })).toEqual(['evt_received_1', 'evt_settled_1']);
    expect(await ids({ reason: 'data.object.id' })).toEqual(['evt_poor']);
    expect(await ids({ reason: 'data' })).toEqual(['evt_account', 'evt_poor']);
  });
});

describe('webhooks replay', () => {
  it('prints a result per event, and exits with 3 when one is still quarantined', async () => {
    await test.send(refundEvent('settled'), poor('evt_poor'));
    const summary = jest.spyOn(console, 'error').mockImplementation();
    const tool = await createTool(test.target);
    try {
      expect(await tool.json('replay', 'evt_settled_1')).toMatchObject([
        {
          id: 'evt_settled_1',
          name: 'refund.settled',
          domain: 'payments',
          result: 'unchanged',
          because: 'its records are already current',
        },
      ]);
      expect(process.exitCode).toBeUndefined();
      const since = ['--since', '2019-12-31T00:00:00Z'];
      const text = await tool.run('replay', ...since, '--name', 'refund', '--dry-run');
      expect(text).toMatch(/^quarantined +evt_poor +refund\.settled +data\.object\.id: /m);
      expect(summary.mock.lastCall).toEqual([
        'Dry run, nothing was written: 0 applied, 1 unchanged, 1 quarantined, 0 failed',
      ]);
      expect(process.exitCode).toBe(3);
      await expect(tool.run('replay', 'evt_none')).rejects.toMatchObject({ exitCode: 2 });
      await expect(tool.run('replay')).rejects.toThrow(/Specify which events/);
      await expect(tool.run('replay', '--since', 'noon')).rejects.toMatchObject({ exitCode: 1 });
    } finally {
      process.exitCode = undefined;
      summary.mockRestore();
      tool.stop();
    }
  });
});
