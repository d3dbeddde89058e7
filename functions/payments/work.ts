import type { Lookup, Work } from '../shared/domain.ts';

export const work: readonly Work[] = [
  {
    kind: 'dispute',
    title: 'answer the dispute, or accept it',
    objects: ['payment_dispute'],
    record: 'payment_dispute',
    statuses: ['REQUIRES_RESPONSE'],
    due: { at: ['due_at'] },
    source:
      'https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/online-payments',
  },
  {
    kind: 'capture',
    title: 'capture the payment, or cancel it',
    objects: ['payment_intent'],
    record: 'payment_intent',
    statuses: ['REQUIRES_CAPTURE'],
    // An authorization lasts 5 days, with Klarna 28; an extended one of a card is not known here.
    due: {
      at: ['latest_payment_attempt', 'created_at'],
      days: 5,
      unless: { at: ['latest_payment_attempt', 'payment_method', 'type'], days: { klarna: 28 } },
    },
    source: 'https://www.airwallex.com/docs/payments__place-a-hold-on-a-payment-method',
  },
];

export const lookups: readonly Lookup[] = [
  {
    index: 'lookup',
    record: 'payment_intent',
    field: 'merchant_order_id',
    as: 'merchant_order_id',
  },
  {
    index: 'lookup',
    record: 'payment_dispute',
    field: 'merchant_order_id',
    as: 'merchant_order_id',
  },
  {
    index: 'lookup',
    record: 'customer',
    field: 'merchant_customer_id',
    as: 'merchant_customer_id',
  },
  {
    index: 'lookup',
    record: 'payment_link',
    field: 'reference',
    as: 'payment_link_reference',
  },
  { index: 'byCustomer', record: 'payment_intent', field: 'customer_id', as: 'customer' },
];
