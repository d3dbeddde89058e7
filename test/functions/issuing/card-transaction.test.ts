import * as fc from 'fast-check';
import { families } from '../../../functions/issuing/families.ts';
import { sortableNumber } from '../../../functions/shared/record/version.ts';
import { interpret, project } from '../../support/interpret.ts';
import { attributesOf, keysOf, projectedRecords } from '../../support/issuing.ts';

const levels = { card_transaction_id: 'ct-1', card_transaction_lifecycle_id: 'l-1' };

it('a message is a record of its own, of its card transaction and of its lifecycle', () => {
  const own = ['card_transaction_event#e-1', 'card_transaction_event'];
  const all = [
    own,
    ['card_transaction#ct-1', 'card_transaction_event#e-1'],
    ['transaction_lifecycle#l-1', 'card_transaction_event#e-1'],
  ];
  const name = 'card_transaction_event.success';
  expect(keysOf(name, { ...levels, card_transaction_event_id: 'e-1' })).toEqual(all);
  expect(keysOf(name, { id: 'e-1', card_transaction_id: 'ct-1', lifecycle_id: 'l-1' })).toEqual(
    all,
  );
  expect(
    keysOf(name, { card_transaction_data: { ...levels, card_transaction_event_id: 'e-1' } }),
  ).toEqual(all);
  expect(keysOf(name, { id: 'e-1' })).toEqual([own]);
});

it('a message states its result by its name if not in its body', () => {
  const result = (last: string, data: object = {}) =>
    projectedRecords(`card_transaction_event.${last}`, { id: 'e-1', ...data })[0]?.attributes[
      'process_result'
    ];
  expect(result('success')).toBe('APPROVED');
  expect(result('failed')).toBe('DECLINED');
  expect(result('success', { process_result: 'PARTIALLY_APPROVED' })).toBe('PARTIALLY_APPROVED');
});

it('a message is in its card’s timeline, at the time that it states', () => {
  const related = (times: object) =>
    projectedRecords('card_transaction_event.success', { id: 'e-1', card_id: 'c-1', ...times })[0]
      ?.related;
  const transacted_at = '2026-09-03T10:11:12+00:00';
  const created_at = '2026-09-03T10:11:13+00:00';
  expect(related({ transacted_at, created_at })).toEqual({
    to: 'card#c-1',
    at: '2026-09-03T10:11:12.000Z',
  });
  expect(related({ created_at })).toEqual({ to: 'card#c-1', at: '2026-09-03T10:11:13.000Z' });
});

it.each(['card_transaction_event.enriched', 'transaction_lifecycle_event.created'])(
  '%s keeps what it states',
  (last) => {
    const [record] = projectedRecords(last, {
      id: 'e-1',
      ...levels,
      merchant: { name: 'Harbour Cloud' },
    });
    expect(record?.attributes).toMatchObject({ ...levels, merchant: { name: 'Harbour Cloud' } });
  },
);

it('what enriches a message is a record beside it', () => {
  const data = { id: 'e-1', card_transaction_id: 'ct-1', merchant: { name: 'Harbour Cloud' } };
  expect(keysOf('card_transaction_event.enriched', data)).toEqual([
    ['card_transaction_event#e-1', 'enrichment'],
  ]);
});

it('a card transaction is in its card’s timeline, with a link under its lifecycle', () => {
  const data = {
    id: 'ct-1',
    lifecycle_id: 'l-1',
    card_id: 'c-1',
    created_at: '2026-09-03T10:11:12+00:00',
    updated_at: '2026-09-05T02:00:01+00:00',
  };
  const event = { name: 'issuing.card_transaction.cleared', data };
  expect(project(families, event)).toMatchObject({
    object: 'card_transaction#ct-1',
    updatedAt: '2026-09-05T02:00:01.000Z',
    records: [
      {
        pk: 'card_transaction#ct-1',
        sk: 'card_transaction',
        related: { to: 'card#c-1', at: '2026-09-03T10:11:12.000Z' },
        attributes: { ...levels, status: 'CLEARED' },
      },
      { pk: 'transaction_lifecycle#l-1', sk: 'card_transaction#ct-1', attributes: levels },
    ],
  });
});

it('a change without a status states none', () => {
  expect(keysOf('card_transaction.modified', { id: 'ct-1' })).toEqual([
    ['card_transaction#ct-1', 'card_transaction'],
  ]);
});

it('a lifecycle has totals and no status, under the name of its beta too', () => {
  for (const family of ['transaction_lifecycle', 'card_transaction_lifecycle']) {
    const data = { id: 'l-1', card_id: 'c-1', billing_amounts: { total_authorized: -18.9 } };
    const [own] = projectedRecords(`${family}.modified`, data);
    expect(own).toMatchObject({
      pk: 'transaction_lifecycle#l-1',
      sk: 'transaction_lifecycle',
      related: { to: 'card#c-1' },
      attributes: { billing_amounts: [{ total_authorized: { decimal: '-18.9' } }] },
    });
    expect(own?.attributes['status']).toBeUndefined();
  }
});

