import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { domains } from '../../../../functions/domains.ts';
import { createRechecks } from '../../../../functions/scheduled/audit/rechecks.ts';
import {
  LISTED,
  type PassDependencies,
  pass,
} from '../../../../functions/scheduled/audit-pass/pass.ts';
import { readResults } from '../../../../functions/scheduled/audit-pass/results.ts';
import { acceptedIn } from '../../../../functions/shared/query/logs/ingress-log.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { linesLog } from '../../../support/lines.ts';
import { samplesOf } from '../../../support/samples.ts';
import { putRecord, storedIn } from '../../../support/tables/manual-edits.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { refundEvent } from '../../../support/webhook.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Long ago: no run may look ahead of the real clock. */
const AT = Date.UTC(2026, 4, 21, 12);
const clock = { now: AT };
const test = useTarget(beforeEach, () => clock.now);
beforeEach(() => {
  clock.now = AT;
});

/** The lines of the ingress of the test, as CloudWatch has them. */
const accepted: PassDependencies['accepted'] = {
  reachesBack: async () => 0,
  refusals: async function* () {},
  lines: async function* ({ since = 0, until = Number.POSITIVE_INFINITY } = {}) {
    for (const line of test.pipeline.lines) {
      const timestamp = new Date(AT).toISOString();
      const found = acceptedIn(JSON.stringify({ ...line, timestamp }));
      if (found && found !== 'unreadable' && found.at >= since && found.at < until) yield found;
    }
  },
};

const control = (): Table => ({
  client: test.target.dynamodb,
  name: test.target.outputs.controlTable ?? '',
});

/** Lets a run begin at a time. @returns its log lines. */
const run = async (at: number, changes: Partial<PassDependencies> = {}) => {
  clock.now = at;
  const log = linesLog();
  await pass({
    tables: test.target.tables,
    control: control(),
    accepted,
    waiting: async () => new Map(),
    archiveDays: undefined,
    log,
    now: () => clock.now,
    deadline: at + MINUTE,
    rechecks: createRechecks(
      () => clock.now,
      async () => {},
    ),
    ...changes,
  });
  return log.lines;
};

const alter = async (): Promise<void> => {
  const [record] = await storedIn(test.target);
  if (!record) throw new Error('There is no record.');
  await putRecord(test.target, { ...record, attributes: { ...record.attributes, status: 'LOST' } });
};

describe('a scheduled audit', () => {
  beforeEach(() =>
    test.pipeline.send([refundEvent('received'), refundEvent('accepted'), refundEvent('settled')]),
  );

  it('keeps what it found of the last two hours and of all records, and reports it in a line each', async () => {
    const lines = await run(AT + 30 * MINUTE);
    expect(lines).toEqual([
      expect.objectContaining({
        ...{ message: 'audited', part: 'forward', events: 3, accepted: 3, lost: 0, breaches: 0 },
        ...{ since: '2026-05-21T10:20:00.000Z', until: '2026-05-21T12:20:00.000Z' },
      }),
      expect.objectContaining({
        ...{ message: 'audited', part: 'backward', isComplete: true, records: 1, explained: 1 },
      }),
    ]);
    const { forward, backward, broken } = await readResults(control());
    expect(forward).toMatchObject({ events: 3, accepted: 3, breaches: 0, listed: [] });
    expect(backward?.last).toMatchObject({ records: 1, explained: 1, breaches: 0 });
    expect(backward?.progress).toBeUndefined();
    expect(broken).toBeUndefined();
  });

  it('reports a record that was changed by hand, by keys and names alone', async () => {
    await alter();
    const lines = await run(AT + 30 * MINUTE);
    const breaches = lines.filter(({ message }) => message === 'breaches');
    const listed = [
      'explanation payments evt_settled_1 refund#rfd_1 # it differs from its event in status',
    ];
    expect(breaches).toEqual([
      { message: 'breaches', part: 'forward', breaches: 1, listed: [expect.any(String)] },
      { message: 'breaches', part: 'backward', breaches: 1, listed: [expect.any(String)] },
    ]);
    for (const line of breaches)
      expect(String(line['listed']).replace(/(rfd_1) .*? (it)/, '$1 # $2')).toBe(listed[0]);
    expect(JSON.stringify(lines)).not.toContain('LOST');
    const { forward, backward, broken } = await readResults(control());
    expect(forward).toMatchObject({ breaches: 1, listed: [{ rule: 'explanation' }] });
    expect(backward?.last).toMatchObject({ breaches: 1, listed: [{ rule: 'explanation' }] });
    expect(broken).toEqual(forward);
  });

  it('keeps the latest audit with a breach although the next one finds none', async () => {
    await alter();
    await run(AT + 30 * MINUTE);
    await run(AT + 5 * HOUR);
    const { forward, broken } = await readResults(control());
    expect(forward).toMatchObject({ events: 0, breaches: 0 });
    expect(broken).toMatchObject({ events: 3, breaches: 1 });
  });

  it('reports what the ingress accepted and nobody archived', async () => {
    await test.pipeline.post(refundEvent('settled', 2));
    const lines = await run(AT + 30 * MINUTE);
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'breaches', part: 'forward', breaches: 1 }),
    );
    expect((await readResults(control())).forward).toMatchObject({ accepted: 4, lost: 1 });
    const waiting = async () => new Map([['payments', 1]]);
    await run(AT + 31 * MINUTE, { waiting });
    expect((await readResults(control())).forward).toMatchObject({ waiting: 1, lost: 0 });
  });

  it('checks all records once a day', async () => {
    const partsAt = async (at: number) => (await run(at)).map(({ part }) => part);
    expect(await partsAt(AT + 30 * MINUTE)).toEqual(['forward', 'backward']);
    for (const hours of [1, 5, 23])
      expect(await partsAt(AT + 30 * MINUTE + hours * HOUR)).toEqual(['forward']);
    expect(await partsAt(AT + 30 * MINUTE + 24 * HOUR)).toEqual(['forward', 'backward']);
  });
});

