import { swap } from '../../../../../bin/webhooks/pipeline/records.ts';
import { isClean } from '../../../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { readSample } from '../../../../../bin/webhooks/send/samples.ts';
import { payments } from '../../../../../functions/payments/domain.ts';
import type { DomainRuntime } from '../../../../../functions/shared/record/family.ts';
import { partsOf } from '../../../../../functions/shared/record/version-parts.ts';
import { changed, later, useRebuilding } from '../../../../support/tool/rebuilding.ts';
import { refundEvent, refundEvents } from '../../../../support/webhook.ts';

let now: number;
const test = useRebuilding(() => now);

beforeEach(() => {
  now = Date.UTC(2026, 10, 21);
});

/** A refund with its reason in capitals as well. */
const louder = changed('refund', (family) => (event) => {
  const { projection, issues } = family(event);
  if (!projection) return { issues: issues ?? [] };
  const records = projection.records.map((record) => ({
    ...record,
    attributes: { ...record.attributes, loud: 'LOUD' },
  }));
  return { projection: { ...projection, records } };
});

describe('a repair', () => {
  it('rolls out a changed projection, and the next comparison is clean', async () => {
    await test.send(...refundEvents, readSample('payment_intent.created'));
    expect(await test.rebuild({ compare: true }, louder)).toMatchObject({
      differing: (await test.stored()).length,
    });
    const report = await test.rebuild({ repair: true }, louder);
    expect(isClean(report, true)).toBe(true);
    expect(await test.rowOf('refund')).toMatchObject({
      revision: payments.revision + 1,
      attributes: { loud: 'LOUD' },
    });
    expect(await test.rebuild({ compare: true }, louder)).toMatchObject({ differing: 0 });
  });

  it('replaces records whose version is in the format of an earlier release', async () => {
    await test.send(...refundEvents);
    const records = await test.stored();
    for (const record of records) {
      const { when, rank, id, body } = partsOf(record.version);
      const version = `${when}|${when}|${String(rank).padStart(3, '0')}|${id}|${body}`;
      await test.put({ ...record, version, revision: payments.revision - 1 });
    }
    expect(await test.rebuild({ compare: true })).toMatchObject({ differing: records.length });
    expect(isClean(await test.rebuild({ repair: true }), true)).toBe(true);
    expect(await test.stored()).toEqual(records);
  });

  it('sets the index keys that follow from the attributes', async () => {
    await test.send(readSample('payment_intent.requires_capture'));
    const record = await test.rowOf('payment_intent');
    expect(record.indexKeys).toMatchObject({ openWork: expect.stringMatching(/^capture#/) });
    await test.put({ ...record, indexKeys: { lookupKey: 'merchant_order_id#another' } });
    expect(await test.rebuild({ compare: true })).toMatchObject({
      reported: [{ is: 'different', sk: 'payment_intent' }],
    });
    expect(isClean(await test.rebuild({ repair: true }), true)).toBe(true);
    expect(await test.rowOf('payment_intent')).toEqual(record);
  });

  it('keeps the records of a newer projection unless it is asked to lower them', async () => {
    await test.send(...refundEvents, readSample('payment_intent.created'));
    await test.rebuild({ repair: true }, louder);
    const newer = await test.stored();
    const report = await test.rebuild({ repair: true });
    expect(report).toMatchObject({ differing: newer.length, repairs: { newer: newer.length } });
    expect(isClean(report, true)).toBe(false);
    expect(await test.stored()).toEqual(newer);
    const lowered = await test.rebuild({ repair: true, lower: true });
    expect(isClean(lowered, true)).toBe(true);
    expect(await test.rowOf('refund')).toMatchObject({ revision: payments.revision });
  });

  it('lowers a version whose rank has become lower, and removes records no longer projected', async () => {
    await test.send(...refundEvents, readSample('payment_link.paid'));
    const high = await test.rowOf('refund');
    const lower = changed('refund', (family) => (event) => {
      const { projection, issues } = family(event);
      return projection ? { projection: { ...projection, rank: 1 } } : { issues: issues ?? [] };
    });
    const without: DomainRuntime = {
      ...lower,
      families: {
        ...lower.families,
        payment_link: () => ({ projection: { object: 'payment_link#x', records: [] } }),
      },
    };
    const report = await test.rebuild({ repair: true }, without);
    const low = await test.rowOf('refund');
    expect(low.version < high.version).toBe(true);
    expect((await test.stored()).every(({ pk }) => pk.startsWith('refund#'))).toBe(true);
    expect(report.repairs['removed']).toBeGreaterThan(0);
    expect(await test.rebuild({ compare: true }, without)).toMatchObject({
      differing: 0,
      resting: 0,
    });
  });

  it('does not overwrite a record that was written since it was read', async () => {
    await test.send(refundEvent('received'));
    const read = await test.rowOf('refund');
    await test.send(refundEvent('settled'));
    const written = await test.rowOf('refund');
    expect(await swap(test.target.tables.of(payments), read, { ...read, revision: 9 })).toBe(
      'changed',
    );
    expect(await swap(test.target.tables.of(payments), read, undefined)).toBe('changed');
    expect(await swap(test.target.tables.of(payments), undefined, read)).toBe('changed');
    expect(await test.rowOf('refund')).toEqual(written);
    expect(await swap(test.target.tables.of(payments), written, undefined)).toBe('swapped');
    expect(await test.stored()).toEqual([]);
  });

  it('compares a record again that was written between read and swap', async () => {
    await test.send(refundEvent('received'));
    test.beforeNextPut(() => test.send(refundEvent('settled')));
    expect((await test.rebuild({ repair: true }, louder)).repairs).toEqual({ replaced: 1 });
    expect(await test.rowOf('refund')).toMatchObject({
      eventName: 'refund.settled',
      attributes: { status: 'SETTLED', loud: 'LOUD' },
    });
  });

  it('loses no concurrent write: the table matches the archive in the end', async () => {
    now = later();
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await test.send(...numbers.map((number) => refundEvent('received', number)));
    const writing = (async () => {
      for (const number of numbers)
        await test.send(refundEvent('accepted', number), refundEvent('settled', number));
    })();
    const repairing = (async () => {
      for (let round = 0; round < 4; round += 1) await test.rebuild({ repair: true }, louder);
    })();
    await Promise.all([writing, repairing]);
    const rows = await test.stored();
    expect(rows).toHaveLength(numbers.length);
    expect(rows.map(({ eventName }) => eventName)).toEqual(rows.map(() => 'refund.settled'));
    await test.rebuild({ repair: true }, louder);
    expect((await test.stored()).every(({ attributes }) => attributes['loud'] === 'LOUD')).toBe(
      true,
    );
  });
});
