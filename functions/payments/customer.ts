import * as v from 'valibot';
import { key, keyOf } from '../shared/event/identifier.ts';
import { family } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey } from '../shared/record/lifecycle.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { amount, id, link, nested, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, isCreation, paymentMethodFields, statusOf, usedMethod } from './fields.ts';

/* A customer, the payment methods kept for them, and their consents to be charged again. */

/** Merchants choose it, and some choose the e-mail address, which is not kept. */
const merchantCustomerId = v.pipe(
  link,
  v.transform((chosen) => (chosen?.includes('@') ? undefined : chosen)),
);

const customerData = dataOf({
  id,
  request_id: text,
  merchant_customer_id: merchantCustomerId,
  business_name: text,
  created_at: time,
  updated_at: time,
  ...unread('additional_info', 'address', 'client_secret', 'email', 'first_name', 'last_name'),
  ...unread('metadata', 'phone_number'),
});

/**
 * A customer is the first item of their own timeline; they have no status, and nothing of their person
 * is kept.
 */
export const customer = family(customerData, ({ object }, event) => {
  const pk = key('customer', object.id);
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank: isCreation(event) ? 0 : 1,
    records: [{ pk, sk: 'customer', related: { to: pk, at: '-' }, attributes: { ...object } }],
  };
});

const methodData = dataOf({
  ...paymentMethodFields,
  id,
  request_id: text,
  customer_id: link,
  status: text,
  created_at: time,
  updated_at: time,
  ...unread('metadata'),
});

export const methodLifecycle: Lifecycle = {
  ranks: { CREATED: 100, DISABLED: 950 },
};

/**
 * What an event's name reports of the attachment. Of two in one moment the later step counts, which
 * is why each has its lead over the other's rank.
 */
const attachments: Readonly<Record<string, { readonly attached: boolean; readonly lead: number }>> =
  {
    'payment_method.created': { attached: true, lead: 0 },
    'payment_method.attached': { attached: true, lead: 1 },
    'payment_method.detached': { attached: false, lead: 2 },
  };

/**
 * A payment method, and apart from it whether it is attached to its customer: most events don't
 * tell, and one that detaches may no longer name the customer.
 */
export const paymentMethod = family(methodData, ({ object }, event) => {
  const { status, rank } = statusOf(methodLifecycle, object.status, event);
  const pk = key('payment_method', object.id);
  const related = { to: keyOf('customer', object.customer_id), at: object.created_at };
  const attachment = isCreation(event) && !object.customer_id ? undefined : attachments[event.name];
  const records: ProjectedRecord[] = [
    { pk, sk: stateSortKey('payment_method', status), related, attributes: { ...object, status } },
  ];
  if (attachment !== undefined)
    records.push({
      pk,
      sk: 'attachment',
      besideStatus: true,
      related,
      attributes: { attached: attachment.attached, customer_id: object.customer_id },
    });
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank: rank + (attachment?.lead ?? 0),
    records,
  };
});

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
    payment_schedule: nested({ period: amount, period_unit: text }),
    billing_cycle_charge_day: amount,
    total_billing_cycles: amount,
    start_date: text,
    end_date: text,
  }),
  status: text,
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
export const paymentConsent = family(consentData, ({ object }, event) => {
  const { status, rank } = statusOf(consentLifecycle, object.status, event);
  // The body states it by a reason; without one the event's name does.
  const hasFailed =
    status === 'REQUIRES_PAYMENT_METHOD' &&
    (object.failure_reason !== undefined || event.name === 'payment_consent.verification_failed');
  const pk = key('payment_consent', object.id);
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank: hasFailed ? FAILED_VERIFICATION : rank,
    records: [
      {
        pk,
        sk: stateSortKey('payment_consent', status),
        related: { to: keyOf('customer', object.customer_id), at: object.created_at },
        attributes: { ...object, status },
      },
    ],
  };
});
