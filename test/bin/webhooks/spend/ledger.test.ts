import { type Ledger, ledgerOf } from '../../../../bin/webhooks/spend/ledger.ts';
import { sample } from '../../../support/samples.ts';
import { tableOf } from './rows.ts';
import { level, type Telling, type Told, tellings } from './tell.ts';

const told = (messages: readonly Told[], telling: Telling = 'old'): Ledger =>
  ledgerOf(tableOf(messages.map((one) => tellings[telling](one))));

/** The figures that are not nothing, as text; `?` where webhooks don't say. */
const shown = (figures: Ledger['figures']): readonly Record<string, string>[] =>
  figures.map(({ currency, ...amounts }) =>
    Object.fromEntries([
      ['currency', currency],
      ...Object.entries(amounts).flatMap(([name, amount]) =>
        amount?.eq(0) ? [] : [[name, amount?.toFixed() ?? '?']],
      ),
    ]),
  );

const figures = (messages: readonly Told[], telling?: Telling) =>
  shown(told(messages, telling).figures);

const hold: Told = { id: 'a1', type: 'AUTHORIZATION', amount: -100 };
const clearing: Told = { id: 'c1', type: 'CLEARING', amount: -100, names: ['a1'], second: 10 };
const reversal: Told = { id: 'r1', type: 'REVERSAL', amount: 100, names: ['a1'], second: 20 };

describe('a purchase', () => {
  it('is held until it is cleared', () => {
    expect(figures([hold])).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
    expect(figures([hold, clearing])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', posted: '-100' },
    ]);
  });

  it('is cleared in several parts, and the rest stays held', () => {
    const parts = [
      { ...clearing, amount: -30.1 },
      { ...clearing, id: 'c2', amount: -30.2 },
    ];
    expect(figures([hold, ...parts])).toEqual([
      { currency: 'USD', authorized: '100', held: '39.7', cleared: '60.3', posted: '-60.3' },
    ]);
  });

  it('with a tip clears more than was held', () => {
    expect(figures([hold, { ...clearing, amount: -120 }])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '120', overCleared: '20', posted: '-120' },
    ]);
  });

  it('of two authorizations is cleared once', () => {
    const both = { ...clearing, amount: -150, names: ['a1', 'a2'] };
    const { accounts } = told([hold, { ...hold, id: 'a2', amount: -60 }, both]);
    expect(accounts.map((account) => shown(account.figures))).toEqual([
      [{ currency: 'USD', authorized: '160', held: '10', cleared: '150', posted: '-150' }],
    ]);
  });

  it('without authorization, as a single message, is only cleared', () => {
    expect(figures([{ ...clearing, names: [] }])).toEqual([
      { currency: 'USD', cleared: '100', posted: '-100' },
    ]);
  });

  it('whose authorization has not come is posted; what is held is unknown', () => {
    expect(figures([clearing])).toEqual([
      { currency: 'USD', held: '?', cleared: '100', overCleared: '?', posted: '-100' },
    ]);
  });

  it('that is authorized in increments is one group by its lifecycle', () => {
    const lifecycle = 'l1';
    const increments: Told[] = [
      { ...hold, lifecycle },
      { ...hold, id: 'a2', amount: -50, lifecycle },
      { ...clearing, amount: -150, lifecycle },
    ];
    expect(figures(increments)).toEqual([
      { currency: 'USD', authorized: '150', cleared: '150', posted: '-150' },
    ]);
  });

  it('that is declined or only verified moves nothing', () => {
    expect(figures([{ ...hold, status: 'FAILED' }])).toEqual([{ currency: 'USD' }]);
    expect(figures([{ ...hold, amount: 0 }])).toEqual([{ currency: 'USD' }]);
    expect(figures([{ ...hold, subtype: 'VERIFICATION' }], 'event')).toEqual([{ currency: 'USD' }]);
  });
});

