import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Audit, type AuditOptions, audit } from '../../../bin/webhooks/audit/audit.ts';
import { createPatience } from '../../../bin/webhooks/audit/patience.ts';
import { print, toJson } from '../../../bin/webhooks/audit/print.ts';
import { localAcceptedLog } from '../../../bin/webhooks/target/accepted.ts';
import { archivedUnder } from '../../../bin/webhooks/target/archive.ts';
import { storedRows } from '../../../bin/webhooks/target/rows.ts';
import { tableOf } from '../../../bin/webhooks/target/target.ts';
import { domains } from '../../../functions/domains.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { eventItems } from '../../../functions/shared/store/event-item.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { samplesOf } from '../../support/samples.ts';
import { useTarget } from '../../support/target.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';

let folder: string;
let clock: number;
const test = useTarget(beforeEach, () => clock);

beforeEach(() => {
  clock = Date.UTC(2026, 10, 21);
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  mkdirSync(join(folder, 'logs'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const send = (...bodies: readonly Uint8Array[]): Promise<void> => test.pipeline.send(bodies);

/** Writes the ingress's log as its function writes it, with these lines after it. */
const writeLog = (...more: readonly string[]): void => {
  const timestamp = new Date(clock).toISOString();
  const lines = test.pipeline.lines.map((line) => JSON.stringify({ ...line, timestamp }));
  writeFileSync(join(folder, 'logs', 'ingress.jsonl'), `${[...lines, ...more].join('\n')}\n`);
};

const HOUR = 3_600_000;

/** An audit an hour after everything: nothing is under way. */
const run = (options: Partial<AuditOptions> = {}) =>
  audit(test.target, {
    log: localAcceptedLog(folder),
    waiting: async () => new Map(),
    limit: 100,
    patience: createPatience(
      () => clock + HOUR,
      async () => {},
    ),
    ...options,
  });

const stored = async (domain = 'payments'): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of storedRows(test.target, domain)) rows.push(row);
  return rows;
};

const told = ({ breaches }: Audit): readonly string[] =>
  breaches.listed.map(({ rule, eventId }) => `${rule} ${eventId}`).sort();

const rowSetBy = async (eventId: string): Promise<Row> => {
  const row = (await stored()).find((one) => one.eventId === eventId);
  if (!row) throw new Error(`no row of ${eventId}`);
  return row;
};

const put = (row: Row) =>
  test.target.dynamodb.send(
    new PutItemCommand({
      TableName: tableOf(test.target, 'payments'),
      Item: toItem(stateItem(row)),
    }),
  );

const remove = (table: string, key: Record<string, string>) =>
  test.target.dynamodb.send(
    new DeleteItemCommand({ TableName: tableOf(test.target, table), Key: toItem(key) }),
  );

const archivedEvent = async (id: string): Promise<ArchivedEvent> => {
  const [event] = await archivedUnder(test.target, id);
  if (!event) throw new Error(`no event ${id}`);
  return event;
};

const rewrite = (event: ArchivedEvent) =>
  test.target.dynamodb.send(
    new PutItemCommand({ TableName: tableOf(test.target, 'events'), Item: eventItems(event).item }),
  );

const refunds = [refundEvent('received'), refundEvent('accepted'), refundEvent('settled')];

/** The third says no more which intent it belongs to; the last two are of one moment. */
const story = [
  ...refunds.slice(0, 2),
  webhook('evt_sparse', 'refund.settled', '2026-03-03T10:00:00Z', {
    id: 'rfd_1',
    status: 'SETTLED',
  }),
  webhook('evt_created', 'payment_intent.created', '2026-03-01T10:00:00Z', { id: 'int_1' }),
  webhook('evt_capture', 'payment_intent.requires_capture', '2026-03-01T10:00:00Z', {
    id: 'int_1',
  }),
];

const samples = domains.flatMap(({ name }) => samplesOf(name).map(({ body }) => body));

/** Of every outcome and every oddity at least one. */
const mixture = [
  ...samples,
  ...samples.slice(0, 20),
  ...story,
  webhook('evt_undated', 'refund.received', undefined, { id: 'rfd_2' }),
  webhook('evt_twice', 'refund.received', '2026-03-01T10:00:00Z', { id: 'rfd_3' }),
  webhook('evt_twice', 'refund.received', '2026-03-01T10:00:00Z', { id: 'rfd_3', reason: 'x' }),
  webhook('evt_unknown', 'refund.reconsidered', '2026-03-01T10:00:00Z', { id: 'rfd_4' }),
  webhook('evt_poor', 'refund.settled', '2026-03-01T10:00:00Z', { status: 'SETTLED' }),
  webhook('evt_other', 'payout.created', '2026-03-01T10:00:00Z', { id: 'po_1' }),
  Buffer.from([0xff, 0xfe]),
];

describe('an audit', () => {
  it('is clean after events of every outcome, in any order and however often', async () => {
    await send(...mixture.toReversed());
    await send(...mixture.slice(0, 10));
    writeLog();
    const result = await run();
    expect(result.breaches.listed).toEqual([]);
    expect(result.notes.total).toBe(0);
    const archive = {
      accepted: samples.length + story.length + 3,
      unrecognized: 1,
      unrouted: 2,
      quarantined: 1,
    };
    expect(result.archive).toEqual(archive);
    expect(result.balance).toMatchObject({
      accepted: mixture.length - 20,
      archived: archive,
      redelivered: 20 + 10,
      waiting: 0,
      lost: 0,
      unlogged: 0,
    });
    for (const { domain, rows, explained, older } of result.domains) {
      if (domain !== 'unrouted') expect(rows).toBe((await stored(domain)).length);
      expect({ domain, explained, older }).toEqual({ domain, explained: rows, older: 0 });
    }
  }, 30_000);

  it.each([
    ['of a time', { since: Date.UTC(2026, 10, 20), until: Date.UTC(2026, 10, 22) }],
    ['up to a time', { until: Date.UTC(2026, 10, 22) }],
  ])('%s looks at the events of that time and the rows that they set', async (_, range) => {
    await send(...story);
    writeLog();
    clock = Date.UTC(2026, 10, 23);
    await send(refundEvent('received', 2));
    const result = await run({ range });
    expect(result.breaches.listed).toEqual([]);
    expect(result.archive.accepted).toBe(story.length);
    expect(result.balance).toMatchObject({ accepted: story.length, lost: 0, unlogged: 0 });
    expect(result.domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      events: story.length,
      effects: story.length,
      rows: 2,
      explained: 2,
    });
  });
});

describe('a row', () => {
  const event = { rule: 'explanation', domain: 'payments', eventId: 'evt_sparse' };

  beforeEach(async () => {
    await send(...story);
    writeLog();
  });

  it('that was deleted is named for each event that it lacks the effect of', async () => {
    const { pk, sk } = await rowSetBy('evt_sparse');
    await remove('payments', { pk, sk });
    const { breaches } = await run();
    expect(breaches.listed.map(({ rule, row, eventId }) => [rule, row, eventId]).sort()).toEqual([
      ['effect', { pk, sk }, 'evt_accepted_1'],
      ['effect', { pk, sk }, 'evt_received_1'],
      ['effect', { pk, sk }, 'evt_sparse'],
    ]);
  });

  it('whose attributes were altered is named with them', async () => {
    const row = await rowSetBy('evt_sparse');
    await put({ ...row, attributes: { ...row.attributes, status: 'FAILED', more: 'x' } });
    expect((await run()).breaches.listed).toEqual([
      {
        ...event,
        row: { pk: row.pk, sk: row.sk },
        detail: 'it is not what its event says in more, status',
      },
    ]);
  });

  it('that was set back to an earlier event lacks the later ones', async () => {
    const { version } = await archivedEvent('evt_received_1');
    await put({ ...(await rowSetBy('evt_sparse')), version, eventId: 'evt_received_1' });
    expect(told(await run())).toEqual([
      'effect evt_accepted_1',
      'effect evt_sparse',
      'explanation evt_received_1',
    ]);
  });

  it('that lost the link which an earlier event named lacks the effect of that one', async () => {
    const row = await rowSetBy('evt_sparse');
    expect(row.link).toMatchObject({ to: 'payment_intent#int_1' });
    await put({ ...row, link: undefined });
    expect(told(await run())).toEqual(['effect evt_accepted_1', 'effect evt_received_1']);
  });

  it('whose link no event names is named', async () => {
    const row = await rowSetBy('evt_sparse');
    if (!row.link) throw new Error('no link');
    await put({ ...row, link: { ...row.link, to: 'payment_intent#int_2' } });
    expect((await run()).breaches.listed).toMatchObject([
      { ...event, detail: 'no event explains what it is related to' },
    ]);
  });

  it('that is tied with an event of another moment, or none, is named', async () => {
    const row = await rowSetBy('evt_capture');
    expect(row.tiedWith).toEqual(['evt_created']);
    await put({ ...row, tiedWith: ['evt_created', 'evt_nowhere', 'evt_received_1'] });
    expect((await run()).breaches.listed).toMatchObject([
      {
        eventId: 'evt_capture',
        detail:
          'no event of its moment is called evt_nowhere; no event of its moment is called evt_received_1',
      },
    ]);
    await put({ ...row, tiedWith: [] });
    expect((await run()).breaches.listed).toMatchObject([
      { rule: 'effect', eventId: 'evt_created' },
    ]);
  });

  it('that no event set is named, whatever it says of its event', async () => {
    const row = await rowSetBy('evt_sparse');
    await put({ ...row, pk: 'refund#rfd_9' });
    await put({ ...row, pk: 'refund#rfd_10', eventId: '' });
    const { breaches } = await run();
    expect(breaches.listed.map(({ row, detail }) => [row?.pk, detail]).sort()).toEqual([
      ['refund#rfd_10', 'the archive does not hold the event that set it'],
      ['refund#rfd_9', 'its event sets no such row'],
    ]);
  });

  it('of an older projection is counted apart, one of a newer is named', async () => {
    const row = await rowSetBy('evt_sparse');
    await put({ ...row, revision: 0, attributes: { status: 'as it was said before' } });
    const older = await run();
    expect(older.breaches.total).toBe(0);
    expect(older.domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      rows: 2,
      explained: 1,
      older: 1,
    });
    await put({ ...row, revision: 99 });
    expect((await run()).breaches.listed).toMatchObject([event]);
  });

  it('of an older projection is rolled out by delivering its events again', async () => {
    const before = await stored();
    for (const row of before) {
      const link = row.link && { ...row.link, to: 'payment_intent#before', revision: 0 };
      await put({ ...row, link, revision: 0, attributes: { status: 'as it was said before' } });
    }
    expect((await run()).domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      explained: 0,
      older: 2,
    });
    await send(...story);
    writeLog();
    const { breaches, domains: audited } = await run();
    expect(breaches.total).toBe(0);
    expect(audited.find(({ domain }) => domain === 'payments')).toMatchObject({ older: 0 });
    expect(await stored()).toEqual(before);
  });

  it('that comes while the audit looks again is not called missing', async () => {
    const row = await rowSetBy('evt_sparse');
    await remove('payments', { pk: row.pk, sk: row.sk });
    const patience = createPatience(
      () => clock,
      async () => void (await put(row)),
    );
    expect((await run({ patience })).breaches.total).toBe(0);
  });
});

