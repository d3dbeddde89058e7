import { type Answers, among, event, exactly, keysOf } from './answer.ts';

const at = '2026-11-19T10:00:00Z';

const card = (name: string, data: Readonly<Record<string, unknown>>): Buffer =>
  event(`evt_${data['card_id']}_${name}`, `issuing.card.${name}`, at, {
    ...{ cardholder_id: 'holder_7', created_at: at, ...data },
  });

const message = (id: string, type: string, when: string, named: readonly string[] = []): Buffer =>
  event(`evt_${id}`, 'issuing.transaction.succeeded', when, {
    ...{ transaction_id: id, card_id: 'card_7', transaction_type: type, status: 'APPROVED' },
    ...{ transaction_date: when, matched_authorizations: named },
  });

const disputed = (id: string, status: string, of: Readonly<Record<string, string>>): Buffer =>
  event(`evt_${id}`, `issuing.transaction_dispute.${status.toLowerCase()}`, at, {
    ...{ id, status, created_at: at, ...of },
  });

/** The answers about cards. */
export const issuing: Answers = {
  events: [
    card('active', {
      ...{ card_id: 'card_7', card_status: 'ACTIVE', brand: 'VISA' },
      additional_cardholder_ids: ['holder_8'],
    }),
    card('modified', {
      ...{ card_id: 'card_7', card_status: 'ACTIVE' },
      delivery_details: { status: 'IN_TRANSIT', delivery_vendor: 'DHL' },
    }),
    card('blocked', { card_id: 'card_6', card_status: 'BLOCKED' }),
    message('tx_asked', 'AUTHORIZATION', '2026-11-19T11:00:00Z'),
    message('tx_cleared', 'CLEARING', '2026-11-20T11:00:00Z', ['tx_asked']),
    message('tx_reversed', 'REVERSAL', '2026-11-20T12:00:00Z', ['tx_asked']),
    disputed('dispute_7', 'WON', { transaction_id: 'tx_cleared' }),
    disputed('dispute_8', 'REJECTED', { card_transaction_event_id: 'swipe_8' }),
    event('evt_holder_9', 'issuing.cardholder.incomplete', at, {
      ...{ cardholder_id: 'holder_9', status: 'INCOMPLETE' },
    }),
  ],
  answers: {
    'A card: its status, details, delivery and additional holders': {
      names: { card: 'card_7' },
      check: exactly(
        { sk: 'card', status: 'ACTIVE', cardholder_id: 'holder_7' },
        { sk: 'cardholder#holder_8', cardholder_id: 'holder_8' },
        { sk: 'delivery', status: 'IN_TRANSIT' },
        { sk: 'details', brand: 'VISA', additional_cardholder_ids: ['holder_8'] },
      ),
    },
    'A card with its delivery, notices and transactions, in time order': {
      names: { card: 'card_7' },
      check: (items) =>
        expect(keysOf(items)).toEqual([
          'card#card_7 details',
          'card#card_7 delivery',
          'transaction#tx_asked transaction',
          'transaction#tx_cleared transaction',
          'transaction#tx_reversed transaction',
        ]),
    },
    "A cardholder's cards, each with its status": {
      names: { cardholder: 'holder_7' },
      check: (items) => {
        among(
          { pk: 'card#card_6', sk: 'card', status: 'BLOCKED' },
          { pk: 'card#card_7', sk: 'card', status: 'ACTIVE' },
        )(items);
        expect(items).toHaveLength(2);
      },
    },
    'Where the delivery of a card is now': {
      names: { card: 'card_7' },
      check: exactly({ sk: 'delivery', status: 'IN_TRANSIT', delivery_vendor: 'DHL' }),
    },
    'An authorization with all that cleared, reversed or refunded it, for the [ledger](#card-spend)':
      {
        names: { transaction: 'tx_asked' },
        check: exactly(
          { sk: 'match#tx_cleared', transaction_type: 'CLEARING' },
          { sk: 'match#tx_reversed', transaction_type: 'REVERSAL' },
          { sk: 'transaction', transaction_type: 'AUTHORIZATION' },
        ),
      },
    'The disputes of a transaction, with their status': {
      names: { transaction: 'tx_cleared' },
      check: exactly({ pk: 'transaction_dispute#dispute_7', status: 'WON' }),
    },
    'The disputes of a card transaction event, with their status': {
      names: { event: 'swipe_8' },
      check: exactly({ pk: 'transaction_dispute#dispute_8', status: 'REJECTED' }),
    },
    'Every cardholder whose details are incomplete': {
      check: among({ pk: 'cardholder#holder_9', status: 'INCOMPLETE' }),
    },
    'Every card dispute that was refused and must be corrected': {
      check: (items) => {
        among({ pk: 'transaction_dispute#dispute_8' })(items);
        expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['REJECTED']));
      },
    },
  },
};
