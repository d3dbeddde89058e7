import { key, keyOf } from '../shared/event/identifier.ts';
import { family } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey } from '../shared/record/lifecycle.ts';
import type { DomainEvent } from '../shared/record/projection.ts';
import { amount, id, link, list, nested, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, failureDetails, statusOf, usedMethod } from './fields.ts';

/* A payment: the intent to be paid and the attempts to pay it. */

const attemptFields = {
  amount,
  currency: text,
  captured_amount: amount,
  refunded_amount: amount,
  status: text,
  failure_code: text,
  failure_details: failureDetails,
  merchant_advice_code: text,
  provider_original_response_code: text,
  payment_method: usedMethod,
  created_at: time,
  updated_at: time,
  ...unread('authentication_data', 'device_data', 'next_action', 'payment_method_options'),
};

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
  status: text,
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
  event: DomainEvent,
  status: string | undefined,
  attemptStatus: string | undefined,
): boolean => {
  if (status !== 'REQUIRES_PAYMENT_METHOD') return false;
  if (attemptStatus === undefined) return event.name === 'payment_intent.payment_failed';
  const attempt = statusOf(attemptLifecycle, attemptStatus, event);
  return endedUnpaid.some((ended) => ended === attempt.status);
};

/** A payment intent is the first item of its own timeline: attempts, refunds and disputes follow it in the index. */
export const paymentIntent = family(intentData, ({ object }, event) => {
  const { status, rank } = statusOf(intentLifecycle, object.status, event);
  const { latest_payment_attempt: attempt } = object;
  const sentBack = isSentBack(event, status, attempt?.status);
  const pk = key('payment_intent', object.id);
  return {
    object: pk,
    updatedAt: object.updated_at,
    // Of two attempts the later one counts, however the earlier one ended.
    progress: attempt?.created_at,
    rank: sentBack ? SENT_BACK : rank,
    grown: [object.captured_amount, attempt?.captured_amount, attempt?.refunded_amount],
    records: [
      {
        pk,
        sk: stateSortKey('payment_intent', status),
        related: { to: pk, at: '-' },
        attributes: { ...object, status },
      },
    ],
  };
});

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
export const paymentAttempt = family(attemptData, ({ object }, event) => {
  const { status, rank } = statusOf(attemptLifecycle, object.status, event);
  const pk = key('payment_attempt', object.id);
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank,
    grown: [object.captured_amount, object.refunded_amount],
    records: [
      {
        pk,
        sk: stateSortKey('payment_attempt', status),
        related: { to: keyOf('payment_intent', object.payment_intent_id), at: object.created_at },
        attributes: { ...object, status },
      },
    ],
  };
});
