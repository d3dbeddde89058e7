import { type Lifecycle, statusIn, wordsOf } from '../shared/record/lifecycle.ts';
import { firstInOwnTimeline } from '../shared/record/projection.ts';
import { stateful } from '../shared/record/stateful.ts';
import { amount, id, link, list, nested, status, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, inObject, methodTypes } from './fields.ts';
import { attemptFields, attemptLifecycle } from './payment-attempt.ts';

const intentData = dataOf({
  id,
  request_id: text,
  merchant_order_id: link,
  amount,
  currency: text,
  base_amount: amount,
  base_currency: text,
  captured_amount: amount,
  customer_id: link,
  payment_consent_id: link,
  payment_link_id: link,
  connected_account_id: link,
  invoice_id: link,
  descriptor: text,
  status,
  cancellation_reason: text,
  cancelled_at: time,
  latest_payment_attempt: nested({
    id: link,
    ...attemptFields,
    // The attempt's own record has these.
    ...unread('acquirer_reference_number', 'authorization_code', 'merchant_order_id'),
    ...unread('dcc_data', 'payment_consent_id', 'payment_intent_id', 'settle_via'),
    ...unread('payment_method_transaction_id', 'provider_transaction_id'),
  }),
  funds_split_data: list({ amount, destination: link }),
  created_at: time,
  updated_at: time,
  // Secret, personal, or how the payment was asked for.
  ...unread('additional_info', 'client_secret', 'customer', 'metadata', 'next_action', 'order'),
  ...unread('payment_consent', 'payment_method_options', 'return_url', 'risk_control_options'),
});

/**
 * Ties between open states: the further one counts, except that an intent whose latest attempt
 * ended unpaid is back at REQUIRES_PAYMENT_METHOD and ranks above those that are not yet authorized.
 *
 * Older words, from the vendor's own `Struct/PaymentIntent.php`: it takes CAPTURE_REQUESTED and
 * REQUESTED_CAPTURE for captured like SUCCEEDED, and CAPTURE_REQUIRED for authorized like
 * REQUIRES_CAPTURE. https://github.com/airwallex/paymentacceptance-plugin-magento
 */
export const intentLifecycle: Lifecycle = {
  ranks: {
    REQUIRES_PAYMENT_METHOD: 100,
    REQUIRES_CUSTOMER_ACTION: 200,
    PENDING: 300,
    PENDING_REVIEW: 400,
    REQUIRES_CAPTURE: 600,
    CANCELLED: 910,
    SUCCEEDED: 950,
  },
  words: {
    CREATED: 'REQUIRES_PAYMENT_METHOD',
    PAYMENT_FAILED: 'REQUIRES_PAYMENT_METHOD',
    CAPTURE_REQUIRED: 'REQUIRES_CAPTURE',
    CAPTURE_REQUESTED: 'SUCCEEDED',
    REQUESTED_CAPTURE: 'SUCCEEDED',
    CANCELED: 'CANCELLED',
  },
};

/**
 * The rank of an intent that waits for another payment method: above those on the way, and below an
 * authorized one, since in one second rather the next attempt is authorized than an authorization ends.
 */
const SENT_BACK = 500;

const endedUnpaid = ['FAILED', 'EXPIRED', 'CANCELLED'];

/**
 * Whether an intent was sent back: its latest attempt has ended unpaid. Airwallex sends
 * `payment_intent.requires_payment_method` at a creation too, without an attempt, so only the older
 * `payment_failed` states it by its name, where the body states no attempt's status.
 * https://www.airwallex.com/docs/payments/reference/payment-statuses
 */
const isSentBack = (
  eventName: string,
  status: string | undefined,
  attemptStatus: string | undefined,
): boolean => {
  if (status !== 'REQUIRES_PAYMENT_METHOD') return false;
  if (attemptStatus === undefined) return eventName === 'payment_intent.payment_failed';
  const attempt = statusIn(attemptLifecycle, attemptStatus, eventName);
  return endedUnpaid.some((ended) => ended === attempt.status);
};

/**
 * A payment intent is the first item of its own timeline: attempts, refunds and disputes follow it in
 * the index.
 */
export const paymentIntent = stateful({
  ...inObject,
  kind: 'payment_intent',
  schema: intentData,
  lifecycle: intentLifecycle,
  words: {
    'latest_payment_attempt.status': wordsOf(attemptLifecycle),
    'latest_payment_attempt.payment_method.type': methodTypes,
  },
  bound: ['cancellation_reason', 'cancelled_at'],
  object: ({ object }) => object,
  timeline: firstInOwnTimeline,
  // Of two attempts the later one counts, however the earlier one ended.
  progress: ({ latest_payment_attempt }) => latest_payment_attempt?.created_at,
  rank: ({ object, event, status, rank }) =>
    isSentBack(event.name, status, object.latest_payment_attempt?.status) ? SENT_BACK : rank,
  grown: ({ captured_amount, latest_payment_attempt: attempt }) => [
    captured_amount,
    attempt?.captured_amount,
    attempt?.refunded_amount,
  ],
});
