import type { Audit } from '../../../../bin/webhooks/audit/audit.ts';
import { createPatience } from '../../../../bin/webhooks/audit/patience.ts';
import { story, useAuditing } from '../../../support/auditing.ts';
import { putRow, storedIn } from '../../../support/by-hand.ts';

/* What an audit says of rows that somebody has changed by hand. */

const test = useAuditing();

beforeEach(async () => {
  await test.send(...story);
  test.writeLog();
});

const told = ({ breaches }: Audit): readonly string[] =>
  breaches.listed.map(({ rule, eventId }) => `${rule} ${eventId}`).sort();

describe('a row', () => {
  const event = { rule: 'explanation', domain: 'payments', eventId: 'evt_sparse' };

  it('that was deleted is named for each event that it lacks the effect of', async () => {
    const row = await test.rowSetBy('evt_sparse');
    const { pk, sk } = row;
    await test.removeRow(row);
    const { breaches } = await test.audit();
    expect(breaches.listed.map(({ rule, row, eventId }) => [rule, row, eventId]).sort()).toEqual([
      ['effect', { pk, sk }, 'evt_accepted_1'],
      ['effect', { pk, sk }, 'evt_received_1'],
      ['effect', { pk, sk }, 'evt_sparse'],
    ]);
  });

  it('whose attributes were altered is named with them', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRow(test.target, {
      ...row,
      attributes: { ...row.attributes, status: 'FAILED', more: 'x' },
    });
    expect((await test.audit()).breaches.listed).toEqual([
      {
        ...event,
        row: { pk: row.pk, sk: row.sk },
        detail: 'it is not what its event says in more, status',
      },
    ]);
  });

  it('that was set back to an earlier event lacks the later ones', async () => {
    const { version } = await test.archived('evt_received_1');
    await putRow(test.target, {
      ...(await test.rowSetBy('evt_sparse')),
      version,
      eventId: 'evt_received_1',
    });
    expect(told(await test.audit())).toEqual([
      'effect evt_accepted_1',
      'effect evt_sparse',
      'explanation evt_received_1',
    ]);
  });

  it('that lost the link which an earlier event named lacks the effect of that one', async () => {
    const row = await test.rowSetBy('evt_sparse');
    expect(row.link).toMatchObject({ to: 'payment_intent#int_1' });
    await putRow(test.target, { ...row, link: undefined });
    expect(told(await test.audit())).toEqual(['effect evt_accepted_1', 'effect evt_received_1']);
  });

  it('whose link no event names is named', async () => {
    const row = await test.rowSetBy('evt_sparse');
    if (!row.link) throw new Error('no link');
    await putRow(test.target, { ...row, link: { ...row.link, to: 'payment_intent#int_2' } });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { ...event, detail: 'no event explains what it is related to' },
    ]);
  });

  it('that is tied with an event of another moment, or none, is named', async () => {
    const row = await test.rowSetBy('evt_capture');
    expect(row.tiedWith).toEqual(['evt_created']);
    await putRow(test.target, {
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
    await putRow(test.target, { ...row, tiedWith: [] });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { rule: 'effect', eventId: 'evt_created' },
    ]);
  });

  it('that no event set is named, whatever it says of its event', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRow(test.target, { ...row, pk: 'refund#rfd_9' });
    await putRow(test.target, { ...row, pk: 'refund#rfd_10', eventId: '' });
    const { breaches } = await test.audit();
    expect(breaches.listed.map(({ row, detail }) => [row?.pk, detail]).sort()).toEqual([
      ['refund#rfd_10', 'the archive does not hold the event that set it'],
      ['refund#rfd_9', 'its event sets no such row'],
    ]);
  });

  it('of an older projection is counted apart, one of a newer is named', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await putRow(test.target, {
      ...row,
      revision: 0,
      attributes: { status: 'as it was said before' },
    });
    const older = await test.audit();
    expect(older.breaches.total).toBe(0);
    expect(older.domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      rows: 2,
      explained: 1,
      older: 1,
    });
    await putRow(test.target, { ...row, revision: 99 });
    expect((await test.audit()).breaches.listed).toMatchObject([event]);
  });

  it('of an older projection is rolled out by delivering its events again', async () => {
    const before = await storedIn(test.target);
    for (const row of before) {
      const link = row.link && { ...row.link, to: 'payment_intent#before', revision: 0 };
      await putRow(test.target, {
        ...row,
        link,
        revision: 0,
        attributes: { status: 'as it was said before' },
      });
    }
    expect((await test.audit()).domains.find(({ domain }) => domain === 'payments')).toMatchObject({
      explained: 0,
      older: 2,
    });
    await test.send(...story);
    test.writeLog();
    const { breaches, domains: audited } = await test.audit();
    expect(breaches.total).toBe(0);
    expect(audited.find(({ domain }) => domain === 'payments')).toMatchObject({ older: 0 });
    expect(await storedIn(test.target)).toEqual(before);
  });

  it('that comes while the audit looks again is not called missing', async () => {
    const row = await test.rowSetBy('evt_sparse');
    await test.removeRow(row);
    const patience = createPatience(
      () => test.clock.now,
      async () => void (await putRow(test.target, row)),
    );
    expect((await test.audit({ patience })).breaches.total).toBe(0);
  });
});
