import { webhook } from '../webhook.ts';

/** The name of a customer, which only her own events contain. */
export const jane = 'Jane Doe';
const at = '2026-03-01T10:00:00Z';

/** The customer as the subject of an erasure. */
export const customer = { kind: 'customer', id: 'cus_1' } as const;

/** Her events, each before the event that shows whose it is. */
export const hers = [
  webhook('evt_attempt', 'payment_attempt.received', at, {
    id: 'att_1',
    payment_intent_id: 'int_1',
    payment_method: { card: { last4: '4242', brand: jane } },
  }),
  webhook('evt_refund', 'refund.settled', at, {
    id: 'rfd_1',
    payment_intent_id: 'int_1',
    reason: jane,
  }),
  webhook('evt_dispute', 'payment_dispute.won', at, {
    id: 'dst_1',
    payment_intent_id: 'int_1',
    card_brand: jane,
  }),
  webhook('evt_paid', 'payment_link.paid', at, {
    id: 'plk_1',
    title: jane,
    latest_successful_payment_intent_id: 'int_1',
  }),
  webhook('evt_intent', 'payment_intent.created', at, {
    id: 'int_1',
    customer_id: 'cus_1',
    descriptor: jane,
  }),
  webhook('evt_consent', 'payment_consent.created', at, { id: 'cst_1', customer_id: 'cus_1' }),
  webhook('evt_customer', 'customer.created', at, { id: 'cus_1', first_name: jane }),
];
/** Events of another customer, and of an object that both share. */
export const others = [
  webhook('evt_other_paid', 'payment_link.paid', '2026-03-02T10:00:00Z', {
    id: 'plk_1',
    title: 'Max Roe',
    latest_successful_payment_intent_id: 'int_2',
  }),
  webhook('evt_other', 'payment_intent.created', at, {
    id: 'int_2',
    customer_id: 'cus_2',
    payment_link_id: 'plk_1',
    descriptor: 'Max Roe',
  }),
];
