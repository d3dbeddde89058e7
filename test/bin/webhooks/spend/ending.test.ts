import { ledgerOf } from '../../../../bin/webhooks/spend/ledger.ts';
import { clearing, figures, hold, reversal, shown, told } from './figures.ts';
import { tableOf } from './rows.ts';
import { level, type Told, tellings } from './tell.ts';

describe('the end of a hold', () => {
  const expired = {
    currency: 'USD',
    authorized: '100',
    released: '40',
    cleared: '60',
    posted: '-60',
  };
  const part: Told = { ...clearing, amount: -60 };

  it.each(['EXPIRED', 'REVERSED', 'CLEARED'])('is an authorization that is %s', (status) => {
    expect(figures([{ ...hold, status }, part])).toEqual([expired]);
  });

  it('is an expiry, whatever amount it tells', () => {
    const lifecycle = 'l1';
    const messages: Told[] = [
      { ...hold, lifecycle },
      { ...part, lifecycle },
      { ...reversal, amount: 0, subtype: 'EXPIRED_AUTHORIZATION', lifecycle },
    ];
    expect(figures(messages, 'event')).toEqual([expired]);
  });

  it('is a card transaction that is over', () => {
    const messages = [hold, part].map((one) => tellings.event({ ...one, lifecycle: 'l1' }));
    const over = level('card_transaction', { id: 'ct_l1', lifecycle_id: 'l1', status: 'EXPIRED' });
    expect(shown(ledgerOf(tableOf([...messages, over])).figures)).toEqual([expired]);
  });

  it('that says it was cleared waits for the clearing', () => {
    const { figures, accounts } = told([{ ...hold, status: 'CLEARED' }]);
    expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '100' }]);
    expect(accounts[0]?.remarks).toEqual([
      'Cleared by its state; the clearing itself has not come.',
    ]);
  });

  it('of one authorization leaves the other as what names it says', () => {
    const other: Told = { ...hold, id: 'a2', amount: -50, lifecycle: 'l1' };
    const ended: Told = { ...hold, status: 'EXPIRED', lifecycle: 'l1' };
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
