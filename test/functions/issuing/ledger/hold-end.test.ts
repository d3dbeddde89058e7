import { ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import { clearing, figures, hold, ledgerFrom, reversal, shown } from './figures.ts';
import { tableOf } from './table.ts';
import { level, type TestMessage, webhookOf } from './webhooks.ts';

describe('the end of a hold', () => {
  const expired = {
    currency: 'USD',
    authorized: '100',
    released: '40',
    cleared: '60',
    posted: '-60',
  };
  const part: TestMessage = { ...clearing, amount: -60 };

  it.each(['EXPIRED', 'REVERSED', 'CLEARED'])('is an authorization that is %s', (status) => {
    expect(figures([{ ...hold, status }, part])).toEqual([expired]);
  });

  it('is an expiry with any amount', () => {
    const lifecycle = 'l1';
    const messages: TestMessage[] = [
      { ...hold, lifecycle },
      { ...part, lifecycle },
      { ...reversal, amount: 0, subtype: 'EXPIRED_AUTHORIZATION', lifecycle },
    ];
    expect(figures(messages, 'event')).toEqual([expired]);
  });

  it('is a card transaction that has ended', () => {
    const messages = [hold, part].map((one) => webhookOf.event({ ...one, lifecycle: 'l1' }));
    const over = level('card_transaction', { id: 'ct_l1', lifecycle_id: 'l1', status: 'EXPIRED' });
    expect(shown(ledgerOf(tableOf([...messages, over])).figures)).toEqual([expired]);
  });

  it('of a cleared authorization is not counted before the clearing', () => {
    const { figures, groups } = ledgerFrom([{ ...hold, status: 'CLEARED' }]);
    expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '100' }]);
    expect(groups[0]?.remarks).toEqual([
      'Cleared by its state; the clearing itself has not arrived.',
    ]);
  });

  it('of one authorization releases only its own hold, and none where a clearing names both', () => {
    const other: TestMessage = { ...hold, id: 'a2', amount: -50, lifecycle: 'l1' };
    const ended: TestMessage = { ...hold, status: 'EXPIRED', lifecycle: 'l1' };
    const named = { ...clearing, amount: -20, names: ['a2'] };
    expect(figures([ended, other, named])).toEqual([
      {
        currency: 'USD',
        authorized: '150',
        released: '100',
        held: '30',
        cleared: '20',
        posted: '-20',
      },
    ]);
    const unnamed = { ...clearing, amount: -20, names: ['a1', 'a2'] };
    expect(figures([ended, other, unnamed])).toEqual([
      { currency: 'USD', authorized: '150', held: '?', cleared: '20', posted: '-20' },
    ]);
  });
});