describe('an archived event', () => {
  beforeEach(async () => {
    await send(...story);
    writeLog();
  });

  it('that was deleted is named by what it accounts for: its rows, its links, its line', async () => {
    const sparse = await archivedEvent('evt_sparse');
    await remove('events', { id: 'evt_sparse', digest: sparse.digest });
    expect((await run()).breaches.listed).toMatchObject([
      {
        rule: 'explanation',
        eventId: 'evt_sparse',
        detail: 'the archive does not hold the event that set it',
      },
      { rule: 'balance', domain: 'payments', eventId: 'evt_sparse', digest: sparse.digest },
    ]);
    await rewrite(sparse);
    const linking = await archivedEvent('evt_accepted_1');
    await remove('events', { id: linking.id, digest: linking.digest });
    expect((await run()).breaches.listed).toMatchObject([
      { rule: 'explanation', eventId: 'evt_sparse' },
      { rule: 'balance', eventId: 'evt_accepted_1' },
    ]);
  });

  it('whose body was altered is named', async () => {
    const event = await archivedEvent('evt_created');
    await rewrite({ ...event, body: Buffer.from(`${event.body} `) });
    expect((await run()).breaches.listed).toMatchObject([{ rule: 'body', eventId: 'evt_created' }]);
  });

  it('whose body lost a part is named', async () => {
    // Which of what is left of a compressed body can be read by chance depends on its bytes.
    const bytes = createHash('shake256', { outputLength: 400_000 });
    const noise = bytes.update('noise').digest('base64');
    await send(webhook('evt_large', 'payout.created', undefined, { noise }));
    const { id, digest } = await archivedEvent('evt_large');
    await remove('events', { id, digest: `${digest}#001` });
    await expect(run()).rejects.toThrow(/evt_large/);
  });

  it('that was quarantined and would be applied today is worth knowing, and no breach', async () => {
    const event = await archivedEvent('evt_sparse');
    await rewrite({ ...event, outcome: 'quarantined' });
    const { breaches, notes, domains: figures } = await run();
    expect(breaches.total).toBe(0);
    expect(notes.listed).toMatchObject([{ rule: 'replay', eventId: 'evt_sparse' }]);
    expect(figures.find(({ domain }) => domain === 'payments')?.replayable).toBe(1);
  });
});