describe('a reversal', () => {
  it('before clearing releases, also a part', () => {
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
    const { figures, accounts } = told([hold, { ...clearing, amount: -70 }, reversal]);
    expect(shown(figures)).toEqual(
      [
        {
          currency: 'USD',
          authorized: '100',
          released: '30',
          cleared: '70',
          reversed: '70',
          posted: '0',
        },
      ].map(({ posted: _nothing, ...others }) => others),
    );
    const shares = accounts[0]?.entries.filter(({ ids }) => ids.includes('transaction#r1'));
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

  it('as the vendor shows it bills 0 and releases the transaction amount', () => {
    const titles = ['authorization-voided', 'reversal'];
    const bodies = titles.map((title) =>
      sample('issuing', `issuing.transaction.succeeded~${title}`),
    );
    expect(shown(ledgerOf(tableOf(bodies)).figures)).toEqual([
      { currency: 'USD', authorized: '40', released: '40' },
    ]);
  });

  it('of a clearing, by its subtype, leaves the hold alone', () => {
    const lifecycle = 'l1';
    const messages: Told[] = [
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

  it('of more than is known says so instead of counting it', () => {
    const { figures, accounts } = told([hold, { ...reversal, amount: 130 }]);
    expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '100', released: '100' }]);
    expect(accounts[0]?.remarks).toEqual([
      'transaction#r1 gives back 30 USD more than is known to be held or cleared: not counted.',
    ]);
  });
});

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

describe('another currency', () => {
  const abroad: Told = { ...hold, original: { amount: -90, currency: 'EUR' } };
  const part: Told = { ...clearing, amount: -33, original: { amount: -30, currency: 'EUR' } };

  it('holds what it billed until something takes from it', () => {
    expect(figures([abroad])).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
  });

  it('leaves what is held unknown after a part, and known once all is used up or over', () => {
    const cleared = { currency: 'USD', authorized: '100', cleared: '33', posted: '-33' };
    expect(figures([abroad, part])).toEqual([{ ...cleared, held: '?' }]);
    expect(figures([{ ...abroad, status: 'EXPIRED' }, part])).toEqual([
      { ...cleared, released: '67' },
    ]);
    const rest = { ...part, id: 'c2', amount: -65, original: { amount: -60, currency: 'EUR' } };
    expect(figures([abroad, part, rest])).toEqual([
      { ...cleared, cleared: '98', released: '2', posted: '-98' },
    ]);
  });

  it('of a release without billed amount is released in that currency', () => {
    const release: Told = { ...reversal, amount: 0, original: { amount: 20, currency: 'EUR' } };
    expect(figures([abroad, release])).toEqual([
      { currency: 'EUR', released: '20' },
      { currency: 'USD', authorized: '100', held: '?' },
    ]);
    const whole = { ...release, original: { amount: 90, currency: 'EUR' } };
    expect(figures([abroad, whole])).toEqual(
      [{ currency: 'USD', authorized: '100', released: '100' }].flatMap((usd) => [
        { currency: 'EUR' },
        usd,
      ]),
    );
  });

  it('that a clearing is billed in leaves the other hold unknown', () => {
    expect(figures([hold, { ...clearing, amount: -80, currency: 'GBP' }])).toEqual([
      { currency: 'GBP', cleared: '80', overCleared: '?', posted: '-80' },
      { currency: 'USD', authorized: '100', held: '?' },
    ]);
  });
});

describe('a credit', () => {
  const refund: Told = { id: 'f1', type: 'REFUND', amount: 15, second: 30 };

  it('that names no authorization stays unlinked, whatever its amount', () => {
    const credit: Told = { id: 'o1', type: 'ORIGINAL_CREDIT', amount: 250, lifecycle: 'l1' };
    const purchase = [hold, clearing].map((one) => ({ ...one, lifecycle: 'l1' }));
    const { figures, accounts } = told([...purchase, { ...refund, amount: 100 }, credit]);
    expect(accounts).toHaveLength(3);
    expect(shown(figures)).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', unlinked: '350', posted: '250' },
    ]);
  });

  it.each([
    ['an authorization', { names: ['a1'] }],
    ['a lifecycle', { lifecycle: 'l1' }],
  ])('that names %s is a refund of that purchase', (_, link) => {
    const purchase = [hold, clearing].map((one) => ({ ...one, lifecycle: 'l1' }));
    expect(figures([...purchase, { ...refund, ...link }])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', refunded: '15', posted: '-85' },
    ]);
  });

  it('holds nothing when it is authorized', () => {
    expect(figures([{ ...hold, amount: 15 }])).toEqual([{ currency: 'USD' }]);
  });

  it('that is taken back is less', () => {
    expect(figures([refund, { ...refund, id: 'f2', amount: -5 }])).toEqual([
      { currency: 'USD', unlinked: '10', posted: '10' },
    ]);
  });
});

