import type { ValueGenerator } from '../generator.ts';
import { DAY, type ExpectedRecord, MINUTE, type ScriptedEvent, SECOND } from '../script.ts';

/* A shopper's purchase: the objects of the events of a payment, and their fields. */

const row = (pk: string, sk: string, attributes: ExpectedRecord['attributes']): ExpectedRecord => ({
  domain: 'payments',
  pk,
  sk,
  attributes,
});

/** One purchase of a scenario: its ids, its amount and its events. */
export const purchaseOf = (generator: ValueGenerator) => {
  const account = generator.account('shop');
  const intent = generator.id('int');
  const customer_id = generator.id('cus');
  const merchant_order_id = `ORD-${generator.id('order').slice(-6).toUpperCase()}`;
  const amount = generator.amount('purchase', 20, 400);
  const belonging = { payment_intent_id: intent, merchant_order_id };
  const timeline = `payment_intent#${intent}`;

  const scripted = (sample: string, after: number, object: object): ScriptedEvent => ({
    sample,
    after,
    account,
    data: { object: { ...object, updated_at: generator.time(after) } },
  });

  /** The intent's event `payment_intent.<suffix>`, with the state of its latest attempt. */
  const intentEvent = (
    suffix: string,
    after: number,
    status: string,
    latest?: object,
    captured_amount = 0,
  ): ScriptedEvent =>
    scripted(`payment_intent.${suffix}`, after, {
      id: intent,
      merchant_order_id,
      customer_id,
      request_id: generator.uuid('request'),
      amount,
      base_amount: amount,
      captured_amount,
      status,
      order: { products: [{ name: 'Lamp', sku: 'LMP-77', quantity: 1, unit_price: amount }] },
      payment_consent_id: undefined,
      latest_payment_attempt: latest,
      created_at: generator.time(0),
    });

  /** A payment attempt, begun this many milliseconds after the start of the scenario. */
  const attempt = (label: string, began: number) => {
    const id = generator.id('att', label);
    const at = (after: number, status: string, captured_amount = 0) => ({
      id,
      ...belonging,
      amount,
      currency: 'USD',
      captured_amount,
      refunded_amount: 0,
      status,
      payment_method: {
        id: generator.id('mtd', label),
        customer_id,
        created_at: generator.time(began),
        updated_at: generator.time(began),
      },
      payment_consent_id: undefined,
      created_at: generator.time(began),
      updated_at: generator.time(after),
    });
    /** Its event `payment_attempt.<suffix>`. */
    const event = (suffix: string, after: number, status: string, captured = 0): ScriptedEvent =>
      scripted(`payment_attempt.${suffix}`, after, at(after, status, captured));
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
      row: (attributes: ExpectedRecord['attributes']): ExpectedRecord =>
        row(`payment_attempt#${id}`, 'payment_attempt', {
          amount,
          payment_intent_id: intent,
          relatedTo: timeline,
          ...attributes,
        }),
    };
  };

  /** An object that belongs to the intent: its event, and its record. */
  const following = (kind: 'refund' | 'payment_dispute', id: string, object: object) => ({
    id,
    event: (name: string, after: number, more: object): ScriptedEvent =>
      scripted(name, after, { id, payment_intent_id: intent, ...object, ...more }),
    row: (attributes: ExpectedRecord['attributes']): ExpectedRecord =>
      row(`${kind}#${id}`, kind, { relatedTo: timeline, payment_intent_id: intent, ...attributes }),
    /** The record of a stage of a dispute, with the last status that an event states of it. */
    stage: (stage: string, eventName: string, status: string): ExpectedRecord =>
      row(`${kind}#${id}`, `stage#${stage}`, {
        ...{ relatedTo: timeline, stage, eventName, status },
      }),
  });

  /** A refund of what an attempt has paid, requested this many milliseconds after the start of the scenario. */
  const refundOf = (payment_attempt_id: string, began: number, amount: number) =>
    following('refund', generator.id('rfd'), {
      payment_attempt_id,
      amount,
      request_id: generator.uuid('refund request'),
      created_at: generator.time(began),
    });

  return {
    intent,
    amount,
    customer_id,
    merchant_order_id,
    /** The intent's first event, the start of the scenario. */
    created: intentEvent('created', 0, 'REQUIRES_PAYMENT_METHOD'),
    intentEvent,
    attempt,
    following,
    refundOf,
    intentRow: (attributes: ExpectedRecord['attributes']): ExpectedRecord =>
      row(timeline, 'payment_intent', {
        amount,
        currency: 'USD',
        relatedTo: timeline,
        merchant_order_id,
        ...attributes,
      }),
  };
};

/** How long {@link payment} takes. */
export const PAYMENT_TAKES = 3 * DAY;

/** The usual course of a payment: authenticated, authorized, captured, settled and paid out. */
export const payment = (generator: ValueGenerator, began = 0, label = 'paid') => {
  const purchase = purchaseOf(generator);
  const { amount } = purchase;
  const attempt = purchase.attempt(label, began + 20 * SECOND);
  const at = (after: number): number => began + after;
  const events: readonly ScriptedEvent[] = [
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
  const expected: readonly ExpectedRecord[] = [
    purchase.intentRow({
      status: 'SUCCEEDED',
      captured_amount: amount,
      eventName: 'payment_intent.succeeded',
    }),
    attempt.row({ status: 'PAID', captured_amount: amount, eventName: 'payment_attempt.paid' }),
  ];
  return { ...purchase, events, expected, paidBy: attempt };
};
