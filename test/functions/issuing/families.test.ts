import { cardLifecycle } from '../../../functions/issuing/card.ts';
import { cardTransactionLifecycle } from '../../../functions/issuing/card-transaction.ts';
import { cardholderLifecycle } from '../../../functions/issuing/cardholder.ts';
import { disputeLifecycle } from '../../../functions/issuing/dispute.ts';
import { issuing } from '../../../functions/issuing/domain.ts';
import { families } from '../../../functions/issuing/families.ts';
import { transactionLifecycle } from '../../../functions/issuing/transaction.ts';
import { readEnvelope } from '../../../functions/shared/event/envelope.ts';
import { UNKNOWN_RANK } from '../../../functions/shared/record/lifecycle.ts';
import { FINAL } from '../../../functions/shared/record/version.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample, samplesOf } from '../../support/samples.ts';

const samples = samplesOf('issuing');

it('has a sample of every event name, each with an id of its own', () => {
  expect([...new Set(samples.map(({ name }) => name))].sort()).toEqual([...issuing.events].sort());
  expect(samples.every(({ file, name }) => file.startsWith(name))).toBe(true);
  const ids = samples.map(({ body }) => readEnvelope(body)?.id);
  expect(new Set(ids).size).toBe(samples.length);
});

it.each(samples)('projects $file', ({ body }) => {
  const { object, records } = project(families, body);
  const kinds = new RegExp(`^(${issuing.objects.join('|')})#[^#]+$`);
  expect(object).toMatch(kinds);
  expect(records.length).toBeGreaterThan(0);
  for (const { pk, sk } of records) {
    expect(pk).toMatch(kinds);
    expect(sk).toMatch(/^[a-z_]+(#[^#]+)?$/);
  }
  const keys = records.map(({ pk, sk }) => `${pk} ${sk}`);
  expect(new Set(keys).size).toBe(keys.length);
});

const states: [title: string, sk: string, status: string, rank: number][] = [
  ['issuing.card.pending', 'card', 'PENDING', 100],
  ['issuing.card.active', 'card', 'ACTIVE', 200],
  ['issuing.card.inactive', 'card', 'INACTIVE', 300],
  ['issuing.card.expired', 'card', 'EXPIRED', 400],
  ['issuing.card.blocked', 'card', 'BLOCKED', 600],
  ['issuing.card.lost', 'card', 'LOST', 700],
  ['issuing.card.stolen', 'card', 'STOLEN', 800],
  ['issuing.card.failed', 'card', 'FAILED', 900],
  ['issuing.card.closed', 'card', 'CLOSED', 910],
  ['issuing.card.modified', 'card', 'INACTIVE', 300],
  ['issuing.cardholder.incomplete', 'cardholder', 'INCOMPLETE', 100],
  ['issuing.cardholder.pending', 'cardholder', 'PENDING', 200],
  ['issuing.cardholder.ready', 'cardholder', 'READY', 300],
  ['issuing.cardholder.disabled', 'cardholder', 'DISABLED', 800],
  ['issuing.cardholder.deleted', 'cardholder', 'DELETED', 900],
  ['issuing.transaction.succeeded', 'transaction', 'PENDING', 100],
  ['issuing.transaction.succeeded~clearing', 'transaction', 'APPROVED', 300],
  ['issuing.transaction.failed', 'transaction', 'FAILED', 900],
  ['issuing.transaction.succeeded~reversal', 'transaction', 'CLEARED', 930],
  ['issuing.card_transaction.authorized', 'card_transaction', 'AUTHORIZED', 100],
  ['issuing.card_transaction.modified', 'card_transaction', 'AUTHORIZED', 100],
  ['issuing.card_transaction.verified', 'card_transaction', 'VERIFIED', 900],
  ['issuing.card_transaction.declined', 'card_transaction', 'DECLINED', 910],
  ['issuing.card_transaction.expired', 'card_transaction', 'EXPIRED', 920],
  ['issuing.card_transaction.reversed', 'card_transaction', 'REVERSED', 930],
  ['issuing.card_transaction.cleared', 'card_transaction', 'CLEARED', 940],
  ['issuing.transaction_dispute.created', 'transaction_dispute', 'DRAFT', 100],
  ['issuing.transaction_dispute.submitted', 'transaction_dispute', 'SUBMITTED', 200],
  ['issuing.transaction_dispute.rejected', 'transaction_dispute', 'REJECTED', 300],
  ['issuing.transaction_dispute.accepted', 'transaction_dispute', 'IN_PROGRESS', 600],
  ['issuing.transaction_dispute.modified', 'transaction_dispute', 'IN_PROGRESS', 600],
  ['issuing.transaction_dispute.canceled', 'transaction_dispute', 'CANCELED', 900],
  ['issuing.transaction_dispute.cancelled', 'transaction_dispute', 'CANCELED', 900],
  ['issuing.transaction_dispute.expired', 'transaction_dispute', 'EXPIRED', 910],
  ['issuing.transaction_dispute.lost', 'transaction_dispute', 'LOST', 920],
  ['issuing.transaction_dispute.won', 'transaction_dispute', 'WON', 930],
];

it.each(states)('%s sets %s to %s, rank %d', (title, sk, status, rank) => {
  const projection = project(families, sample('issuing', title));
  expect(projection.rank).toBe(rank);
  expect(projection.records[0]).toMatchObject({
    pk: projection.object,
    sk,
    attributes: { status },
  });
});

it.each([
  [cardLifecycle, ['FAILED', 'CLOSED']],
  [cardholderLifecycle, ['DELETED']],
  [transactionLifecycle, ['FAILED', 'EXPIRED', 'REVERSED', 'CLEARED']],
  [
    cardTransactionLifecycle,
    ['VERIFIED', 'DECLINED', 'EXPIRED', 'REVERSED', 'CLEARED', 'REFUNDED'],
  ],
  [disputeLifecycle, ['CANCELED', 'EXPIRED', 'LOST', 'WON']],
])('ranks differ, leave the unknown its place, and are final for %#', ({ ranks }, final) => {
  const values = Object.values(ranks);
  expect(new Set([...values, UNKNOWN_RANK]).size).toBe(values.length + 1);
  expect(Object.keys(ranks).filter((status) => (ranks[status] ?? 0) >= FINAL)).toEqual(final);
});

it('gives the object of every state sample an id of its own', () => {
  const objects = states.map(([title]) => project(families, sample('issuing', title)).object);
  expect(new Set(objects).size).toBe(states.length);
});

it.each(states)('%s states its status by its name alone, or none', (title, _, status) => {
  const json: { name: string; data: object } = JSON.parse(sample('issuing', title).toString());
  const data = { ...json.data, status: null, card_status: '' };
  const { records } = project(families, { ...json, data });
  const told = records.map(({ attributes }) => attributes['status']).find(Boolean);
  const saysNothing = json.name.endsWith('.modified');
  const usual = json.name === 'issuing.transaction.succeeded' ? 'APPROVED' : status;
  expect(told).toBe(saysNothing ? undefined : usual);
});

it.each(samples)('$file projects the same with both casings of its envelope', ({ body }) => {
  const {
    account_id,
    accountId = account_id,
    created_at,
    createdAt = created_at,
    ...rest
  } = JSON.parse(body.toString());
  expect(project(families, { ...rest, accountId, createdAt })).toEqual(
    project(families, { ...rest, account_id: accountId, created_at: createdAt }),
  );
});

it.each(samples)('$file is accepted without account, times and unnamed objects', ({ body }) => {
  const { id, name, data } = JSON.parse(body.toString());
  for (const nothing of [null, '', [], {}]) {
    const emptied = Object.fromEntries(
      Object.entries(data).map(([field, value]) => [
        field,
        /(^|_)id$/.test(field) || typeof value === 'boolean' ? value : nothing,
      ]),
    );
    expect(interpret(families, { id, name, data: emptied }).issues).toBeUndefined();
  }
});

it.each(samples)('$file without any id is quarantined', ({ name }) => {
  for (const data of [{}, [], null, { status: 'ACTIVE', amount: 1 }])
    expect(interpret(families, { id: 'evt_1', name, data }).issues).toEqual([
      {
        path: expect.stringMatching(/^data\.\w*id$/),
        expected: expect.stringMatching(/^(an|the) id/),
        received: 'undefined',
      },
    ]);
});

it('reports a wrong type by path, expectation and type, without the value', () => {
  const data = {
    transaction_id: 't-1',
    billing_amount: 'about 4111111111111111',
    merchant: 'Secret Shop',
    matched_authorizations: 'a-1',
    transaction_date: { day: 'today' },
  };
  const { issues } = interpret(families, { name: 'issuing.transaction.succeeded', data });
  expect(issues).toEqual([
    { path: 'data.matched_authorizations', expected: 'Array', received: 'string' },
    { path: 'data.billing_amount', expected: 'a decimal of at most 38 digits', received: 'string' },
    { path: 'data.merchant', expected: 'Object', received: 'string' },
    { path: 'data.transaction_date', expected: 'a time', received: 'object' },
  ]);
});

it('an unknown status is kept, amid those that can still change', () => {
  const data = { card_id: 'c-1', card_status: 'UNDER_REVIEW' };
  const { rank, records } = project(families, { name: 'issuing.card.blocked', data });
  expect(rank).toBe(UNKNOWN_RANK);
  expect(records[0]?.attributes).toMatchObject({ status: 'UNDER_REVIEW' });
});

it('an unknown name of a known family sets no status', () => {
  const data = { card_id: 'c-1', brand: 'VISA' };
  const { records } = project(families, { name: 'issuing.card.constructor', data });
  expect(records.map(({ sk }) => sk)).toEqual(['details']);
});
