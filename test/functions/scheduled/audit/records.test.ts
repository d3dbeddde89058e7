import type { Audit } from '../../../../functions/scheduled/audit/audit.ts';
import { createRechecks } from '../../../../functions/scheduled/audit/rechecks.ts';
import { putRecord, storedIn } from '../../../support/tables/manual-edits.ts';
import { settledRefund, useAuditing } from '../../../support/tool/auditing.ts';

/* What an audit reports about records that were changed by hand. */

const test = useAuditing();

beforeEach(async () => {
  await test.send(...settledRefund);
  test.writeLog();
});

const breachesOf = ({ breaches }: Audit): readonly string[] =>
  breaches.listed.map(({ rule, eventId }) => `${rule} ${eventId}`).sort();

describe('an audit of altered records', () => {
  const event = { rule: 'explanation', domain: 'payments', eventId: 'evt_sparse' };

  it('reports a deleted record for each event whose effect is missing', async () => {
    const record = await test.rowSetBy('evt_sparse');
    const { pk, sk } = record;
    await test.removeRow(record);
    const { breaches } = await test.audit();
    expect(breaches.listed.map(({ rule, row, eventId }) => [rule, row, eventId]).sort()).toEqual([
      ['effect', { pk, sk }, 'evt_accepted_1'],
      ['effect', { pk, sk }, 'evt_received_1'],
      ['effect', { pk, sk }, 'evt_sparse'],
    ]);
  });

  it('reports altered attributes by name', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRecord(test.target, {
      ...row,
      attributes: { ...row.attributes, status: 'FAILED', more: 'x' },
    });
    expect((await test.audit()).breaches.listed).toEqual([
      {
        ...event,
        row: { pk: row.pk, sk: row.sk },
        detail: 'it differs from its event in more, status',
      },
    ]);
  });

  it('reports index keys by name that do not follow from the attributes', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRecord(test.target, { ...row, indexKeys: { openWork: 'dispute#1', dueAt: 'none' } });
    expect((await test.audit()).breaches.listed).toEqual([
      {
        ...event,
        row: { pk: row.pk, sk: row.sk },
        detail: 'it has other index keys than follow from it: openWork, dueAt',
      },
    ]);
  });

  it('reports the later events of a record that was set back to an earlier one', async () => {
    const { version } = await test.archived('evt_received_1');
    await putRecord(test.target, {
      ...(await test.rowSetBy('evt_sparse')),
      version,
      eventId: 'evt_received_1',
    });
    expect(breachesOf(await test.audit())).toEqual([
      'effect evt_accepted_1',
      'effect evt_sparse',
      'explanation evt_received_1',
    ]);
  });

  it('reports the earlier event whose link a record has lost', async () => {
    const row = await test.rowSetBy('evt_sparse');
    expect(row.link).toMatchObject({ to: 'payment_intent#int_1' });
    await putRecord(test.target, { ...row, link: undefined });
    expect(breachesOf(await test.audit())).toEqual([
      'effect evt_accepted_1',
      'effect evt_received_1',
    ]);
  });

  it('reports a link that no event names', async () => {
    const row = await test.rowSetBy('evt_sparse');
    if (!row.link) throw new Error('no link');
    await putRecord(test.target, { ...row, link: { ...row.link, to: 'payment_intent#int_2' } });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { ...event, detail: 'no event explains what it is related to' },
    ]);
  });

  it('reports a tie with an event of another time or with an unknown event', async () => {
    const row = await test.rowSetBy('evt_capture');
    expect(row.tiedWith).toEqual(['evt_created']);
    await putRecord(test.target, {
      ...row,
      tiedWith: ['evt_created', 'evt_nowhere', 'evt_received_1'],
    });
    expect((await test.audit()).breaches.listed).toMatchObject([
      {
        eventId: 'evt_capture',
        detail:
          'no event of its moment is called evt_nowhere; no event of its moment is called evt_received_1',
      },
    ]);
    await putRecord(test.target, { ...row, tiedWith: [] });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { rule: 'effect', eventId: 'evt_created' },
    ]);
  });

  it('reports a record that no event set, for any event id it states', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRecord(test.target, { ...row, pk: 'refund#rfd_9' });
    await putRecord(test.target, { ...row, pk: 'refund#rfd_10', eventId: '' });
    const { breaches } = await test.audit();
    expect(breaches.listed.map(({ row, detail }) => [row?.pk, detail]).sort()).toEqual([
      ['refund#rfd_10', 'the archive does not hold the event that set it'],
      ['refund#rfd_9', 'its event sets no such record'],
    ]);
  });

  it('counts records of an older projection separately and reports records of a newer one', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRecord(test.target, {
      ...row,
      revision: 0,
      attributes: { status: 'as it was before' },
    });
    const older = await test.audit();
    expect(older.breaches.total).toBe(0);
    expect(older.domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      rows: 2,
      explained: 1,
      older: 1,
    });
    await putRecord(test.target, { ...row, revision: 99 });
    expect((await test.audit()).breaches.listed).toMatchObject([event]);
  });

  it('counts a record as current after its events are delivered again under a newer projection', async () => {
    const before = await storedIn(test.target);
    for (const row of before) {
      const link = row.link && { ...row.link, to: 'payment_intent#before', revision: 0 };
      await putRecord(test.target, {
        ...row,
        link,
        revision: 0,
        attributes: { status: 'as it was before' },
      });
    }
    expect((await test.audit()).domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      explained: 0,
      older: 2,
    });
    await test.send(...settledRefund);
    test.writeLog();
    const { breaches, domains: audited } = await test.audit();
    expect(breaches.total).toBe(0);
    expect(audited.find(({ domain }) => domain === 'payments')).toMatchObject({ older: 0 });
    expect(await storedIn(test.target)).toEqual(before);
  });

  it('does not report a record that appears during a recheck', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await test.removeRow(row);
    const rechecks = createRechecks(
      () => test.clock.now,
      async () => void (await putRecord(test.target, row)),
    );
    expect((await test.audit({ rechecks })).breaches.total).toBe(0);
  });
});