it('totals come as one or as one per currency', () => {
  const totals = attributesOf('issuing.card_transaction_lifecycle.modified')?.['billing_amounts'];
  expect(totals).toMatchObject([
    { currency: 'USD', total_debited: { decimal: '-31.2' } },
    { currency: 'EUR', total_debited: { decimal: '-4' } },
  ]);
  const event = {
    name: 'issuing.card_transaction.cleared',
    data: { id: 'x', billing_amounts: 7 },
  };
  expect(interpret(families, event).issues).toEqual([
    {
      path: 'data.billing_amounts',
      expected: 'totals, or a list of them by currency',
      received: 'number',
    },
  ]);
});

it('a beta message is one record under its lifecycle', () => {
  const last = 'transaction_lifecycle_event.created';
  expect(keysOf(last, { id: 'e-1', lifecycle_id: 'l-1' })).toEqual([
    ['transaction_lifecycle#l-1', 'transaction_lifecycle_event#e-1'],
  ]);
  expect(keysOf(last, { lifecycle_id: 'l-1' })).toEqual([
    ['transaction_lifecycle#l-1', 'transaction_lifecycle_event#evt_1'],
  ]);
});

it('a beta message is in the timeline of the card that it names', () => {
  const transacted_at = '2026-09-03T10:11:12+00:00';
  const data = { id: 'e-1', lifecycle_id: 'l-1', transacted_at };
  const related = (more: object) =>
    projectedRecords('transaction_lifecycle_event.created', { ...data, ...more })[0]?.related;
  const at = '2026-09-03T10:11:12.000Z';
  expect(related({ card_id: 'c-1' })).toEqual({ to: 'card#c-1', at });
  expect(related({})).toEqual({ to: undefined, at });
});

describe('what only grows', () => {
  const grown = (name: string, billing_amounts: unknown) => {
    const data = { id: 'x', billing_amounts };
    return project(families, { name: `issuing.${name}`, data }).grown?.map(
      (number) => number?.decimal,
    );
  };
  const totals = {
    currency: 'USD',
    total_authorized: -100,
    total_debited: -30.5,
    total_pending: 9,
  };
  const names = ['card_transaction.modified', 'card_transaction_lifecycle.modified'];

  it.each(names)(
    'in %s is the number of its currencies, and their totals, the highest first',
    (name) => {
      const single = ['1', '-100', '-30.5', undefined, undefined, undefined, undefined];
      expect(grown(name, totals)?.slice(0, 7)).toEqual(single);
      expect(grown(name, [totals])?.slice(0, 7)).toEqual(single);
      const euro = { currency: 'EUR', total_authorized: -200 };
      const both = ['2', '-200', '-100', '-30.5'];
      expect(grown(name, [totals, euro])?.slice(0, 4)).toEqual(both);
      expect(grown(name, [euro, totals])?.slice(0, 4)).toEqual(both);
      expect(grown(name, undefined)?.[0]).toBe('0');
    },
  );

  it('comes in the order of its exact digits, which doubles cannot tell apart', () => {
    const digits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const near = fc
      .tuple(digits, fc.integer({ min: -2, max: 2 }))
      .map(([whole, more]) => [whole, whole + BigInt(more), -whole].map(String));
    fc.assert(
      fc.property(near, (amounts) => {
        const sorted = grown(
          'card_transaction.modified',
          amounts.map((total_authorized) => ({ currency: 'USD', total_authorized })),
        )?.slice(1, 4);
        const size = (amount: unknown): bigint => {
          const value = BigInt(String(amount));
          return value < 0n ? -value : value;
        };
        const sizes = sorted?.map(size) ?? [];
        expect(sizes).toEqual(amounts.map(size).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      }),
    );
  });

  it('grows with any currency, in any order of them', () => {
    const total = fc.record({ authorized: fc.nat(99), debited: fc.nat(99), more: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(total, { minLength: 1, maxLength: 3 }), (currencies) => {
        const sortable = (amounts: readonly object[]) =>
          (
            project(families, {
              name: 'issuing.card_transaction.modified',
              data: { id: 'x', billing_amounts: amounts },
            }).grown ?? []
          )
            .map(sortableNumber)
            .join('');
        const before = currencies.map(({ authorized, debited }, index) => ({
          currency: `C${index}`,
          total_authorized: authorized,
          total_debited: debited,
        }));
        const after = currencies.map(({ authorized, debited, more }, index) => ({
          currency: `C${index}`,
          total_authorized: authorized + more,
          total_debited: debited,
        }));
        fc.pre(currencies.some(({ more }) => more > 0));
        expect(sortable(before) < sortable([...after].reverse())).toBe(true);
      }),
    );
  });
});