describe('what the ingress accepted', () => {
  beforeEach(() => send(refundEvent('received')));

  const digest = 'ab'.repeat(32);
  const line = (eventId: string, change = {}): string =>
    JSON.stringify({
      level: 'INFO',
      message: 'accepted',
      timestamp: new Date(clock).toISOString(),
      eventId,
      digest,
      queue: 'payments',
      ...change,
    });

  it('is lost when it is not archived and nothing waits', async () => {
    writeLog(line('evt_lost'));
    const { breaches, balance } = await run();
    expect(balance).toMatchObject({ accepted: 2, waiting: 0, lost: 1 });
    expect(breaches.listed).toMatchObject([
      { rule: 'balance', domain: 'payments', eventId: 'evt_lost', digest },
    ]);
  });

  it('is not lost while it waits in its queue or dead-letter queue', async () => {
    writeLog(line('evt_waits'));
    const waiting = async () => new Map([['payments', 1]]);
    const { breaches, balance } = await run({ waiting });
    expect(breaches.total).toBe(0);
    expect(balance).toMatchObject({ accepted: 2, waiting: 1, lost: 0 });
    const elsewhere = async () => new Map([['issuing', 1]]);
    expect((await run({ waiting: elsewhere })).balance.lost).toBe(1);
  });

  it('is not lost when it is archived while the audit looks again', async () => {
    await test.pipeline.post(refundEvent('accepted'));
    writeLog();
    const patience = createPatience(
      () => clock,
      () => test.pipeline.drain(),
    );
    const { breaches, balance } = await run({ patience });
    expect(breaches.total).toBe(0);
    expect(balance).toMatchObject({ accepted: 2, archived: { accepted: 2 }, lost: 0 });
  });

  it('is compared with the archive from where its log begins', async () => {
    clock += HOUR;
    writeFileSync(join(folder, 'logs', 'ingress.jsonl'), `${line('', { message: 'started' })}\n`);
    expect(await run()).toMatchObject({ balance: { accepted: 0, unlogged: 0 } });
    await send(refundEvent('settled'));
    const { breaches, notes, balance } = await run();
    expect(breaches.total).toBe(0);
    expect(balance.unlogged).toBe(1);
    expect(notes.listed).toMatchObject([{ rule: 'log', eventId: 'evt_settled_1' }]);
  });

  it('is counted without the lines that cannot be read', async () => {
    writeLog('{"message":"accepted","digest":"', 'not json', line('evt_1', { digest: 'short' }));
    expect((await run()).balance).toMatchObject({ accepted: 1, unreadableLines: 3 });
  });

  it('cannot be compared without a log', async () => {
    const result = await run();
    expect(result.breaches.total).toBe(0);
    expect(result.balance).toMatchObject({ logSince: undefined, accepted: 0, unlogged: 0 });
    expect(print(result)).toContain('The ingress has no log here');
  });
});

describe('the report', () => {
  it('tells a person the figures and as many breaches as asked for', async () => {
    await send(...refunds);
    writeLog();
    const { pk, sk } = await rowSetBy('evt_settled_1');
    await remove('payments', { pk, sk });
    const result = await run({ limit: 2 });
    expect(result.breaches.total).toBe(3);
    const text = print(result);
    expect(text).toContain('The archive holds 3 events: 3 accepted');
    expect(text).toContain('The ingress accepted 3 = 3 accepted');
    expect(text).toContain('Broken: 3, of which 2 are shown');
    expect(text).toContain(pk);
    expect(JSON.parse(toJson(result))).toMatchObject({
      figures: { archive: { accepted: 3 }, balance: { lost: 0 } },
      totals: { breaches: 3, notes: 0 },
      breaches: [{ rule: 'effect' }, { rule: 'effect' }],
    });
  });
});
