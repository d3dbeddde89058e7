import fc from 'fast-check';
import { issuingFamilies } from '../../../functions/issuing/project.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const factsOf = (last: string, data: object) =>
  project(issuingFamilies, { id: 'evt_1', name: `issuing.${last}`, data }).facts;
const keysOf = (last: string, data: object) => factsOf(last, data).map(({ pk, sk }) => [pk, sk]);
const attributesOf = (title: string) =>
  project(issuingFamilies, sample('issuing', title)).facts[0]?.attributes;

describe('a transaction', () => {
  it('stands in its own collection, in its card’s story at its time', () => {
    const data = {
      transaction_id: 't-1',
      card_id: 'c-1',
      transaction_date: '2026-04-20T16:08:02Z',
    };
    expect(factsOf('transaction.succeeded', data)[0]).toMatchObject({
      pk: 'transaction#t-1',
      sk: 'transaction',
      related: { to: 'card#c-1', at: '2026-04-20T16:08:02.000Z' },
    });
  });

  it('stands under every authorization that it names, and its own row keeps the list', () => {
    const data = {
      transaction_id: 't-9',
      card_id: 'c-1',
      transaction_type: 'CLEARING',
      status: 'APPROVED',
      billing_amount: -62.72,
      billing_currency: 'USD',
      transaction_amount: -84300,
      transaction_currency: 'KRW',
      matched_authorizations: ['t-1', 't-2', 't-1'],
      merchant: { name: 'Hanok Stay' },
    };
    const [own, ...matches] = factsOf('transaction.succeeded', data);
    expect(own?.attributes['matched_authorizations']).toEqual(['t-1', 't-2', 't-1']);
    expect(matches.map(({ pk, sk }) => [pk, sk])).toEqual([
      ['transaction#t-1', 'match#t-9'],
      ['transaction#t-2', 'match#t-9'],
    ]);
    expect(matches[0]?.attributes).toMatchObject({
      transaction_id: 't-9',
      transaction_type: 'CLEARING',
      status: 'APPROVED',
      billing_amount: { decimal: '-62.72' },
      billing_currency: 'USD',
      transaction_amount: { decimal: '-84300' },
      transaction_currency: 'KRW',
    });
  });

  it('never stands in the place of another message, whatever the two say', () => {
    const ids = fc.string({ minLength: 1 });
    const message = fc.record({ transaction_id: ids, matched_authorizations: fc.array(ids) });
    fc.assert(
      fc.property(message, message, (a, b) => {
        fc.pre(a.transaction_id !== b.transaction_id);
        const keys = (data: object) =>
          keysOf('transaction.succeeded', data).map((key) => JSON.stringify(key));
        const taken = new Set(keys(a));
        expect(keys(b).filter((key) => taken.has(key))).toEqual([]);
      }),
    );
  });

  it.each([
    ['before 2026-07-17', { lifecycle_id: 'l-1' }],
    ['since', { card_transaction_data: { card_transaction_lifecycle_id: 'l-1' } }],
  ])('stands under its lifecycle, as it was named %s', (_, ids) => {
    const facts = factsOf('transaction.succeeded', { transaction_id: 't-1', ...ids });
    expect(facts[1]).toMatchObject({ pk: 'transaction_lifecycle#l-1', sk: 'transaction#t-1' });
    expect(facts[0]?.attributes['card_transaction_data']).toMatchObject({
      card_transaction_lifecycle_id: 'l-1',
    });
  });

  it('keeps one shape across versions', () => {
    expect(attributesOf('issuing.transaction.succeeded')).toMatchObject({
      acquiring_institution_identifier: '428817',
      transacted_at: '2026-04-20T16:08:02.000Z',
      posted_at: '2026-04-20T16:08:03.000Z',
    });
    const current = attributesOf('issuing.transaction.succeeded~2026-08');
    expect(current).toMatchObject({
      acquiring_institution_identifier: '428817',
      transacted_at: '2026-09-03T10:11:12.000Z',
      posted_at: '2026-09-03T10:11:13.000Z',
    });
    const old = /acquiring_institution_id$|posted_date|transaction_date|^lifecycle_id/;
    expect(Object.keys(current ?? {}).filter((name) => old.test(name))).toEqual([]);
  });

  it('a reversal keeps its nothing in billing and its release in transaction currency', () => {
    const [own, match] = project(
      issuingFamilies,
      sample('issuing', 'issuing.transaction.succeeded~reversal'),
    ).facts;
    const amounts = { billing_amount: { decimal: '0' }, transaction_amount: { decimal: '40' } };
    expect(own?.attributes).toMatchObject(amounts);
    expect(match?.attributes).toMatchObject({ ...amounts, transaction_type: 'REVERSAL' });
  });

  it.each(['refund', 'original-credit', 'single-message'])(
    'a %s that names none stands alone',
    (variant) => {
      const title = `issuing.transaction.succeeded~${variant}`;
      expect(project(issuingFamilies, sample('issuing', title)).facts).toHaveLength(1);
    },
  );

  it('a message that names no card keeps the place of one that did', () => {
    const [own] = factsOf('transaction.failed', { transaction_id: 't-1', card_id: null });
    expect(own?.related).toEqual({ to: undefined, at: undefined });
  });

  it.each(['0.30000000000000004', '-12345678901234567890.12', '0.1', '62723'])(
    'keeps every digit of %s',
    (digits) => {
      const body = Buffer.from(
        `{"name":"issuing.transaction.succeeded","data":{"transaction_id":"t-1","billing_amount":${digits},"matched_authorizations":["t-0"]}}`,
      );
      for (const { attributes } of project(issuingFamilies, body).facts)
        expect(attributes['billing_amount']).toEqual({ decimal: digits });
    },
  );
});

