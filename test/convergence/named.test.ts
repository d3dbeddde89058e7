import type { Delivery } from '../../functions/shared/event/message.ts';
import { apiVersions } from '../../functions/shared/histories.ts';
import { consumeAll } from '../support/aws/consumers.ts';
import { runtimeOf } from '../support/runtimes.ts';

import { delivery, recordsIn } from '../support/tables/expected-records.ts';
import { inMemoryTables } from '../support/tables/tables.ts';
import { permutations } from './permutations.ts';

const TEN = Date.UTC(2026, 2, 1, 10);

/** A refund's event, created this many seconds after ten o'clock or at a time in words. */
const refund = (
  id: string,
  ending: string,
  at: number | string | undefined,
  { sent = 60, fields = {}, envelope = {} } = {},
): Delivery => {
  const created_at = typeof at === 'number' ? new Date(TEN + at * 1_000).toISOString() : at;
  const data = { object: { id: 'rfd_1', ...fields } };
  const event = { id, name: `refund.${ending}`, created_at, data, ...envelope };
  return delivery(Buffer.from(JSON.stringify(event)), TEN + sent * 1_000);
};

/** The refund's record after these deliveries, one consumer taking one after the other. */
const endOf = async (deliveries: readonly Delivery[]) => {
  const tables = inMemoryTables();
  await consumeAll(deliveries, runtimeOf('payments'), [tables.store()], 1);
  const [record, ...others] = recordsIn(tables.items('state').values()).values();
  expect(others).toEqual([]);
  return { record, archived: tables.items('events').size, items: tables.items('state') };
};

/** The one record that every order of these deliveries ends in. */
const afterAnyOrderOf = async (...deliveries: readonly Delivery[]) => {
  const ends = await Promise.all(permutations(deliveries).map(endOf));
  for (const { record } of ends) expect(record).toEqual(ends[0]?.record);
  return ends[0]?.record;
};

describe('time', () => {
  it('decides before rank: what happened later wins over what ranks higher', async () => {
    const record = await afterAnyOrderOf(refund('a', 'accepted', 1), refund('b', 'received', 2));
    expect(record).toMatchObject({
      eventId: 'b',
      attributes: { status: 'RECEIVED' },
      tiedWith: [],
    });
  });

  it('is the envelope’s, then the object’s, then rank decides', async () => {
    const updated = (updated_at: string) => ({ fields: { updated_at } });
    const early = updated('2026-03-01T09:59:01+0000');
    const late = updated('2026-03-01T09:59:02+0000');
    expect(
      await afterAnyOrderOf(refund('a', 'accepted', 1, early), refund('b', 'received', 1, late)),
    ).toMatchObject({ eventId: 'b', tiedWith: [] });
    expect(
      await afterAnyOrderOf(refund('a', 'received', 2, early), refund('b', 'accepted', 1, late)),
    ).toMatchObject({ eventId: 'a', tiedWith: [] });
    expect(
      await afterAnyOrderOf(refund('a', 'accepted', 1, late), refund('b', 'received', 1, late)),
    ).toMatchObject({ eventId: 'a', tiedWith: ['b'] });
  });

  it('that the envelope states and that cannot be is replaced by the object’s', async () => {
    const fields = { updated_at: '2026-03-01T10:00:05+0000' };
    for (const created of ['2046-03-01T10:00:00+0000', '1970-01-21T15:00:00Z', 'soon']) {
      const record = await afterAnyOrderOf(
        refund('a', 'accepted', created, { fields }),
        refund('b', 'received', 4),
      );
      expect(record).toMatchObject({ eventId: 'a', occurredAt: '2026-03-01T10:00:05.000Z' });
    }
  });

  it('of the object is used for an envelope without one', async () => {
    const fields = { updated_at: '2026-03-01T10:00:05+0000' };
    const record = await afterAnyOrderOf(
      refund('a', 'accepted', undefined, { fields }),
      refund('b', 'received', 4),
    );
    expect(record).toMatchObject({ eventId: 'a', occurredAt: '2026-03-01T10:00:05.000Z' });
  });

  it('is compared as a time, in whichever form each event writes it', async () => {
    const record = await afterAnyOrderOf(
      refund('a', 'received', '2026-03-01T10:00:01+0000'),
      refund('b', 'accepted', '2026-03-01T21:00:02+1100'),
      refund('c', 'settled', '2026-03-01T10:00:03.659Z'),
    );
    expect(record).toMatchObject({ eventId: 'c', occurredAt: '2026-03-01T10:00:03.659Z' });
  });
});

describe('a tie', () => {
  it('that rank does not decide ends alike in any order, and is flagged', async () => {
    const record = await afterAnyOrderOf(
      refund('a', 'accepted', 1, { fields: { reason: 'one' } }),
      refund('b', 'accepted', 1, { fields: { reason: 'two' } }),
      refund('c', 'accepted', 1, { fields: { reason: 'three' } }),
    );
    expect(record?.tiedWith).toHaveLength(2);
  });

  it('is forgotten once a later event is stored', async () => {
    const record = await afterAnyOrderOf(
      refund('a', 'received', 1),
      refund('b', 'accepted', 1),
      refund('c', 'settled', 2),
    );
    expect(record).toMatchObject({ eventId: 'c', tiedWith: [] });
  });

  it('between open states is in doubt, and none with a terminal state is', async () => {
    const open = await endOf([refund('a', 'received', 1), refund('b', 'accepted', 1)]);
    const ended = await endOf([refund('a', 'received', 1), refund('b', 'failed', 1)]);
    const doubts = [open, ended].map(({ items }) => [...items.values()][0]?.['uncertain']?.S);
    expect(doubts).toEqual(['tied', undefined]);
  });
});

