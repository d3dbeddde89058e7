import { group, idOf, text, word } from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';
import { billed, card_id, levels, moments, spend, transaction_type } from './fields.ts';

const status = word(
  ['PENDING', 'APPROVED', 'FAILED', 'EXPIRED', 'REVERSED', 'CLEARED'],
  'How far the message has come; from FAILED on terminal.',
);

/** What a link to a transaction repeats of it. */
const summary = {
  transaction_id: idOf('transaction', 'The transaction.'),
  card_id,
  transaction_type,
  status,
  ...billed,
  ...moments,
};

const { card_transaction_event_id: _event, ...higherLevels } = levels;

/** The records of transactions: each is one message, and under what it belongs to. */
export const transactions: RecordDefinitions = {
  transaction: record({
    pk: 'transaction#<transaction_id>',
    sk: 'transaction',
    timeline: 'card',
    meaning: 'One message of card spend: an authorization, a clearing, a reversal, a refund.',
    always: ['transaction_id'],
    attributes: {
      ...spend,
      status,
      card_transaction_data: group('The ids of the three levels of card spend.', levels),
    },
  }),
  transaction_match: record({
    pk: 'transaction#<authorization_id>',
    sk: 'match#<transaction_id>',
    meaning:
      'That a transaction clears, reverses or refunds an authorization. It counts only while the transaction’s own `matched_authorizations` names the authorization.',
    always: ['transaction_id'],
    attributes: summary,
  }),
  lifecycle_transaction: record({
    pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>',
    sk: 'transaction#<transaction_id>',
    meaning: 'That a transaction belongs to a lifecycle.',
    always: ['transaction_id'],
    attributes: summary,
  }),
};

/** A message in the shape of card transaction events. */
const message = { ...spend, ...levels };

/** The records of the three levels of card spend, in the shape of API version 2026-08-21. */
export const spending: RecordDefinitions = {
  card_transaction_event: record({
    pk: 'card_transaction_event#<card_transaction_event_id>',
    sk: 'card_transaction_event',
    timeline: 'card',
    meaning: 'One message of card spend, whose movement of funds never changes.',
    always: ['card_transaction_event_id'],
    attributes: message,
  }),
  card_transaction_event_enrichment: record({
    pk: 'card_transaction_event#<card_transaction_event_id>',
    sk: 'enrichment',
    meaning: 'What became known of a message later.',
    always: ['card_transaction_event_id'],
    attributes: message,
  }),
  card_transaction: record({
    pk: 'card_transaction#<card_transaction_id>',
    sk: 'card_transaction',
    timeline: 'card',
    meaning: 'Several messages as one purchase: its state and totals.',
    always: ['card_transaction_id'],
    attributes: {
      ...spend,
      ...higherLevels,
      status: word(
        ['AUTHORIZED', 'VERIFIED', 'DECLINED', 'EXPIRED', 'REVERSED', 'CLEARED', 'REFUNDED'],
        'All but AUTHORIZED are terminal.',
      ),
    },
  }),
  card_transaction_message: record({
    pk: 'card_transaction#<card_transaction_id>',
    sk: 'card_transaction_event#<card_transaction_event_id>',
    meaning: 'The message, under the card transaction that it belongs to.',
    always: ['card_transaction_event_id', 'card_transaction_id'],
    attributes: message,
  }),
  lifecycle: record({
    pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>',
    sk: 'transaction_lifecycle',
    timeline: 'card',
    meaning: 'What belongs to one purchase as well as the card network’s data allow: its totals.',
    always: ['card_transaction_lifecycle_id'],
    attributes: {
      ...spend,
      card_transaction_lifecycle_id: higherLevels['card_transaction_lifecycle_id'] ?? text(''),
      status: word(
        ['AUTHORIZED', 'VERIFIED', 'DECLINED', 'EXPIRED', 'REVERSED', 'CLEARED', 'REFUNDED'],
        'Only the beta states one; none is terminal.',
      ),
    },
  }),
  lifecycle_card_transaction: record({
    pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>',
    sk: 'card_transaction#<card_transaction_id>',
    meaning: 'That a card transaction belongs to a lifecycle.',
    always: ['card_transaction_id', 'card_transaction_lifecycle_id'],
    attributes: { ...higherLevels, card_id },
  }),
  lifecycle_message: record({
    pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>',
    sk: 'card_transaction_event#<card_transaction_event_id>',
    meaning: 'The message, under the lifecycle that it belongs to.',
    always: ['card_transaction_event_id', 'card_transaction_lifecycle_id'],
    attributes: message,
  }),
  lifecycle_beta_message: record({
    pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>',
    sk: 'transaction_lifecycle_event#<transaction_lifecycle_event_id>',
    timeline: 'card',
    meaning: 'A message in the shape of the beta, under its lifecycle.',
    always: ['card_transaction_lifecycle_id'],
    attributes: { ...message, id: text('Airwallex’s id of the message.') },
  }),
};
