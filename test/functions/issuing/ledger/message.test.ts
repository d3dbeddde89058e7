import { ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import { clearing, hold, shown } from './figures.ts';
import { tableOf } from './table.ts';
import { type Format, type TestMessage, webhookOf } from './webhooks.ts';

describe('one message', () => {
  const lifecycle = 'l1';
  const purchase: readonly TestMessage[] = [
    { ...hold, lifecycle },
    { ...clearing, amount: -50, lifecycle },
    { ...clearing, id: 'c2', amount: -50, lifecycle },
  ];
  const once = [{ currency: 'USD', authorized: '100', cleared: '100', posted: '-100' }];
  const inBoth = (format: Format, messages = purchase) =>
    shown(
      ledgerOf(tableOf(messages.flatMap((one) => [webhookOf[format](one), webhookOf.event(one)])))
        .figures,
    );

  it('counts once when both families report it and the transaction names the event', () => {
    expect(inBoth('current')).toEqual(once);
  });

  it('counts once when the transaction names no event, and two equal messages remain two', () => {
    expect(inBoth('old')).toEqual(once);
    const references = purchase.map((one) => ({ ...one, reference: `ref_${one.id}` }));
    expect(inBoth('old', references)).toEqual(once);
  });

  it('counts once when the beta reports it as well', () => {
    const { name: _name, ...event } = webhookOf.event({ ...hold, lifecycle });
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
          ledgerOf(tableOf([{ ...beta, data }, webhookOf.event({ ...hold, lifecycle })])).figures,
        ),
      ).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
  });

  describe('in the page’s shape and in the beta, under ids of their own', () => {
    const reports = (page: Partial<TestMessage>, beta: Partial<TestMessage>) =>
      ledgerOf(
        tableOf([
          webhookOf.page({ ...hold, ...page }),
          webhookOf.betaAlone({ ...hold, id: 'b1', lifecycle, ...beta }),
        ]),
      );
    const authorized = (page: Partial<TestMessage>, beta: Partial<TestMessage>) =>
      reports(page, beta).figures[0]?.authorized.toFixed();

    it.each(['network_transaction_id', 'auth_code'])(
      'counts once by %s, without a doubt',
      (name) => {
        const fields = { [name]: '3951729271768745' };
        const { figures, groups } = reports({ fields }, { fields, second: 7_200 });
        expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
        expect(groups[0]?.remarks).toEqual([]);
        expect(authorized({ fields }, { fields: { [name]: 'another' } })).toBe('200');
      },
    );

    it('counts once by amount and time, with a remark unless card and second are the same', () => {
      const { figures, groups } = reports({}, { second: 60 });
      expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
      expect(groups[0]?.remarks).toEqual([
        'card_transaction_event#b_b1 = transaction#a1: by amount and time alone taken for one message.',
      ]);
      const sure = reports({}, { fields: { card_id: 'card_1' } });
      expect(sure.groups.map(({ remarks }) => remarks)).toEqual([[]]);
    });

    it('counts twice where the amount, the card or the day is another', () => {
      expect(authorized({}, { amount: -99 })).toBe('199');
      expect(authorized({}, { fields: { card_id: 'card_2' } })).toBe('200');
      expect(authorized({}, { second: 90_000 })).toBe('200');
    });

    it('counts twice where it was twice: each report has at most one counterpart', () => {
      const bodies = [0, 30].flatMap((second) => [
        webhookOf.page({ ...hold, id: `a${second}`, second }),
        webhookOf.betaAlone({ ...hold, id: `b${second}`, second, lifecycle: `l${second}` }),
      ]);
      expect(ledgerOf(tableOf(bodies)).figures[0]?.authorized.toFixed()).toBe('200');
    });
  });

  it('remains in its lifecycle when a later version does not name it', () => {
    const later = {
      ...webhookOf.old({ ...clearing, names: [] }),
      id: 'evt_later',
      created_at: '2026-09-04T00:00:00Z',
    };
    const { groups } = ledgerOf(
      tableOf([...[hold, clearing].map((one) => webhookOf.old({ ...one, lifecycle })), later]),
    );
    expect(groups.map((group) => shown(group.figures))).toEqual(once.map((one) => [one]));
  });

  it('that moves to another lifecycle counts in the lifecycle of its latest version', () => {
    const first = webhookOf.event({ ...hold, lifecycle });
    const moved = webhookOf.event({ ...hold, amount: -80, lifecycle: 'l2' });
    const later = { ...moved, id: 'evt_moved', created_at: '2026-09-04T00:00:00Z' };
    const bodies = [first, later];
    for (const order of [bodies, bodies.toReversed()]) {
      const { groups, figures } = ledgerOf(tableOf(order));
      expect(groups.map(({ lifecycles }) => lifecycles)).toEqual([['transaction_lifecycle#l2']]);
      expect(shown(figures)).toEqual([{ currency: 'USD', authorized: '80', held: '80' }]);
    }
  });

  it('that names others in a later version no longer counts where it did', () => {
    const later = {
      ...webhookOf.old({ ...clearing, names: ['a2'] }),
      id: 'evt_later',
      created_at: '2026-09-04T00:00:00Z',
    };
    const records = tableOf([
      ...[hold, { ...hold, id: 'a2', amount: -60 }, clearing].map(webhookOf.old),
      later,
    ]);
    expect(records.some(({ pk, sk }) => pk === 'transaction#a1' && sk === 'match#c1')).toBe(true);
    const groups = ledgerOf(records).groups.map((group) => shown(group.figures));
    expect(groups).toEqual([
      [{ currency: 'USD', authorized: '100', held: '100' }],
      [{ currency: 'USD', authorized: '60', cleared: '100', overCleared: '40', posted: '-100' }],
    ]);
  });
});