describe('an event without a time', () => {
  const first = refund('a', 'accepted', undefined, { sent: 1 });
  const again = refund('a', 'accepted', undefined, { sent: 9 });
  const second = refund('b', 'received', undefined, { sent: 5 });

  it('is ordered by the send time that was archived first, however often it comes', async () => {
    for (const order of [
      [first, second, again],
      [first, again, second],
      [second, first, again],
    ])
      expect((await endOf(order)).record).toMatchObject({ eventId: 'b' });
    expect((await endOf([again, second, first])).record).toMatchObject({ eventId: 'a' });
  });

  it.each([
    ['states none', undefined],
    ['states one that is none', 'yesterday'],
    ['is from 1970', '1970-01-01T00:00:00+0000'],
    ['is from the far future', '2046-03-01T10:00:00+0000'],
    ['is six minutes ahead of our clock', '2026-03-01T10:07:00+0000'],
    ['is from the year 9999', '9999-12-31T23:59:59Z'],
  ])('that %s takes the place of when it was first sent, and is marked', async (_kind, at) => {
    const odd = refund('odd', 'accepted', at, { sent: 60 });
    const before = refund('before', 'received', 59);
    expect(await afterAnyOrderOf(odd, before)).toMatchObject({ eventId: 'odd', tiedWith: [] });
    const after = refund('after', 'received', 61);
    expect(await afterAnyOrderOf(odd, after)).toMatchObject({ eventId: 'after', tiedWith: [] });
    const marks = [
      [odd, before],
      [odd, after],
    ].map(async (deliveries) => {
      const { items } = await endOf(deliveries);
      return [...items.values()][0]?.['uncertain']?.S;
    });
    expect(await Promise.all(marks)).toEqual(['undated', undefined]);
  });

  it('that is sent with a clock far ahead takes the place of when it was received', async () => {
    const ahead = delivery(
      Buffer.from(
        '{"id":"ahead","name":"refund.accepted","created_at":"2098-01-01T00:00:00Z","data":{"object":{"id":"rfd_1"}}}',
      ),
      Date.UTC(2098, 0),
    );
    const odd = { ...ahead, receipt: { ...ahead.receipt, receivedAt: TEN + 60_000 } };
    const today = refund('today', 'received', 61);
    expect(await afterAnyOrderOf(odd, today)).toMatchObject({ eventId: 'today' });
  });
});

describe('a terminal state', () => {
  it.each([
    ['an open one without a time that is sent later', undefined],
    ['an open one that states a later time', 30],
  ])('is not taken back by %s', async (_kind, at) => {
    const settled = refund('settled', 'settled', 1);
    const open = refund('open', 'accepted', at, { sent: 3_600 });
    expect(await afterAnyOrderOf(settled, open)).toMatchObject({
      eventId: 'settled',
      attributes: { status: 'SETTLED' },
      tiedWith: [],
    });
  });

  it('without a time is above everything open', async () => {
    const settled = refund('settled', 'settled', undefined, { sent: 1 });
    const open = refund('open', 'accepted', 30);
    expect(await afterAnyOrderOf(settled, open)).toMatchObject({ eventId: 'settled' });
  });

  it('is superseded by a later terminal one', async () => {
    const settled = refund('settled', 'settled', 1);
    const failed = refund('failed', 'failed', 2);
    expect(await afterAnyOrderOf(settled, failed)).toMatchObject({ eventId: 'failed' });
  });
});

describe('one id with two bodies', () => {
  it('is archived twice and applied once, by the later body or else equally in any order', async () => {
    const earlier = refund('a', 'accepted', 1, { fields: { amount: 1 } });
    const later = refund('a', 'accepted', 2, { fields: { amount: 2 } });
    const record = await afterAnyOrderOf(earlier, later);
    expect(record?.attributes).toMatchObject({ amount: { decimal: '2' } });
    expect((await endOf([later, earlier, later])).archived).toBe(2);
    const tie = await afterAnyOrderOf(
      earlier,
      refund('a', 'accepted', 1, { fields: { amount: 3 } }),
    );
    expect(tie?.tiedWith).toEqual([]);
  });

  it('of two API versions ends with the newer body, independent of their digests', async () => {
    for (const amount of [1, 2, 3, 4, 5, 6]) {
      const [older, newer] = ['2023-10-01', '2026-08-21'].map((version) =>
        refund('a', version < '2025-02-14' ? 'succeeded' : 'settled', 1, {
          fields: { amount, ...(version > '2025' && { acquirer_reference_number: 'arn' }) },
          envelope: { version },
        }),
      );
      if (!older || !newer) throw new Error('no two bodies');
      const record = await afterAnyOrderOf(older, newer);
      expect(record?.attributes).toMatchObject({ acquirer_reference_number: 'arn' });
      expect(record?.tiedWith).toEqual([]);
    }
  });
});

describe('API versions', () => {
  it.each(
    apiVersions.flatMap((one, index) =>
      apiVersions.slice(index + 1).map((other) => [one, other] as const),
    ),
  )('of %s and %s write one record', async (one, other) => {
    const stated = (version: string, id: string, at: number) =>
      refund(id, version < '2025-02-14' ? 'processing' : 'accepted', at, {
        fields: { amount: version < '2020' ? '21.49' : 21.49 },
        envelope: { version, ...(version < '2024-02-22' && { accountId: 'acct_1' }) },
      });
    const record = await afterAnyOrderOf(stated(one, 'a', 1), stated(other, 'b', 2));
    expect(record?.attributes).toMatchObject({ status: 'ACCEPTED', amount: { decimal: '21.49' } });
  });
});
