import { key } from '../shared/event/identifier.ts';
import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { firstInOwnTimeline } from '../shared/record/projection.ts';
import { stateful } from '../shared/record/stateful.ts';
import { amount, flag, id, link, status, text, texts, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, inObject } from './fields.ts';

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
  status,
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
export const paymentLink = stateful({
  ...inObject,
  kind: 'payment_link',
  schema: linkData,
  lifecycle: linkLifecycle,
  object: ({ object: { payment_intent_id, ...object } }) => ({
    ...object,
    latest_successful_payment_intent_id:
      object.latest_successful_payment_intent_id ?? payment_intent_id,
  }),
  timeline: firstInOwnTimeline,
  grown: ({ successful_payment_intent_count }) => [successful_payment_intent_count],
  beside: ({ object, id, record: { pk } }) => {
    const paidBy = object.latest_successful_payment_intent_id;
    if (paidBy === undefined) return [];
    const intent = key('payment_intent', paidBy);
    return [
      {
        pk,
        sk: intent,
        related: { to: intent, at: object.created_at },
        attributes: {
          payment_link_id: id,
          payment_intent_id: paidBy,
          title: object.title,
          reference: object.reference,
        },
      },
    ];
  },
});
