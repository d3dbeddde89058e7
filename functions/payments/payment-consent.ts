import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { stateful } from '../shared/record/stateful.ts';
import { amount, id, link, nested, number, status, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, inObject, methodTypes, ofCustomer, usedMethod } from './fields.ts';

const consentData = dataOf({
  id,
  request_id: text,
  customer_id: link,
  initial_payment_intent_id: link,
  connected_account_id: link,
  next_triggered_by: text,
  merchant_trigger_reason: text,
  payment_method: usedMethod,
  terms_of_use: nested({
    payment_amount_type: text,
    payment_currency: text,
    fixed_payment_amount: amount,
    first_payment_amount: amount,
    min_payment_amount: amount,
    max_payment_amount: amount,
    payment_schedule: nested({ period: number, period_unit: text }),
    billing_cycle_charge_day: number,
    total_billing_cycles: number,
    start_date: text,
    end_date: text,
  }),
  status,
  disable_reason: text,
  failure_reason: nested({ code: text, ...unread('details', 'message') }),
  created_at: time,
  updated_at: time,
  // Secret, or of a bank account and its owner.
  ...unread('client_secret', 'mandate', 'metadata', 'next_action'),
});

/**
 * Ties between open states: the further one counts, a failed verification above those that lead to
 * it and below a success, and a pause above all of them. The words are endings of event names that
 * are no statuses.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/online-payments
 */
export const consentLifecycle: Lifecycle = {
  ranks: {
    PENDING_VERIFICATION: 100,
    REQUIRES_PAYMENT_METHOD: 110,
    REQUIRES_CUSTOMER_ACTION: 200,
    PENDING: 300,
    VERIFIED: 600,
    PAUSED: 700,
    DISABLED: 950,
  },
  words: { CREATED: 'REQUIRES_PAYMENT_METHOD', VERIFICATION_FAILED: 'REQUIRES_PAYMENT_METHOD' },
};

/** The rank of a consent whose verification has failed, which is back where it began. */
const FAILED_VERIFICATION = 400;

/** A customer's consent to further charges, a record of its own in the customer's timeline. */
export const paymentConsent = stateful({
  ...inObject,
  kind: 'payment_consent',
  schema: consentData,
  lifecycle: consentLifecycle,
  words: { 'payment_method.type': methodTypes, next_triggered_by: ['CUSTOMER', 'MERCHANT'] },
  bound: ['failure_reason', 'disable_reason'],
  object: ({ object }) => object,
  timeline: (_pk, object) => ofCustomer(object),
  rank: ({ object, event, status, rank }) => {
    // The body states a failed verification by its reason; without one the event's name does.
    const hasFailed =
      status === 'REQUIRES_PAYMENT_METHOD' &&
      (object.failure_reason !== undefined || event.name === 'payment_consent.verification_failed');
    return hasFailed ? FAILED_VERIFICATION : rank;
  },
});
