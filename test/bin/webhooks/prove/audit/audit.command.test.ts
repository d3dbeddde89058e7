import { domainNamed } from '../../../../../bin/webhooks/pipeline/names.ts';
import { auditJson } from '../../../../../bin/webhooks/prove/audit/json.ts';
import { print } from '../../../../../bin/webhooks/prove/audit/print.ts';
import { domains } from '../../../../../functions/domains.ts';
import { createRechecks } from '../../../../../functions/scheduled/audit/rechecks.ts';
import { samplesOf } from '../../../../support/samples.ts';
import { storedIn } from '../../../../support/tables/manual-edits.ts';
import { HOUR, settledRefund, useAuditing } from '../../../../support/tool/auditing.ts';
import { refundEvent, refundEvents, webhook } from '../../../../support/webhook.ts';

const test = useAuditing();

const samples = domains.flatMap(({ name }) => samplesOf(name).map(({ body }) => body));

/** Of every outcome and every oddity at least one. */
const mixture = [
  ...samples,
  ...samples.slice(0, 20),
  ...settledRefund,
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
    await test.send(...mixture.toReversed());
    await test.send(...mixture.slice(0, 10));
    test.writeLog();
    const result = await test.audit();
    expect(result.breaches.listed).toEqual([]);
    expect(result.notes.total).toBe(0);
    const archive = {
      accepted: samples.length + settledRefund.length + 3,
      unrecognized: 1,
      unrouted: 2,
      quarantined: 1,
      void: 0,
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
    for (const { domain, rows: records, explained, older } of result.domains) {
      if (domain !== 'unrouted')
        expect(records).toBe((await storedIn(test.target, domainNamed(domain))).length);
      expect({ domain, explained, older }).toEqual({ domain, explained: records, older: 0 });
    }
  }, 30_000);

  it.each([
    ['of a time', { since: Date.UTC(2026, 10, 20), until: Date.UTC(2026, 10, 22) }],
    ['up to a time', { until: Date.UTC(2026, 10, 22) }],
  ])('%s looks at the events of that time and the records that they set', async (_, range) => {
    await test.send(...settledRefund);
    test.writeLog();
    test.clock.now = Date.UTC(2026, 10, 23);
    await test.send(refundEvent('received', 2));
    const result = await test.audit({ range });
    expect(result.breaches.listed).toEqual([]);
    expect(result.archive.accepted).toBe(settledRefund.length);
    expect(result.balance).toMatchObject({ accepted: settledRefund.length, lost: 0, unlogged: 0 });
    expect(result.domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      events: settledRefund.length,
      effects: settledRefund.length,
      rows: 2,
      explained: 2,
    });
  });
});

describe('what the ingress accepted', () => {
  beforeEach(() => test.send(refundEvent('received')));

  const digest = 'ab'.repeat(32);
  const line = (eventId: string, change = {}): string =>
    JSON.stringify({
      level: 'INFO',
      message: 'accepted',
      timestamp: new Date(test.clock.now).toISOString(),
      requestId: 'request',
      eventId,
      digest,
      queue: 'payments',
      ...change,
    });

  it('counts as lost when it is not archived and its queues are empty', async () => {
    test.writeLog(line('evt_lost'));
    const { breaches, balance } = await test.audit();
    expect(balance).toMatchObject({ accepted: 2, waiting: 0, lost: 1 });
    expect(breaches.listed).toMatchObject([
      { rule: 'balance', domain: 'payments', eventId: 'evt_lost', digest },
    ]);
  });

  it('does not count as lost while it waits in its queue or dead-letter queue', async () => {
    test.writeLog(line('evt_waits'));
    const waiting = async () => new Map([['payments', 1]]);
    const audit = await test.audit({ waiting });
    expect(audit.breaches.total).toBe(0);
    expect(audit.balance).toMatchObject({ accepted: 2, waiting: 1, lost: 0 });
    expect(print(audit, {})).toContain(
      'Every archived event has had its effect, every record is explained, nothing is lost. In a queue or dead-letter queue, without an effect yet: 1 accepted event.',
    );
    const elsewhere = async () => new Map([['issuing', 1]]);
    expect((await test.audit({ waiting: elsewhere })).balance.lost).toBe(1);
  });

  it('does not count as lost when it is archived during a recheck', async () => {
    await test.pipeline.post(refundEvent('accepted'));
    test.writeLog();
    const rechecks = createRechecks(
      () => test.clock.now,
      () => test.pipeline.drain(),
    );
    const { breaches, balance } = await test.audit({ rechecks });
    expect(breaches.total).toBe(0);
    expect(balance).toMatchObject({ accepted: 2, archived: { accepted: 2 }, lost: 0 });
  });

  it('is compared with the archive from the beginning of its log', async () => {
    test.clock.now += HOUR;
    test.replaceLog(line('', { message: 'started' }));
    expect(await test.audit()).toMatchObject({ balance: { accepted: 0, unlogged: 0 } });
    await test.send(refundEvent('settled'));
    const { breaches, notes, balance } = await test.audit();
    expect(breaches.total).toBe(0);
    expect(balance.unlogged).toBe(1);
    expect(notes.listed).toMatchObject([{ rule: 'log', eventId: 'evt_settled_1' }]);
  });

  it('is counted without unreadable log lines', async () => {
    test.writeLog(
      '{"message":"accepted","digest":"',
      'not json',
      line('evt_1', { digest: 'short' }),
    );
    expect((await test.audit()).balance).toMatchObject({ accepted: 1, unreadableLines: 3 });
  });

  it('cannot be compared without a log', async () => {
    const result = await test.audit();
    expect(result.breaches.total).toBe(0);
    expect(result.balance).toMatchObject({ logSince: undefined, accepted: 0, unlogged: 0 });
    expect(print(result, {})).toContain('The ingress has no log here');
  });
});

describe('the report', () => {
  it('prints the figures and as many breaches as --limit allows', async () => {
    await test.send(...refundEvents);
    test.writeLog();
    const record = await test.rowSetBy('evt_settled_1');
    await test.removeRow(record);
    const result = await test.audit({ limit: 2 });
    expect(result.breaches.total).toBe(3);
    const text = print(result, {});
    expect(text).toContain('The archive holds 3 events: 3 accepted');
    expect(text).toContain('The ingress accepted 3 = 3 accepted');
    expect(text).toContain('Broken: 3, of which 2 are shown');
    expect(text).toContain(record.pk);
    expect(auditJson(result)).toMatchObject({
      archive: { accepted: 3 },
      balance: { lost: 0 },
      totals: { breaches: 3, notes: 0 },
      breaches: [{ rule: 'effect' }, { rule: 'effect' }],
    });
  });
});
