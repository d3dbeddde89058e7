import type { Pen } from '../pen.ts';
import { DAY, type ExpectedRow, MINUTE, SECOND, type Told } from '../story.ts';

/* A shopper's purchase: the objects that the events of a payment are about, and what is said of them. */

const row = (pk: string, sk: string, attributes: ExpectedRow['attributes']): ExpectedRow => ({
  domain: 'payments',
  pk,
  sk,
  attributes,
});

/** One purchase of a story: its ids and amount, and the events about it. */
export const purchaseOf = (pen: Pen) => {
  const account = pen.account('shop');
  const intent = pen.id('int');
  const customer_id = pen.id('cus');
  const merchant_order_id = `ORD-${pen.id('order').slice(-6).toUpperCase()}`;
  const amount = pen.amount('purchase', 20, 400);
  const belonging = { payment_intent_id: intent, merchant_order_id };
  const story = `payment_intent#${intent}`;

  const tell = (sample: string, after: number, object: object): Told => ({
    sample,
    after,
    account,
    data: { object: { ...object, updated_at: pen.time(after) } },
  });

  /** The intent's event `payment_intent.<ending>`, with where its latest attempt stands. */
  const intentEvent = (
    ending: string,
    after: number,
    status: string,
    latest?: object,
    captured_amount = 0,
  ): Told =>
    tell(`payment_intent.${ending}`, after, {
      id: intent,
      merchant_order_id,
      customer_id,
      request_id: pen.uuid('request'),
      amount,
      base_amount: amount,
      captured_amount,
      status,
      order: { products: [{ name: 'Lamp', sku: 'LMP-77', quantity: 1, unit_price: amount }] },
      payment_consent_id: undefined,
      latest_payment_attempt: latest,
      created_at: pen.time(0),
    });

  /** An attempt to pay, begun so long after the story. */
  const attempt = (label: string, began: number) => {
    const id = pen.id('att', label);
    const at = (after: number, status: string, captured_amount = 0) => ({
      id,
      ...belonging,
      amount,
      currency: 'USD',
      captured_amount,
      refunded_amount: 0,
      status,
      payment_method: {
        id: pen.id('mtd', label),
        customer_id,
        created_at: pen.time(began),
        updated_at: pen.time(began),
      },
      payment_consent_id: undefined,
      created_at: pen.time(began),
      updated_at: pen.time(after),
    });
    /** Its event `payment_attempt.<ending>`. */
    const event = (ending: string, after: number, status: string, captured = 0): Told =>
      tell(`payment_attempt.${ending}`, after, at(after, status, captured));
    const sent = began + 5 * SECOND;
    return {
      id,
      at,
      event,
      /** Its first event. */
      received: event('received', began, 'RECEIVED'),
      /** The shopper is sent to authenticate, and the intent waits for it. */
      redirected: [
        event('authentication_redirected', sent, 'AUTHENTICATION_REDIRECTED'),
        intentEvent(
          'requires_customer_action',
          sent + SECOND,
          'REQUIRES_CUSTOMER_ACTION',
          at(sent, 'AUTHENTICATION_REDIRECTED'),
        ),
      ],
      row: (attributes: ExpectedRow['attributes']): ExpectedRow =>
        row(`payment_attempt#${id}`, 'payment_attempt', {
          amount,
          payment_intent_id: intent,
          relatedTo: story,
          ...attributes,
        }),
    };
  };

  /** Something that belongs to the intent: its event, and its row. */
  const following = (kind: 'refund' | 'payment_dispute', id: string, object: object) => ({
    id,
    event: (name: string, after: number, more: object): Told =>
      tell(name, after, { id, payment_intent_id: intent, ...object, ...more }),
    row: (attributes: ExpectedRow['attributes'], sk: string = kind): ExpectedRow =>
      row(`${kind}#${id}`, sk, { relatedTo: story, payment_intent_id: intent, ...attributes }),
  });

  /** A refund of what an attempt has paid, asked for so long after the story began. */
  const refundOf = (payment_attempt_id: string, began: number, amount: number) =>
    following('refund', pen.id('rfd'), {
      payment_attempt_id,
      amount,
      request_id: pen.uuid('refund request'),
      created_at: pen.time(began),
    });

  return {
    intent,
    amount,
    customer_id,
    merchant_order_id,
    /** The intent's first event, with which the story begins. */
    created: intentEvent('created', 0, 'REQUIRES_PAYMENT_METHOD'),
    intentEvent,
    attempt,
    following,
    refundOf,
    intentRow: (attributes: ExpectedRow['attributes']): ExpectedRow =>
      row(story, 'payment_intent', {
        amount,
        currency: 'USD',
        relatedTo: story,
        merchant_order_id,
        ...attributes,
      }),
  };
};

/** How long {@link payment} takes. */
export const PAYMENT_TAKES = 3 * DAY;

/** The usual way of a payment: authenticated, authorized, captured, settled and paid out. */
export const payment = (pen: Pen, began = 0, label = 'paid') => {
  const purchase = purchaseOf(pen);
  const { amount } = purchase;
  const attempt = purchase.attempt(label, began + 20 * SECOND);
  const at = (after: number): number => began + after;
  const events: readonly Told[] = [
    attempt.received,
    ...attempt.redirected,
    attempt.event('authorized', at(70 * SECOND), 'AUTHORIZED'),
    purchase.intentEvent(
      'requires_capture',
      at(71 * SECOND),
      'REQUIRES_CAPTURE',
      attempt.at(at(70 * SECOND), 'AUTHORIZED'),
    ),
    attempt.event('capture_requested', at(5 * MINUTE), 'CAPTURE_REQUESTED', amount),
    purchase.intentEvent(
      'succeeded',
      at(5 * MINUTE + SECOND),
      'SUCCEEDED',
      attempt.at(at(5 * MINUTE), 'CAPTURE_REQUESTED', amount),
      amount,
    ),
    attempt.event('settled', at(DAY), 'SETTLED', amount),
    attempt.event('paid', began + PAYMENT_TAKES, 'PAID', amount),
  ];
  const expected: readonly ExpectedRow[] = [
    purchase.intentRow({
      status: 'SUCCEEDED',
      captured_amount: amount,
      eventName: 'payment_intent.succeeded',
    }),
    attempt.row({ status: 'PAID', captured_amount: amount, eventName: 'payment_attempt.paid' }),
  ];
  return { ...purchase, events, expected, paidBy: attempt };
};
