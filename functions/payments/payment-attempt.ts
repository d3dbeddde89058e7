import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { stateful } from '../shared/record/stateful.ts';
import { amount, id, link, nested, status, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, failureDetails, inObject, methodTypes, ofIntent, usedMethod } from './fields.ts';

/** What an attempt states of itself, and an intent of its latest attempt. */
export const attemptFields = {
  amount,
  currency: text,
  captured_amount: amount,
  refunded_amount: amount,
  status,
  failure_code: text,
  failure_details: failureDetails,
  merchant_advice_code: text,
  provider_original_response_code: text,
  payment_method: usedMethod,
  created_at: time,
  updated_at: time,
  ...unread('authentication_data', 'device_data', 'next_action', 'payment_method_options'),
};

const attemptData = dataOf({
  id,
  payment_intent_id: link,
  payment_consent_id: link,
  merchant_order_id: link,
  ...attemptFields,
  settle_via: text,
  authorization_code: text,
  provider_transaction_id: link,
  payment_method_transaction_id: link,
  acquirer_reference_number: link,
  dcc_data: nested({ amount, currency: text }),
});

/**
 * Ties between open states: the further one counts. Five kinds of failure share one status, and only
 * the name of the event distinguishes them.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/online-payments
 */
export const attemptLifecycle: Lifecycle = {
  ranks: {
    RECEIVED: 100,
    AUTHENTICATION_REDIRECTED: 200,
    PENDING_AUTHORIZATION: 300,
    AUTHORIZED: 400,
    CAPTURE_REQUESTED: 600,
    SETTLED: 700,
    FAILED: 910,
    EXPIRED: 920,
    CANCELLED: 930,
    PAID: 950,
  },
  words: {
    AUTHENTICATION_FAILED: 'FAILED',
    AUTHORIZATION_FAILED: 'FAILED',
    CAPTURE_FAILED: 'FAILED',
    RISK_DECLINED: 'FAILED',
    FAILED_TO_PROCESS: 'FAILED',
    CANCELED: 'CANCELLED',
  },
};

/** A payment attempt, a record of its own in its intent's timeline. */
export const paymentAttempt = stateful({
  ...inObject,
  kind: 'payment_attempt',
  schema: attemptData,
  lifecycle: attemptLifecycle,
  words: { 'payment_method.type': methodTypes },
  bound: [
    ...['failure_code', 'failure_details'],
    ...['merchant_advice_code', 'provider_original_response_code'],
  ],
  object: ({ object }) => object,
  timeline: (_pk, object) => ofIntent(object),
  grown: (object) => [object.captured_amount, object.refunded_amount],
});
