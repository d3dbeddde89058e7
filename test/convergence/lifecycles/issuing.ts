import { events, type Journey, journey } from './journey.ts';

const card = 'card#card_1 card';

export const issuingJourneys: readonly Journey[] = [
  journey(
    'a card blocked and active again',
    card,
    events('issuing.card', 'pending inactive active blocked active', { card_id: 'card_1' }),
    { status: 'ACTIVE' },
    { status: 'BLOCKED' },
  ),
  journey(
    'a card made inactive for a while',
    card,
    events('issuing.card', 'pending active inactive active', { card_id: 'card_1' }),
    { status: 'ACTIVE' },
    { status: 'INACTIVE' },
  ),
  journey(
    'a card expired, lost, stolen and closed',
    card,
    events('issuing.card', 'active expired blocked lost stolen closed', { card_id: 'card_1' }),
    { status: 'CLOSED' },
  ),
  journey(
    'a card that is named again after it was closed',
    'card#card_1 details',
    [
      ['issuing.card.active', { card_id: 'card_1', nick_name: 'first' }],
      ['issuing.card.closed', { card_id: 'card_1', nick_name: 'first' }],
      ['issuing.card.modified', { card_id: 'card_1', nick_name: 'second' }],
    ],
    { nick_name: 'second' },
    { nick_name: 'first' },
  ),
  journey(
    'a lifecycle of the beta that is cleared, and authorized once more',
    'transaction_lifecycle#l_1 transaction_lifecycle',
    [
      ['AUTHORIZED', 10, 0],
      ['CLEARED', 10, 10],
      ['AUTHORIZED', 15, 10],
    ].map(([status, total_authorized, total_debited]) => [
      'issuing.transaction_lifecycle.modified',
      { id: 'l_1', status, billing_amounts: [{ total_authorized, total_debited }] },
    ]),
    { status: 'AUTHORIZED' },
  ),
  journey(
    'a card that could not be issued',
    card,
    events('issuing.card', 'pending failed', { card_id: 'card_1' }),
    { status: 'FAILED' },
  ),
  journey(
    'a cardholder disabled and ready again',
    'cardholder#holder_1 cardholder',
    events('issuing.cardholder', 'incomplete pending ready disabled ready', {
      cardholder_id: 'holder_1',
    }),
    { status: 'READY' },
    { status: 'DISABLED' },
  ),
  journey(
    'a cardholder deleted',
    'cardholder#holder_1 cardholder',
    events('issuing.cardholder', 'ready disabled deleted', { cardholder_id: 'holder_1' }),
    { status: 'DELETED' },
  ),
  journey(
    'a transaction that is cleared',
    'transaction#txn_1 transaction',
    ['PENDING', 'APPROVED', 'CLEARED'].map((status) => [
      'issuing.transaction.succeeded',
      { transaction_id: 'txn_1', status },
    ]),
    { status: 'CLEARED' },
  ),
  journey(
    'a transaction that fails',
    'transaction#txn_1 transaction',
    [
      ['issuing.transaction.succeeded', { transaction_id: 'txn_1', status: 'PENDING' }],
      ['issuing.transaction.failed', { transaction_id: 'txn_1', status: 'FAILED' }],
    ],
    { status: 'FAILED' },
  ),
  journey(
    'a card transaction reversed in part, cleared and refunded',
    'card_transaction#ct_1 card_transaction',
    events('issuing.card_transaction', 'authorized reversed cleared refunded', { id: 'ct_1' }),
    { status: 'REFUNDED' },
  ),
  journey(
    'a card transaction declined',
    'card_transaction#ct_1 card_transaction',
    events('issuing.card_transaction', 'authorized verified declined', { id: 'ct_1' }),
    { status: 'DECLINED' },
  ),
  journey(
    'a lifecycle, which has totals and no status',
    'transaction_lifecycle#l_1 transaction_lifecycle',
    [
      ['issuing.card_transaction_lifecycle.created', { id: 'l_1', card_id: 'card_1' }],
      ['issuing.card_transaction_lifecycle.modified', { id: 'l_1', billing_currency: 'USD' }],
    ],
    { billing_currency: 'USD', card_transaction_lifecycle_id: 'l_1' },
    { card_transaction_lifecycle_id: 'l_1' },
  ),
  journey(
    'an issuing dispute submitted a second time and won',
    'transaction_dispute#d_1 transaction_dispute',
    events('issuing.transaction_dispute', 'created submitted rejected submitted accepted won', {
      id: 'd_1',
    }),
    { status: 'WON' },
  ),
  journey(
    'an issuing dispute rejected and submitted again',
    'transaction_dispute#d_1 transaction_dispute',
    events('issuing.transaction_dispute', 'created submitted rejected submitted', { id: 'd_1' }),
    { status: 'SUBMITTED' },
    { status: 'REJECTED' },
  ),
  ...['canceled', 'expired', 'lost'].map((ending) =>
    journey(
      `an issuing dispute that ends ${ending}`,
      'transaction_dispute#d_1 transaction_dispute',
      events('issuing.transaction_dispute', `created submitted accepted ${ending}`, { id: 'd_1' }),
      { status: ending.toUpperCase() },
    ),
  ),
];
