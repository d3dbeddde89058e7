import { currency, idOf, money, text, time, word } from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';

const id = idOf('transaction_dispute', 'Airwallex’s id of the dispute.');
const card_transaction_event_id = idOf('card_transaction_event', 'The message that is disputed.');
const status = word(
  ['DRAFT', 'SUBMITTED', 'REJECTED', 'IN_PROGRESS', 'CANCELED', 'EXPIRED', 'LOST', 'WON'],
  'How far the dispute has come; from CANCELED on terminal.',
);

/** The records of a dispute of card spend. */
export const dispute: RecordDefinitions = {
  transaction_dispute: record({
    pk: 'transaction_dispute#<transaction_dispute_id>',
    sk: 'transaction_dispute',
    timeline: 'transaction',
    meaning: 'A dispute of card spend, as it is now.',
    always: ['id'],
    attributes: {
      id,
      transaction_id: idOf('transaction', 'The transaction that is disputed.'),
      card_transaction_event_id,
      status,
      detailed_status: word(
        [
          ...['DISPUTE_FILED', 'DISPUTE_DECLINED', 'PRE_ARB_RECEIVED'],
          ...['PRE_ARB_DECLINED_BY_ISSUER', 'PRE_ARB_DELIVERED', 'PRE_ARB_DECLINED_BY_ACQUIRER'],
          ...['ARBITRATION_RECEIVED', 'ARB_DELIVERED', 'WON', 'LOST'],
        ],
        'How far it has come at the card network.',
      ),
      reason: word(
        [
          ...['SUSPECTED_FRAUD', 'UNAUTHORIZED_TRANSACTION', 'DUPLICATED_TRANSACTION'],
          ...['PAID_BY_OTHER_MEANS', 'GOODS_SERVICE_NOT_AS_DESCRIBED', 'GOODS_DAMAGED'],
          ...['GOODS_SERVICE_NOT_RECEIVED', 'REFUND_UNPROCESSED', 'GOODS_SERVICE_CANCELED'],
          ...['RECURRING_CANCELED', 'OTHER'],
        ],
        'Why the holder disputes.',
      ),
      amount: money('What is disputed, never negative.', '`currency`, or the billing currency'),
      reference: text('The reference that its owner gave it.'),
      currency: currency('The currency of `amount`.'),
      updated_by: word(['AIRWALLEX', 'CUSTOMER'], 'Who changed it last.'),
      created_at: time('When it was created.'),
      updated_at: time('When it last changed.'),
    },
  }),
  transaction_dispute_of_event: record({
    pk: 'transaction_dispute#<transaction_dispute_id>',
    sk: 'card_transaction_event',
    timeline: 'card_transaction_event',
    meaning: 'The same dispute’s status, in the timeline of the message that it disputes.',
    always: ['id'],
    attributes: { id, card_transaction_event_id, status },
  }),
};
