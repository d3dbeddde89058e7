import { DAY, HOUR, MINUTE, type Script } from '../script.ts';
import { PAYMENT_TAKES, payment } from './purchase.ts';

/** When the refund is asked for: an hour after the payment is complete. */
const BEGAN = PAYMENT_TAKES + HOUR;

/** Money that goes back to a shopper, or fails to. */
export const refundScripts: readonly Script[] = [
  {
    name: 'partial-refund',
    about: 'A payment is made, and a part of it refunded; the intent stays SUCCEEDED.',
    version: '2026-02-27',
    lasts: PAYMENT_TAKES + 2 * DAY,
    build: (generator) => {
      const { intent, created, refundOf, events, expected, paidBy } = payment(generator);
      const amount = generator.amount('refund', 5, 19);
      const refund = refundOf(paidBy.id, BEGAN, amount);
      return {
        events: [
          created,
          ...events,
          refund.event('refund.received', BEGAN, { status: 'RECEIVED' }),
          refund.event('refund.accepted', BEGAN + MINUTE, { status: 'ACCEPTED' }),
          refund.event('refund.settled', PAYMENT_TAKES + 2 * DAY, { status: 'SETTLED' }),
        ],
        expected: [
          ...expected,
          refund.row({
            status: 'SETTLED',
            amount,
            payment_attempt_id: paidBy.id,
            eventName: 'refund.settled',
          }),
        ],
        followUp: [`show ${intent}`, `history ${intent}`],
      };
    },
  },
  {
    name: 'refund-failed',
    about:
      'The whole payment is to be refunded, in the status values of older versions, and the issuer refuses.',
    version: '2023-10-01',
    lasts: PAYMENT_TAKES + DAY,
    build: (generator) => {
      const { intent, created, refundOf, events, expected, paidBy, amount } = payment(generator);
      const refund = refundOf(paidBy.id, BEGAN, amount);
      return {
        events: [
          created,
          ...events,
          refund.event('refund.received', BEGAN, { status: 'RECEIVED' }),
          refund.event('refund.processing', BEGAN + MINUTE, { status: 'PROCESSING' }),
          refund.event('refund.failed', PAYMENT_TAKES + DAY, { status: 'FAILED' }),
        ],
        expected: [
          ...expected,
          refund.row({
            status: 'FAILED',
            amount,
            failure_code: 'refund_declined',
            eventName: 'refund.failed',
          }),
        ],
        followUp: [`show ${intent}`],
      };
    },
  },
];