describe('a check of all records', () => {
  beforeEach(async () => {
    await test.pipeline.send(
      domains.flatMap(({ name }) => samplesOf(name).map(({ body }) => body)),
    );
    await alter();
  });

  it('ends at its deadline, and is completed by the next runs with the same result', async () => {
    const whole = await run(AT + 30 * MINUTE);
    const expected = (await readResults(control())).backward?.last;
    expect(expected?.records).toBeGreaterThan(100);
    expect(expected).toMatchObject({ breaches: 1 });
    expect(expected?.explained).toBe((expected?.records ?? 0) - 1);
    expect(whole.filter(({ part }) => part === 'backward')).toHaveLength(2);

    const begun = AT + 30 * HOUR;
    let runs = 0;
    const incomplete: unknown[] = [];
    do {
      // Each reading of the clock is a second: a few pages of ten records fit into a run.
      let seconds = 0;
      const at = begun + runs * HOUR;
      await run(at, {
        pageSize: 10,
        now: () => {
          seconds += 1;
          return at + seconds * 1_000;
        },
        deadline: at + 12_000,
      });
      runs += 1;
      const { progress } = (await readResults(control())).backward ?? {};
      if (!progress) break;
      incomplete.push(progress.records);
    } while (runs < 100);
    expect(runs).toBeGreaterThan(3);
    expect(incomplete).toEqual([...new Set(incomplete)]);
    const { last } = (await readResults(control())).backward ?? {};
    expect({ ...last, startedAt: 0, endedAt: 0 }).toEqual({
      ...expected,
      startedAt: 0,
      endedAt: 0,
    });
  });

  it('that is killed at any request is completed by the next run, and loses no breach', async () => {
    await run(AT + 30 * MINUTE);
    const expected = (await readResults(control())).backward?.last;
    const killedAfter = async (requests: number): Promise<boolean> => {
      let remaining = requests;
      const { client } = control();
      const dying = dyingAfter(client, () => {
        remaining -= 1;
        return remaining < 0;
      });
      try {
        await run(clock.now + 24 * HOUR, {
          pageSize: 60,
          control: { ...control(), client: dying },
        });
        return false;
      } catch (error) {
        expect(error).toMatchObject({ message: 'killed' });
        return true;
      }
    };
    let requests = 0;
    while (await killedAfter(requests)) {
      const lines = await run(clock.now + HOUR, { pageSize: 60 });
      const { backward } = await readResults(control());
      expect(backward?.progress).toBeUndefined();
      const { startedAt: _started, endedAt: _ended, ...counts } = backward?.last ?? {};
      const { startedAt: _s, endedAt: _e, ...whole } = expected ?? {};
      expect(counts).toEqual(whole);
      expect(lines.at(-1)).toMatchObject({ part: 'backward', isComplete: true });
      requests += 1;
    }
    expect(requests).toBeGreaterThan(5);
  }, 120_000);

  it('lists a bounded number of breaches, and counts all', async () => {
    const records = await storedIn(test.target);
    for (const record of records)
      await putRecord(test.target, { ...record, attributes: { ...record.attributes, more: 'x' } });
    const { backward } = (await run(AT + 30 * HOUR)) && (await readResults(control()));
    expect(records.length).toBeGreaterThan(LISTED);
    expect(backward?.last?.breaches).toBe(records.length);
    expect(backward?.last?.listed).toHaveLength(LISTED);
  });
});

/** A client whose requests fail from some time on, as those of a killed process. */
const dyingAfter = (client: DynamoDBClient, isDead: () => boolean): DynamoDBClient =>
  new Proxy(client, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'send' || typeof value !== 'function') return value;
      return (...input: readonly unknown[]) =>
        isDead() ? Promise.reject(new Error('killed')) : Reflect.apply(value, target, input);
    },
  });

describe('where events expire', () => {
  it('what lies beyond the horizon is counted and no breach, also after the setting has been raised', async () => {
    await test.pipeline.send([refundEvent('settled')]);
    const { name: TableName, client } = test.target.tables.events;
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    for (const { id, digest } of Items)
      if (id && digest)
        await client.send(new DeleteItemCommand({ TableName, Key: { id, digest } }));
    const lastAt = async (at: number, archiveDays: number | undefined) => {
      await run(at, { archiveDays });
      return (await readResults(control())).backward?.last;
    };
    const day = 24 * HOUR;
    expect(await lastAt(AT + 40 * day, 30)).toMatchObject({ expired: 1, breaches: 0 });
    expect(await lastAt(AT + 42 * day, 3_000)).toMatchObject({ expired: 1, breaches: 0 });
    expect(await lastAt(AT + 44 * day, undefined)).toMatchObject({ expired: 1, breaches: 0 });
  });

  it('a record whose event is missing although it has not expired is a breach', async () => {
    await test.pipeline.send([refundEvent('settled')]);
    await alter();
    await run(AT + HOUR, { archiveDays: 3_000 });
    expect((await readResults(control())).backward?.last).toMatchObject({ breaches: 1 });
  });
});
