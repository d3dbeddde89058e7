import { cardLifecycle } from '../../../functions/issuing/card.ts';
import { cardTransactionLifecycle } from '../../../functions/issuing/card-transaction.ts';
import { cardholderLifecycle } from '../../../functions/issuing/cardholder.ts';
import { disputeLifecycle } from '../../../functions/issuing/dispute.ts';
import { families } from '../../../functions/issuing/families.ts';
import { transactionLifecycle } from '../../../functions/issuing/transaction.ts';
import { type Lifecycle, UNKNOWN_RANK } from '../../../functions/shared/record/lifecycle.ts';
import { FINAL } from '../../../functions/shared/record/version.ts';
import { project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const states: [title: string, sk: string, status: string][] = [
  ['issuing.card.pending', 'card', 'PENDING'],
  ['issuing.card.active', 'card', 'ACTIVE'],
  ['issuing.card.inactive', 'card', 'INACTIVE'],
  ['issuing.card.expired', 'card', 'EXPIRED'],
  ['issuing.card.blocked', 'card', 'BLOCKED'],
  ['issuing.card.lost', 'card', 'LOST'],
  ['issuing.card.stolen', 'card', 'STOLEN'],
  ['issuing.card.failed', 'card', 'FAILED'],
  ['issuing.card.closed', 'card', 'CLOSED'],
  ['issuing.card.modified', 'card', 'INACTIVE'],
  ['issuing.cardholder.incomplete', 'cardholder', 'INCOMPLETE'],
  ['issuing.cardholder.pending', 'cardholder', 'PENDING'],
  ['issuing.cardholder.ready', 'cardholder', 'READY'],
  ['issuing.cardholder.disabled', 'cardholder', 'DISABLED'],
  ['issuing.cardholder.deleted', 'cardholder', 'DELETED'],
  ['issuing.transaction.succeeded', 'transaction', 'PENDING'],
  ['issuing.transaction.succeeded~clearing', 'transaction', 'APPROVED'],
  ['issuing.transaction.failed', 'transaction', 'FAILED'],
  ['issuing.transaction.succeeded~reversal', 'transaction', 'CLEARED'],
  ['issuing.card_transaction.authorized', 'card_transaction', 'AUTHORIZED'],
  ['issuing.card_transaction.modified', 'card_transaction', 'AUTHORIZED'],
  ['issuing.card_transaction.verified', 'card_transaction', 'VERIFIED'],
  ['issuing.card_transaction.declined', 'card_transaction', 'DECLINED'],
  ['issuing.card_transaction.expired', 'card_transaction', 'EXPIRED'],
  ['issuing.card_transaction.reversed', 'card_transaction', 'REVERSED'],
  ['issuing.card_transaction.cleared', 'card_transaction', 'CLEARED'],
  ['issuing.transaction_dispute.created', 'transaction_dispute', 'DRAFT'],
  ['issuing.transaction_dispute.submitted', 'transaction_dispute', 'SUBMITTED'],
  ['issuing.transaction_dispute.rejected', 'transaction_dispute', 'REJECTED'],
  ['issuing.transaction_dispute.accepted', 'transaction_dispute', 'IN_PROGRESS'],
  ['issuing.transaction_dispute.modified', 'transaction_dispute', 'IN_PROGRESS'],
  ['issuing.transaction_dispute.canceled', 'transaction_dispute', 'CANCELED'],
  ['issuing.transaction_dispute.cancelled', 'transaction_dispute', 'CANCELED'],
  ['issuing.transaction_dispute.expired', 'transaction_dispute', 'EXPIRED'],
  ['issuing.transaction_dispute.lost', 'transaction_dispute', 'LOST'],
  ['issuing.transaction_dispute.won', 'transaction_dispute', 'WON'],
];

it.each(states)('%s sets %s to %s', (title, sk, status) => {
  const { object, records } = project(families, sample('issuing', title));
  expect(records[0]).toMatchObject({ pk: object, sk, attributes: { status } });
});

it.each([
  [
    'a card',
    cardLifecycle,
    'PENDING < ACTIVE < INACTIVE < EXPIRED < BLOCKED < LOST < STOLEN',
    'FAILED < CLOSED',
  ],
  ['a cardholder', cardholderLifecycle, 'INCOMPLETE < PENDING < READY < DISABLED', 'DELETED'],
  [
    'a transaction',
    transactionLifecycle,
    'PENDING < APPROVED',
    'FAILED < EXPIRED < REVERSED < CLEARED',
  ],
  [
    'a card transaction',
    cardTransactionLifecycle,
    'AUTHORIZED',
    'VERIFIED < DECLINED < EXPIRED < REVERSED < CLEARED < REFUNDED',
  ],
  [
    'a dispute',
    disputeLifecycle,
    'DRAFT < SUBMITTED < REJECTED < IN_PROGRESS',
    'CANCELED < EXPIRED < LOST < WON',
  ],
])(
  'of %s the later status wins a tie, and a terminal one permanently',
  (_, lifecycle, open, terminal) => {
    const { ranks } = lifecycle;
    const rising = Object.entries(ranks).sort(([, a], [, b]) => a - b);
    const orderOf = (entries: typeof rising) => entries.map(([status]) => status).join(' < ');
    expect(orderOf(rising.filter(([, rank]) => rank < FINAL))).toBe(open);
    expect(orderOf(rising.filter(([, rank]) => rank >= FINAL))).toBe(terminal);
    expect(new Set([...Object.values(ranks), UNKNOWN_RANK]).size).toBe(rising.length + 1);
  },
);

it.each(states)('%s ranks as its %s does in its lifecycle', (title, sk, status) => {
  const lifecycles: Readonly<Record<string, Lifecycle>> = {
    card: cardLifecycle,
    cardholder: cardholderLifecycle,
    transaction: transactionLifecycle,
    card_transaction: cardTransactionLifecycle,
    transaction_dispute: disputeLifecycle,
  };
  expect(project(families, sample('issuing', title)).rank).toBe(lifecycles[sk]?.ranks[status]);
});

it('gives the object of every state sample an id of its own', () => {
  const objects = states.map(([title]) => project(families, sample('issuing', title)).object);
  expect(new Set(objects).size).toBe(states.length);
});

it.each(states)('%s states its status by its name alone, or none', (title, _, status) => {
  const json: { name: string; data: object } = JSON.parse(sample('issuing', title).toString());
  const data = { ...json.data, status: null, card_status: '' };
  const { records } = project(families, { ...json, data });
  const stated = records[0]?.attributes['status'];
  const isSilent = json.name.endsWith('.modified');
  const usual = json.name === 'issuing.transaction.succeeded' ? 'APPROVED' : status;
  expect(stated).toBe(isSilent ? undefined : usual);
});

it('an unknown status is kept, between those that can still change', () => {
  const data = { card_id: 'c-1', card_status: 'UNDER_REVIEW' };
  const { rank, records } = project(families, { name: 'issuing.card.blocked', data });
  expect(rank).toBe(UNKNOWN_RANK);
  expect(records[0]?.attributes).toMatchObject({ status: 'UNDER_REVIEW' });
});

it('an unknown name of a known family sets no status', () => {
  const data = { card_id: 'c-1', brand: 'VISA' };
  const { records } = project(families, { name: 'issuing.card.constructor', data });
  expect(records[0]).toMatchObject({ sk: 'card' });
  expect(records[0]?.attributes['status']).toBeUndefined();
});