describe('the three levels', () => {
  const levels = { card_transaction_id: 'ct-1', card_transaction_lifecycle_id: 'l-1' };

  it('a message stands by itself, under its card transaction and under its lifecycle', () => {
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

  it('a message tells its result by its name if not in its body', () => {
    const result = (last: string, data: object = {}) =>
      factsOf(`card_transaction_event.${last}`, { id: 'e-1', ...data })[0]?.attributes[
        'process_result'
      ];
    expect(result('success')).toBe('APPROVED');
    expect(result('failed')).toBe('DECLINED');
    expect(result('success', { process_result: 'PARTIALLY_APPROVED' })).toBe('PARTIALLY_APPROVED');
  });

  it('what enriches a message stands beside it', () => {
    const data = { id: 'e-1', card_transaction_id: 'ct-1', merchant: { name: 'Harbour Cloud' } };
    expect(keysOf('card_transaction_event.enriched', data)).toEqual([
      ['card_transaction_event#e-1', 'enrichment'],
    ]);
  });

  it('a card transaction stands in its card’s story, with a link under its lifecycle', () => {
    const data = {
      id: 'ct-1',
      lifecycle_id: 'l-1',
      card_id: 'c-1',
      created_at: '2026-09-03T10:11:12+00:00',
      updated_at: '2026-09-05T02:00:01+00:00',
    };
    const event = { name: 'issuing.card_transaction.cleared', data };
    expect(project(issuingFamilies, event)).toMatchObject({
      object: 'card_transaction#ct-1',
      updatedAt: '2026-09-05T02:00:01.000Z',
      facts: [
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

  it('a change without a status stands beside the state', () => {
    expect(keysOf('card_transaction.modified', { id: 'ct-1' })).toEqual([
      ['card_transaction#ct-1', 'details'],
    ]);
  });

  it('a lifecycle has totals and no status, under the name of its beta too', () => {
    for (const family of ['transaction_lifecycle', 'card_transaction_lifecycle']) {
      const data = { id: 'l-1', card_id: 'c-1', billing_amounts: { total_authorized: -18.9 } };
      const [own] = factsOf(`${family}.modified`, data);
      expect(own).toMatchObject({
        pk: 'transaction_lifecycle#l-1',
        sk: 'transaction_lifecycle',
        related: { to: 'card#c-1' },
        attributes: { billing_amounts: { total_authorized: { decimal: '-18.9' } } },
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
    expect(interpret(issuingFamilies, event).issues).toEqual([
      {
        path: 'data.billing_amounts',
        expected: 'totals, or a list of them by currency',
        received: 'number',
      },
    ]);
  });

  it('a beta message is one row under its lifecycle', () => {
    const last = 'transaction_lifecycle_event.created';
    expect(keysOf(last, { id: 'e-1', lifecycle_id: 'l-1' })).toEqual([
      ['transaction_lifecycle#l-1', 'transaction_lifecycle_event#e-1'],
    ]);
    expect(keysOf(last, { lifecycle_id: 'l-1' })).toEqual([
      ['transaction_lifecycle#l-1', 'transaction_lifecycle_event#evt_1'],
    ]);
  });
});
