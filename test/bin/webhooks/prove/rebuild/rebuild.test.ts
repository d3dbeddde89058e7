import { isClean } from '../../../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { readSample } from '../../../../../bin/webhooks/send/samples.ts';
import { payments } from '../../../../../functions/payments/domain.ts';
import type { DomainRuntime, Family } from '../../../../../functions/shared/record/family.ts';
import { samplesOf } from '../../../../support/samples.ts';
import { storedIn } from '../../../../support/tables/manual-edits.ts';
import { runtime, useRebuilding } from '../../../../support/tool/rebuilding.ts';
import { refundEvents, webhook } from '../../../../support/webhook.ts';

const test = useRebuilding();

describe('a rebuild', () => {
  it('equals the tables that the consumers wrote, for all samples in any order', async () => {
    const bodies = samplesOf('payments').map(({ body }) => body);
    await test.send(...bodies.toReversed());
    const report = await test.rebuild();
    expect(report).toMatchObject({ differing: 0, resting: 0, reported: [], unprojected: [] });
    expect(report.events).toBe(bodies.length);
    expect(report.rows).toBe((await test.stored()).length);
    expect(report.horizon).toBe('2026-11-21T00:00:00.000Z');
  });

  it('reads events of every outcome, so that a later schema or domain gets its history', async () => {
    await test.send(
      webhook('evt_new', 'refund.reconsidered', undefined, { id: 'rfd_9', status: 'ACCEPTED' }),
      webhook('evt_bad', 'refund.settled', undefined, { amount: 1 }),
      webhook('evt_other', 'voucher.created', '2026-03-01T10:00:00Z', { id: 'v_1' }),
    );
    expect(await test.rebuild()).toMatchObject({ events: 2, rows: 1, unprojected: ['evt_bad'] });

    const voucher: Family = ({ id }) => ({
      projection: {
        object: 'voucher#v_1',
        records: [{ pk: 'voucher#v_1', sk: 'voucher', attributes: { id } }],
      },
    });
    const grown: DomainRuntime = {
      domain: { ...payments, families: [...payments.families, 'voucher'] },
      families: { ...runtime.families, voucher },
    };
    expect(await test.rebuild({ compare: true }, grown)).toMatchObject({
      events: 3,
      differing: 1,
      reported: [{ pk: 'voucher#v_1', is: 'missing' }],
    });
    await test.rebuild({ repair: true }, grown);
    expect(await test.rowOf('voucher')).toMatchObject({ attributes: { id: 'evt_other' } });
  });

  it('writes the records of the first table into a second one', async () => {
    await test.send(...refundEvents);
    const table = await test.createTable();
    const before = await test.stored();
    await test.rebuild({ into: table });
    const second = {
      ...test.target,
      outputs: { ...test.target.outputs, tables: { payments: table } },
    };
    expect(await storedIn(second)).toEqual(before);
  });
});

describe('a comparison', () => {
  it('shows a record that was deleted by hand, and the fields of one that was changed', async () => {
    await test.send(...refundEvents, readSample('payment_intent.created'));
    const refund = await test.rowOf('refund');
    await test.put({ ...refund, attributes: { ...refund.attributes, status: 'FAILED' } });
    const intent = await test.rowOf('payment_intent');
    await test.removeRow(intent);

    const report = await test.rebuild();
    expect(report.differing).toBe(2);
    expect(isClean(report, false)).toBe(false);
    expect(report.reported).toEqual([
      {
        pk: refund.pk,
        sk: 'refund',
        is: 'different',
        fields: [{ field: 'status', before: '"FAILED"', after: '"SETTLED"' }],
        lost: {},
      },
      { pk: intent.pk, sk: intent.sk, is: 'missing', fields: [], lost: {} },
    ]);
  });

  it('shows the record of an event that was deleted by hand, which a repair keeps', async () => {
    await test.send(...refundEvents);
    const before = await test.stored();
    const { eventId } = await test.rowOf('refund');
    await test.forget(eventId);

    const report = await test.rebuild({ repair: true });
    expect(report).toMatchObject({
      differing: 0,
      resting: 1,
      reported: [{ is: 'kept', lost: { own: eventId } }],
    });
    expect(isClean(report, true)).toBe(false);
    expect(await test.stored()).toEqual(before);
  });

  it('does not count events from before the archive begins as missing', async () => {
    await test.send(...refundEvents);
    const { eventId } = await test.rowOf('refund');
    await test.forget(eventId);
    const report = await test.rebuild({ compare: true, keptSince: '2026-11-01T00:00:00.000Z' });
    expect(report).toMatchObject({ resting: 0, restingBefore: 1 });
    expect(isClean(report, false)).toBe(true);
  });

  it('keeps the link that a lost event named, unless it is to prune', async () => {
    const named = webhook('evt_1', 'refund.received', '2026-03-01T10:00:00Z', {
      id: 'rfd_1',
      payment_intent_id: 'int_1',
      status: 'RECEIVED',
    });
    const sparse = webhook('evt_2', 'refund.settled', '2026-03-02T10:00:00Z', {
      id: 'rfd_1',
      status: 'SETTLED',
    });
    await test.send(named, sparse);
    await test.forget('evt_1');
    expect(await test.rebuild({ repair: true })).toMatchObject({ differing: 0 });
    expect(await test.rowOf('refund')).toMatchObject({
      link: { to: 'payment_intent#int_1' },
    });
    expect((await test.rebuild({ repair: true, prune: true })).repairs).toMatchObject({
      replaced: 1,
    });
    expect((await test.rowOf('refund')).link).toBeUndefined();
    expect(await test.rebuild()).toMatchObject({ differing: 0, resting: 0 });
  });
});
