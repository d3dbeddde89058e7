import { type Answers, among, event, exactly, keysOf } from './answer.ts';

const at = '2026-11-19T10:00:00Z';
const order = 'ORD-7';

const paymentEvent = (
  name: string,
  object: Readonly<Record<string, unknown>>,
  when: string = at,
): Buffer => event(`evt_${object['id']}_${name.split('.')[1]}`, name, when, { object });

const held = (id: string, authorizedAt: string): Buffer =>
  paymentEvent('payment_intent.requires_capture', {
    id,
    status: 'REQUIRES_CAPTURE',
    latest_payment_attempt: { id: `att_${id}`, status: 'AUTHORIZED', created_at: authorizedAt },
  });

const disputed = (id: string, due_at: string, status: string): Buffer =>
  paymentEvent(`payment_dispute.${status.toLowerCase()}`, {
    ...{ id, status, due_at, stage: 'CHARGEBACK' },
  });

const ofIntent = { payment_intent_id: 'int_7', created_at: '2026-11-19T11:00:00Z' };

/** The answers about payments. */
export const payments: Answers = {
  events: [
    paymentEvent('customer.created', { id: 'cus_7', merchant_customer_id: 'shopper-7' }),
    paymentEvent('payment_method.created', { id: 'mtd_7', customer_id: 'cus_7' }),
    paymentEvent('payment_consent.verified', {
      ...{ id: 'cst_7', customer_id: 'cus_7', status: 'VERIFIED' },
    }),
    paymentEvent('payment_intent.cancelled', {
      ...{ id: 'int_6', customer_id: 'cus_7', merchant_order_id: order, status: 'CANCELLED' },
    }),
    paymentEvent('payment_intent.succeeded', {
      ...{ id: 'int_7', customer_id: 'cus_7', merchant_order_id: order, status: 'SUCCEEDED' },
      ...{ amount: 12.5, currency: 'EUR' },
    }),
    paymentEvent('payment_attempt.paid', { id: 'att_7', ...ofIntent, status: 'PAID' }),
    paymentEvent('refund.settled', { id: 'rfd_7', ...ofIntent, amount: 2.5, status: 'SETTLED' }),
    paymentEvent('payment_dispute.lost', {
      ...{ id: 'dst_7', ...ofIntent, amount: 10, currency: 'EUR' },
      ...{ stage: 'CHARGEBACK', status: 'LOST', merchant_order_id: order },
    }),
    paymentEvent('payment_link.paid', {
      ...{ id: 'lnk_7', reference: 'INV-7', status: 'PAID', created_at: at },
      latest_successful_payment_intent_id: 'int_7',
    }),
    held('int_first', '2026-11-18T10:00:00Z'),
    held('int_second', '2026-11-19T10:00:00Z'),
    disputed('dst_soon', '2026-11-25T00:00:00Z', 'REQUIRES_RESPONSE'),
    disputed('dst_next_month', '2026-12-20T00:00:00Z', 'REQUIRES_RESPONSE'),
    disputed('dst_answered', '2026-11-25T00:00:00Z', 'CHALLENGED'),
  ],
  answers: {
    'A payment: its status, amounts and latest attempt': {
      names: { intent: 'int_7' },
      check: exactly({ sk: 'payment_intent', status: 'SUCCEEDED', amount: 12.5, currency: 'EUR' }),
    },
    'The whole timeline of a payment: attempts, refunds, disputes with their stages, payment link':
      {
        names: { intent: 'int_7' },
        check: (items) => {
          expect(keysOf(items)[0]).toBe('payment_intent#int_7 payment_intent');
          expect(keysOf(items).toSorted()).toEqual([
            'payment_attempt#att_7 payment_attempt',
            'payment_dispute#dst_7 payment_dispute',
            'payment_dispute#dst_7 stage#CHARGEBACK',
            'payment_intent#int_7 payment_intent',
            'payment_link#lnk_7 payment_intent#int_7',
            'refund#rfd_7 refund',
          ]);
          const times = items.map(({ relatedAt }) => String(relatedAt));
          expect(times).toEqual(times.toSorted());
        },
      },
    'The payments of an order, and their disputes': {
      names: { order },
      check: (items) => {
        among(
          { pk: 'payment_intent#int_6', status: 'CANCELLED' },
          { pk: 'payment_intent#int_7', status: 'SUCCEEDED' },
          { pk: 'payment_dispute#dst_7', status: 'LOST' },
        )(items);
        expect(items).toHaveLength(3);
      },
    },
    'What must be captured, the first to expire first': {
      check: (items) => {
        const ids = keysOf(items).map((one) => one.split(' ')[0]);
        expect(ids.filter((pk) => /#int_(?:first|second)$/.test(String(pk)))).toEqual([
          'payment_intent#int_first',
          'payment_intent#int_second',
        ]);
        among({ pk: 'payment_intent#int_first', dueAt: '2026-11-23T10:00:00.000Z' })(items);
        expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['REQUIRES_CAPTURE']));
      },
    },
    'Disputes that must be answered before a time, such as the end of the week': {
      names: { time: '2026-11-28T00:00:00.000Z' },
      check: (items) => {
        among({ pk: 'payment_dispute#dst_soon', due_at: '2026-11-25T00:00:00.000Z' })(items);
        expect(keysOf(items).join()).not.toMatch(/dst_(?:next_month|answered)/);
      },
    },
    'A dispute: where it is now, and each stage that it went through': {
      names: { dispute: 'dst_7' },
      check: exactly(
        { sk: 'payment_dispute', status: 'LOST', amount: 10 },
        { sk: 'stage#CHARGEBACK' },
      ),
    },
    'A refund': {
      names: { refund: 'rfd_7' },
      check: exactly({ status: 'SETTLED', amount: 2.5, payment_intent_id: 'int_7' }),
    },
    "A customer's payments": {
      names: { customer: 'cus_7' },
      check: exactly(
        { pk: 'payment_intent#int_6', status: 'CANCELLED' },
        { pk: 'payment_intent#int_7', status: 'SUCCEEDED' },
      ),
    },
    "A customer's payment methods and consents": {
      names: { customer: 'cus_7' },
      check: among(
        { pk: 'customer#cus_7', sk: 'customer' },
        { pk: 'payment_method#mtd_7', sk: 'payment_method' },
        { pk: 'payment_consent#cst_7', status: 'VERIFIED' },
      ),
    },
    'The customer with an id that the merchant chose': {
      names: { id: 'shopper-7' },
      check: exactly({ pk: 'customer#cus_7', merchant_customer_id: 'shopper-7' }),
    },
    'The payment link with a reference that the merchant chose': {
      names: { reference: 'INV-7' },
      check: exactly({ pk: 'payment_link#lnk_7', status: 'PAID', reference: 'INV-7' }),
    },
    'A payment link, and the payments by it': {
      names: { link: 'lnk_7' },
      check: exactly({ sk: 'payment_intent#int_7' }, { sk: 'payment_link', status: 'PAID' }),
    },
  },
};