describe('one message', () => {
  const lifecycle = 'l1';
  const purchase: readonly Told[] = [
    { ...hold, lifecycle },
    { ...clearing, amount: -50, lifecycle },
    { ...clearing, id: 'c2', amount: -50, lifecycle },
  ];
  const once = [{ currency: 'USD', authorized: '100', cleared: '100', posted: '-100' }];
  const inBoth = (telling: Telling, messages = purchase) =>
    shown(
      ledgerOf(tableOf(messages.flatMap((one) => [tellings[telling](one), tellings.event(one)])))
        .figures,
    );

  it('counts once when both families tell it, by the event that the transaction names', () => {
    expect(inBoth('current')).toEqual(once);
  });

  it('counts once when the transaction is too old to name its event; two alike stay two', () => {
    expect(inBoth('old')).toEqual(once);
    const references = purchase.map((one) => ({ ...one, reference: `ref_${one.id}` }));
    expect(inBoth('old', references)).toEqual(once);
  });

  it('counts once when the beta tells it too', () => {
    const { name: _name, ...event } = tellings.event({ ...hold, lifecycle });
    const beta = {
      ...event,
      id: 'evt_beta',
      name: 'issuing.transaction_lifecycle_event.created',
      data: { ...event.data, id: 'e_a1', transaction_type: 'PURCHASE' },
    };
    const { card_transaction_event_id: _id, ...older } = beta.data;
    for (const data of [beta.data, older])
      expect(
        shown(
          ledgerOf(tableOf([{ ...beta, data }, tellings.event({ ...hold, lifecycle })])).figures,
        ),
      ).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
  });

  it('that names others in a later version no longer counts where it did', () => {
    const later = {
      ...tellings.old({ ...clearing, names: ['a2'] }),
      id: 'evt_later',
      created_at: '2026-09-04T00:00:00Z',
    };
    const rows = tableOf([
      ...[hold, { ...hold, id: 'a2', amount: -60 }, clearing].map(tellings.old),
      later,
    ]);
    expect(rows.some(({ pk, sk }) => pk === 'transaction#a1' && sk === 'match#c1')).toBe(true);
    const groups = ledgerOf(rows).accounts.map((account) => shown(account.figures));
    expect(groups).toEqual([
      [{ currency: 'USD', authorized: '100', held: '100' }],
      [{ currency: 'USD', authorized: '60', cleared: '100', overCleared: '40', posted: '-100' }],
    ]);
  });
});

describe('totals of a lifecycle', () => {
  const messages = [hold, clearing].map((one) => tellings.event({ ...one, lifecycle: 'l1' }));
  const totals = (total_debited: number) =>
    level('lifecycle', {
      id: 'l1',
      billing_amounts: {
        total_authorized: -100,
        total_debited,
        total_credited: 0,
        total_pending: 0,
      },
    });

  it('are compared, never summed', () => {
    const ledger = ledgerOf(tableOf([...messages, totals(-100)]));
    expect(shown(ledger.figures)).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', posted: '-100' },
    ]);
    expect(ledger.disagreements).toEqual([]);
  });

  it('that disagree are shown', () => {
    const { disagreements } = ledgerOf(tableOf([...messages, totals(-130)]));
    expect(
      disagreements.map(({ told, counted, ...rest }) => ({
        ...rest,
        told: told.toFixed(),
        counted: counted.toFixed(),
      })),
    ).toEqual([
      expect.objectContaining({
        of: 'transaction_lifecycle#l1',
        currency: 'USD',
        total: 'total_debited',
        told: '130',
        counted: '100',
      }),
    ]);
  });
});
