import fc from 'fast-check';
import { families } from '../../../functions/issuing/families.ts';
import { project } from '../../support/interpret.ts';
import { attributesOf, keysOf, projectedRecords } from '../../support/issuing.ts';
import { sample } from '../../support/samples.ts';

it('a transaction is in its own collection, and in its card’s timeline at its time', () => {
  const data = {
    transaction_id: 't-1',
    card_id: 'c-1',
    transaction_date: '2026-04-20T16:08:02Z',
  };
  expect(projectedRecords('transaction.succeeded', data)[0]).toMatchObject({
    pk: 'transaction#t-1',
    sk: 'transaction',
    related: { to: 'card#c-1', at: '2026-04-20T16:08:02.000Z' },
  });
});

it('a transaction is under every authorization that it names, and its own record keeps the list', () => {
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
  const [own, ...matches] = projectedRecords('transaction.succeeded', data);
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

it('a transaction never replaces another message, with any content', () => {
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
])('a transaction is under its lifecycle, as it was named %s', (_, ids) => {
  const records = projectedRecords('transaction.succeeded', { transaction_id: 't-1', ...ids });
  expect(records[1]).toMatchObject({ pk: 'transaction_lifecycle#l-1', sk: 'transaction#t-1' });
  expect(records[0]?.attributes['card_transaction_data']).toMatchObject({
    card_transaction_lifecycle_id: 'l-1',
  });
});

it('a transaction keeps one shape across versions', () => {
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
    families,
    sample('issuing', 'issuing.transaction.succeeded~reversal'),
  ).records;
  const amounts = { billing_amount: { decimal: '0' }, transaction_amount: { decimal: '40' } };
  expect(own?.attributes).toMatchObject(amounts);
  expect(match?.attributes).toMatchObject({ ...amounts, transaction_type: 'REVERSAL' });
});

it.each(['refund', 'original-credit', 'single-message'])(
  'a %s that names none is alone',
  (variant) => {
    const title = `issuing.transaction.succeeded~${variant}`;
    expect(project(families, sample('issuing', title)).records).toHaveLength(1);
  },
);

it('a message that names no card keeps the place of one that did', () => {
  const [own] = projectedRecords('transaction.failed', { transaction_id: 't-1', card_id: null });
  expect(own?.related).toEqual({ to: undefined, at: undefined });
});

it.each(['0.30000000000000004', '-12345678901234567890.12', '0.1', '62723'])(
  'an amount keeps every digit of %s',
  (digits) => {
    const body = Buffer.from(
      `{"name":"issuing.transaction.succeeded","data":{"transaction_id":"t-1","billing_amount":${digits},"matched_authorizations":["t-0"]}}`,
    );
    for (const { attributes } of project(families, body).records)
      expect(attributes['billing_amount']).toEqual({ decimal: digits });
  },
);

it('a transaction keeps the digits of a text that comes as a number', () => {
  const body = Buffer.from(
    '{"name":"issuing.transaction.succeeded","data":{"transaction_id":"t-1","retrieval_ref":909916088001,"network_transaction_id":309916088001773421,"auth_code":804512,"merchant":{"category_code":4829}}}',
  );
  expect(project(families, body).records[0]?.attributes).toMatchObject({
    retrieval_ref: '909916088001',
    network_transaction_id: '309916088001773421',
    auth_code: '804512',
    merchant: { category_code: '4829' },
  });
});
