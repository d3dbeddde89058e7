import type { Delivery } from '../../functions/shared/message.ts';
import { consumeAll } from '../support/consumers.ts';
import { eras } from '../support/histories/happening.ts';
import { permutations } from '../support/permutations.ts';
import { runtimes } from '../support/runtimes.ts';
import { inMemoryTables } from '../support/tables.ts';
import { delivery, rowsIn } from '../support/truth.ts';

const TEN = Date.UTC(2026, 2, 1, 10);

/** A refund's event, created so many seconds after ten o'clock or at a time in words. */
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

/** The refund's row after these deliveries, one consumer taking one after the other. */
const endOf = async (deliveries: readonly Delivery[]) => {
  const tables = inMemoryTables();
  await consumeAll(deliveries, runtimes.payments, [tables.store()], 1);
  const [row, ...others] = rowsIn(tables.items('state').values()).values();
  expect(others).toEqual([]);
  return { row, archived: tables.items('events').size, items: tables.items('state') };
};

/** The one row that every order of these deliveries ends in. */
const afterAnyOrderOf = async (...deliveries: readonly Delivery[]) => {
  const ends = await Promise.all(permutations(deliveries).map(endOf));
  for (const { row } of ends) expect(row).toEqual(ends[0]?.row);
  return ends[0]?.row;
};

describe('time', () => {
  it('decides before rank: what happened later stands, also below a terminal state', async () => {
    const row = await afterAnyOrderOf(refund('a', 'settled', 1), refund('b', 'accepted', 2));
    expect(row).toMatchObject({ eventId: 'b', attributes: { status: 'ACCEPTED' }, tiedWith: [] });
  });

  it('is the envelope’s, then the object’s, then rank decides', async () => {
    const updated = (updated_at: string) => ({ fields: { updated_at } });
    const early = updated('2026-03-01T09:59:01+0000');
    const late = updated('2026-03-01T09:59:02+0000');
    expect(
      await afterAnyOrderOf(refund('a', 'settled', 1, early), refund('b', 'accepted', 1, late)),
    ).toMatchObject({ eventId: 'b', tiedWith: [] });
    expect(
      await afterAnyOrderOf(refund('a', 'accepted', 2, early), refund('b', 'settled', 1, late)),
    ).toMatchObject({ eventId: 'a', tiedWith: [] });
    expect(
      await afterAnyOrderOf(refund('a', 'settled', 1, late), refund('b', 'accepted', 1, late)),
    ).toMatchObject({ eventId: 'a', tiedWith: ['b'] });
  });

  it('of the object stands in for an envelope without one', async () => {
    const fields = { updated_at: '2026-03-01T10:00:05+0000' };
    const row = await afterAnyOrderOf(
      refund('a', 'accepted', undefined, { fields }),
      refund('b', 'received', 4),
    );
    expect(row).toMatchObject({ eventId: 'a', occurredAt: '2026-03-01T10:00:05.000Z' });
  });

  it('is compared as a time, in whichever form each event writes it', async () => {
    const row = await afterAnyOrderOf(
      refund('a', 'received', '2026-03-01T10:00:01+0000'),
      refund('b', 'accepted', '2026-03-01T21:00:02+1100'),
      refund('c', 'settled', '2026-03-01T10:00:03.659Z'),
    );
    expect(row).toMatchObject({ eventId: 'c', occurredAt: '2026-03-01T10:00:03.659Z' });
  });
});

describe('a tie', () => {
  it('that rank does not decide ends alike in any order, and is flagged', async () => {
    const row = await afterAnyOrderOf(
      refund('a', 'accepted', 1, { fields: { reason: 'one' } }),
      refund('b', 'accepted', 1, { fields: { reason: 'two' } }),
      refund('c', 'accepted', 1, { fields: { reason: 'three' } }),
    );
    expect(row?.tiedWith).toHaveLength(2);
  });

  it('is forgotten once a later event stands', async () => {
    const row = await afterAnyOrderOf(
      refund('a', 'received', 1),
      refund('b', 'accepted', 1),
      refund('c', 'settled', 2),
    );
    expect(row).toMatchObject({ eventId: 'c', tiedWith: [] });
  });

  it('won by a terminal state leaves no doubt, one between open states does', async () => {
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
      expect((await endOf(order)).row).toMatchObject({ eventId: 'b' });
    expect((await endOf([again, second, first])).row).toMatchObject({ eventId: 'a' });
  });

  it.each([
    ['says none', undefined],
    ['says one that is none', 'yesterday'],
    ['is from 1970', '1970-01-01T00:00:00+0000'],
    ['is from the far future', '2046-03-01T10:00:00+0000'],
    ['is from the year 9999', '9999-12-31T23:59:59Z'],
  ])('that %s never wins over one that has a time', async (_kind, at) => {
    const odd = refund('odd', 'settled', at, { sent: 3_600 });
    const dated = refund('dated', 'received', 0);
    expect(await afterAnyOrderOf(odd, dated)).toMatchObject({ eventId: 'dated', tiedWith: [] });
    const { items } = await endOf([odd]);
    expect([...items.values()][0]?.['uncertain']?.S).toBe('undated');
  });
});

describe('one id with two bodies', () => {
  it('is kept twice and stands once, by the later body or else alike in any order', async () => {
    const earlier = refund('a', 'accepted', 1, { fields: { amount: 1 } });
    const later = refund('a', 'accepted', 2, { fields: { amount: 2 } });
    const row = await afterAnyOrderOf(earlier, later);
    expect(row?.attributes).toMatchObject({ amount: { decimal: '2' } });
    expect((await endOf([later, earlier, later])).archived).toBe(2);
    const tie = await afterAnyOrderOf(
      earlier,
      refund('a', 'accepted', 1, { fields: { amount: 3 } }),
    );
    expect(tie?.tiedWith).toEqual([]);
  });
});

describe('API versions', () => {
  it.each(
    eras.flatMap((one, index) => eras.slice(index + 1).map((other) => [one, other] as const)),
  )('of %s and %s write one record', async (one, other) => {
    const told = (version: string, id: string, at: number) =>
      refund(id, version < '2025-02-14' ? 'processing' : 'accepted', at, {
        fields: { amount: version < '2020' ? '21.49' : 21.49 },
        envelope: { version, ...(version < '2024-02-22' && { accountId: 'acct_1' }) },
      });
    const row = await afterAnyOrderOf(told(one, 'a', 1), told(other, 'b', 2));
    expect(row?.attributes).toMatchObject({ status: 'ACCEPTED', amount: { decimal: '21.49' } });
  });
});
