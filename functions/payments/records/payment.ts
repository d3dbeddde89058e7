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
import { attemptStatus, failure, times, usedMethod } from './fields.ts';

/** What an attempt and an intent's latest attempt have in common. */
const attempted = {
  amount: money('What the attempt is to collect.', '`currency`'),
  currency: currency('The currency of the attempt’s amounts.'),
  captured_amount: money('What of it is captured.', '`currency`'),
  refunded_amount: money('What of the captured amount is refunded.', '`currency`'),
  status: attemptStatus,
  ...failure,
  merchant_advice_code: text('The card scheme’s advice on trying again.'),
  provider_original_response_code: text('The answer of the issuer or provider, in its own code.'),
  payment_method: usedMethod,
  ...times,
};

/** The records of a payment: an intent, its attempts and its refunds. */
export const payment: RecordDefinitions = {
  payment_intent: record({
    pk: 'payment_intent#<payment_intent_id>',
    sk: 'payment_intent',
    timeline: 'payment_intent',
    meaning: 'A payment as it is now: what is to be paid, how far it has come, what is captured.',
    always: ['id'],
    attributes: {
      id: idOf('payment_intent', 'Airwallex’s id of the intent.'),
      request_id: text('The id of the request that created it, chosen by the merchant.'),
      merchant_order_id: text('The merchant’s id of the order.'),
      status: word(
        [
          ...['REQUIRES_PAYMENT_METHOD', 'REQUIRES_CUSTOMER_ACTION', 'PENDING', 'PENDING_REVIEW'],
          ...['REQUIRES_CAPTURE', 'CANCELLED', 'SUCCEEDED'],
        ],
        'How far the payment has come; CANCELLED and SUCCEEDED are terminal.',
      ),
      amount: money('What is to be paid.', '`currency`'),
      currency: currency('The currency of `amount` and `captured_amount`.'),
      captured_amount: money('What is captured.', '`currency`'),
      base_amount: money('The amount before its conversion for the customer.', '`base_currency`'),
      base_currency: currency('The currency of `base_amount`.'),
      customer_id: idOf('customer', 'The customer, where one is known.'),
      payment_consent_id: idOf('payment_consent', 'The consent by which it is paid.'),
      payment_link_id: idOf('payment_link', 'The link by which it is paid.'),
      connected_account_id: idOf('account', 'The connected account that it is for.'),
      invoice_id: text('The invoice that it pays.'),
      descriptor: text('What the customer’s statement shows.'),
      cancellation_reason: text('Why it was cancelled.'),
      cancelled_at: time('When it was cancelled.'),
      latest_payment_attempt: group('The attempt that came last.', {
        id: idOf('payment_attempt', 'The id of the attempt.'),
        ...attempted,
      }),
      funds_split_data: groups('How the payment is split among accounts.', {
        amount: money('The share.', 'the intent’s `currency`'),
        destination: idOf('account', 'The account that gets it.'),
      }),
      ...times,
    },
  }),
  payment_attempt: record({
    pk: 'payment_attempt#<payment_attempt_id>',
    sk: 'payment_attempt',
    timeline: 'payment_intent',
    meaning: 'One attempt to collect a payment, as it is now.',
    always: ['id'],
    attributes: {
      id: idOf('payment_attempt', 'Airwallex’s id of the attempt.'),
      payment_intent_id: idOf('payment_intent', 'The payment that it is to collect.'),
      payment_consent_id: idOf('payment_consent', 'The consent by which it is made.'),
      merchant_order_id: text('The merchant’s id of the order.'),
      ...attempted,
      settle_via: text('Who settles it: `airwallex` or an acquirer.'),
      authorization_code: text('The issuer’s code of the authorization.'),
      provider_transaction_id: text('The provider’s id of the transaction.'),
      payment_method_transaction_id: text('The payment method’s id of the transaction.'),
      acquirer_reference_number: text('The acquirer’s reference number (ARN).'),
      dcc_data: group('What dynamic currency conversion made of the amount.', {
        amount: money('What the cardholder pays.', '`dcc_data.currency`'),
        currency: currency('The currency that the cardholder pays in.'),
      }),
    },
  }),
  refund: record({
    pk: 'refund#<refund_id>',
    sk: 'refund',
    timeline: 'payment_intent',
    meaning: 'One refund of a payment, as it is now.',
    always: ['id'],
    attributes: {
      id: idOf('refund', 'Airwallex’s id of the refund.'),
      request_id: text('The id of the request that created it, chosen by the merchant.'),
      payment_intent_id: idOf('payment_intent', 'The payment that it refunds.'),
      payment_attempt_id: idOf('payment_attempt', 'The attempt that it refunds.'),
      status: word(
        ['RECEIVED', 'ACCEPTED', 'FAILED', 'SETTLED'],
        'How far the refund has come; FAILED and SETTLED are terminal.',
      ),
      amount: money('What is paid back.', '`currency`'),
      currency: currency('The currency of `amount`.'),
      reason: text('Why it is paid back, in the merchant’s words.'),
      ...failure,
      acquirer_reference_number: text('The acquirer’s reference number (ARN).'),
      ...times,
    },
  }),
};
