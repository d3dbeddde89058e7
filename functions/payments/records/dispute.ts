import {
  currency,
  group,
  groups,
  idOf,
  money,
  text,
  time,
  word,
} from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';
import { times } from './fields.ts';

const statuses = [
  ...['REQUIRES_RESPONSE', 'CHALLENGED', 'PENDING_DECISION', 'PENDING_CLOSURE', 'EXPIRED'],
  ...['ACCEPTED', 'LOST', 'REVERSED', 'WON'],
];

const stage = word(
  [
    ...['RFI', 'PRE_CHARGEBACK', 'PRE_DISPUTE', 'CHARGEBACK', 'DISPUTE', 'PRE_ARBITRATION'],
    'ARBITRATION',
  ],
  'The stage of the dispute; each later one asks for a response again.',
);

const disputeId = idOf('payment_dispute', 'Airwallex’s id of the dispute.');

const reason = group('Why the customer disputes.', {
  type: text('The reason in Airwallex’s words, such as `FRAUDULENT`.'),
  original_code: text('The reason in the card scheme’s code.'),
  description: text('What the code means.'),
});

const dueAt = time('Until when the merchant can respond.');

const disputed = {
  id: disputeId,
  payment_intent_id: idOf('payment_intent', 'The payment that is disputed.'),
  payment_attempt_id: idOf('payment_attempt', 'The attempt that is disputed.'),
  customer_id: idOf('customer', 'The customer, where one is known.'),
  merchant_order_id: text('The merchant’s id of the order.'),
  amount: money('What is disputed, never negative.', '`currency`'),
  currency: currency('The currency of `amount`.'),
  stage,
  status: word(statuses, 'How far the dispute has come at its stage.'),
  reason,
  card_brand: text('The card scheme.'),
  payment_method_type: text('The type of the payment method, such as `card`.'),
  transaction_type: text('What kind of transaction is disputed.'),
  acquirer_reference_number: text('The acquirer’s reference number (ARN).'),
  mode: text('How the dispute is handled between merchant and Airwallex.'),
  accept_reason: text('Why the merchant accepted it.'),
  refunds: groups('Refunds of the disputed payment.', {
    id: idOf('refund', 'The id of the refund.'),
    acquirer_reference_number: text('The acquirer’s reference number (ARN).'),
  }),
  due_at: dueAt,
  ...times,
};

/** The records of a dispute of a payment. */
export const dispute: RecordDefinitions = {
  payment_dispute: record({
    pk: 'payment_dispute#<payment_dispute_id>',
    sk: 'payment_dispute',
    timeline: 'payment_intent',
    meaning: 'A dispute of a payment, as it is now, at its latest stage.',
    always: ['id'],
    attributes: disputed,
  }),
  payment_dispute_stage: record({
    pk: 'payment_dispute#<payment_dispute_id>',
    sk: 'stage#<stage>',
    timeline: 'payment_intent',
    meaning:
      'A stage that a dispute went through; `stage#UNSTATED` has what events state without a stage. The latest of these records has the status of the record `payment_dispute`, which has what is disputed.',
    always: ['id', 'status'],
    attributes: {
      id: disputeId,
      stage,
      status: word(
        statuses,
        'How far the dispute had come at this stage, as an event last stated it.',
      ),
      reason,
      due_at: dueAt,
      updated_at: times.updated_at,
    },
  }),
};
