import { ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import { sample } from '../../../support/samples.ts';
import { clearing, figures, hold, ledgerFrom, reversal, shown } from './figures.ts';
import { tableOf } from './table.ts';
import type { TestMessage } from './webhooks.ts';

describe('a reversal', () => {
  it('before clearing releases the hold or a part of it', () => {
    expect(figures([hold, { ...reversal, amount: 40 }])).toEqual([
      { currency: 'USD', authorized: '100', released: '40', held: '60' },
    ]);
  });

  it('after clearing gives back what was cleared', () => {
    expect(figures([hold, clearing, { ...reversal, amount: 40 }])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', reversed: '40', posted: '-60' },
    ]);
  });

  it('takes what is held first, and counts once', () => {
    const { figures, groups } = ledgerFrom([hold, { ...clearing, amount: -70 }, reversal]);
    expect(shown(figures)).toEqual([
      { currency: 'USD', authorized: '100', released: '30', cleared: '70', reversed: '70' },
    ]);
    const shares = groups[0]?.entries.filter(({ ids }) => ids.includes('transaction#r1'));
    expect(shares?.map(({ figure, amount }) => [figure, amount.toFixed()])).toEqual([
      ['released', '30'],
      ['reversed', '70'],
    ]);
  });

  it('that is followed by a clearing was a release', () => {
    expect(figures([hold, { ...reversal, second: 5 }, { ...clearing, amount: -30 }])).toEqual([
      {
        currency: 'USD',
        authorized: '100',
        released: '100',
        cleared: '30',
        overCleared: '30',
        posted: '-30',
      },
    ]);
  });

  it('at the same time follows the clearing, independent of their ids', () => {
    const back = { ...reversal, id: 'b1', amount: 40, second: 10 };
    expect(figures([back, clearing, hold])).toEqual(
      figures([hold, clearing, { ...back, second: 11 }]),
    );
  });

  it('that came before a clearing posted later was a release, though the clearing dates from the purchase', () => {
    const purchased = { fields: { transaction_date: '2026-09-03T10:00:00Z' } };
    expect(
      figures([
        { ...hold, ...purchased },
        {
          ...reversal,
          amount: 40,
          second: 5,
          fields: { transaction_date: '2026-09-03T10:00:05Z' },
        },
        { ...clearing, ...purchased },
      ]),
    ).toEqual([
      {
        currency: 'USD',
        authorized: '100',
        released: '40',
        cleared: '100',
        overCleared: '40',
        posted: '-100',
      },
    ]);
  });

  it('of an authorization, by its type, does not change the clearing', () => {
    const lifecycle = 'l1';
    const messages: TestMessage[] = [
      { ...hold, lifecycle },
      { ...clearing, amount: -70, lifecycle },
      { ...reversal, type: 'REVERSAL_AUTH', lifecycle },
    ];
    expect(figures(messages, 'event')).toEqual([
      { currency: 'USD', authorized: '100', released: '30', cleared: '70', posted: '-70' },
    ]);
  });

  it('as the vendor shows it bills 0 and releases the transaction amount', () => {
    const titles = ['authorization-voided', 'reversal'];
    const bodies = titles.map((title) =>
      sample('issuing', `issuing.transaction.succeeded~${title}`),
    );
    expect(shown(ledgerOf(tableOf(bodies)).figures)).toEqual([
      { currency: 'USD', authorized: '40', released: '40' },
    ]);
  });

  it.each([
    ['a whole clearing', -100, '0', '100'],
    ['a clearing of a part', -60, '40', '60'],
  ])(
    'that bills 0 after %s only releases what is held: the excess is remarked on',
    (_, cleared, released, excess) => {
      const voided = { ...reversal, amount: 0, original: { amount: 100, currency: 'USD' } };
      const { figures, groups } = ledgerFrom([hold, { ...clearing, amount: cleared }, voided]);
      expect(figures[0]?.posted.toFixed()).toBe(String(cleared));
      expect(figures[0]?.released.toFixed()).toBe(released);
      expect(groups[0]?.remarks).toEqual([
        `transaction#r1 gives back ${excess} USD more than is known to be held: not counted.`,
      ]);
    },
  );

  it('that bills 0 moves no balance as a debit, and none by the subtype of a clearing', () => {
    const voided = { ...reversal, amount: 0, original: { amount: -100, currency: 'USD' } };
    const lifecycle = 'l1';
    const purchase = [hold, clearing].map((one) => ({ ...one, lifecycle }));
    for (const one of [voided, { ...voided, subtype: 'CLEARING_REVERSAL' }])
      expect(figures([...purchase, { ...one, lifecycle }], 'event')).toEqual([
        { currency: 'USD', authorized: '100', cleared: '100', posted: '-100' },
      ]);
  });

  it('of a clearing, by its subtype, does not change the hold', () => {
    const lifecycle = 'l1';
    const messages: TestMessage[] = [
      { ...hold, lifecycle },
      { ...clearing, amount: -70, lifecycle },
      { ...reversal, amount: 20, lifecycle, subtype: 'CLEARING_REVERSAL' },
    ];
    expect(figures(messages, 'event')).toEqual([
      {
        currency: 'USD',
        authorized: '100',
        held: '30',
        cleared: '70',
        reversed: '20',
        posted: '-50',
      },
    ]);
  });

  it('of more than is known is remarked on, and not counted', () => {
    const { figures, groups } = ledgerFrom([hold, { ...reversal, amount: 130 }]);
    expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '100', released: '100' }]);
    expect(groups[0]?.remarks).toEqual([
      'transaction#r1 gives back 30 USD more than is known to be held or cleared: not counted.',
    ]);
  });
});
