import { key } from '../shared/event/identifier.ts';
import { family } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey } from '../shared/record/lifecycle.ts';
import { amount, flag, id, link, text, texts, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, statusOf } from './fields.ts';

const linkData = dataOf({
  id,
  title: text,
  reference: link,
  amount,
  currency: text,
  default_currency: text,
  supported_currencies: texts,
  customer_id: link,
  connected_account_id: link,
  active: flag,
  reusable: flag,
  status: text,
  successful_payment_intent_count: amount,
  latest_successful_payment_intent_id: link,
  payment_intent_id: link,
  url: text,
  expires_at: time,
  created_at: time,
  updated_at: time,
  ...unread('collectable_shopper_info', 'description', 'metadata'),
});

/**
 * PAID is not terminal: a reusable link is paid again and again. `payment_link.created` is UNPAID, as
 * the vendor's page prints it.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/online-payments
 */
export const linkLifecycle: Lifecycle = {
  ranks: { UNPAID: 100, PAID: 600 },
  unknown: 350,
  words: { CREATED: 'UNPAID' },
};

/** A payment link, and a record for each intent that paid it, which later payments don't overwrite. */
export const paymentLink = family(linkData, ({ object }, event) => {
  const { payment_intent_id, ...rest } = object;
  const paidBy = object.latest_successful_payment_intent_id ?? payment_intent_id;
  const { status, rank } = statusOf(linkLifecycle, object.status, event);
  const pk = key('payment_link', object.id);
  const state = {
    pk,
    sk: stateSortKey('payment_link', status),
    related: { to: pk, at: '-' },
    attributes: { ...rest, latest_successful_payment_intent_id: paidBy, status },
  };
  const payment = paidBy === undefined ? [] : [key('payment_intent', paidBy)];
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank,
    grown: [object.successful_payment_intent_count],
    records: [
      state,
      ...payment.map((intent) => ({
        pk,
        sk: intent,
        related: { to: intent, at: object.created_at },
        attributes: {
          payment_link_id: object.id,
          payment_intent_id: paidBy,
          title: object.title,
          reference: object.reference,
        },
      })),
    ],
  };
});
