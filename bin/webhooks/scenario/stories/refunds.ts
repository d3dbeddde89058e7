import { DAY, HOUR, MINUTE, type Story } from '../story.ts';
import { PAYMENT_TAKES, payment } from './purchase.ts';

/** Money that goes back to a shopper, or fails to. */
export const refundStories: readonly Story[] = [
  {
    name: 'partial-refund',
    about: 'A payment is made, and a part of it refunded; the intent stays SUCCEEDED.',
    version: '2026-02-27',
    lasts: PAYMENT_TAKES + 2 * DAY,
    tell: (pen) => {
      const { intent, intentEvent, following, events, expected, paidBy } = payment(pen);
      const began = PAYMENT_TAKES + HOUR;
      const amount = pen.amount('refund', 5, 19);
      const refund = following('refund', pen.id('rfd'), {
        payment_attempt_id: paidBy.id,
        amount,
        request_id: pen.uuid('refund request'),
        created_at: pen.time(began),
      });
      return {
        events: [
          intentEvent('created', 0, 'REQUIRES_PAYMENT_METHOD'),
          ...events,
          refund.event('refund.received', began, { status: 'RECEIVED' }),
          refund.event('refund.accepted', began + MINUTE, { status: 'ACCEPTED' }),
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
        look: [`get payments ${intent}`, `history payments ${intent}`],
      };
    },
  },
  {
    name: 'refund-failed',
    about:
      'The whole payment is to be refunded, in the words of older versions, and the issuer refuses.',
    version: '2023-10-01',
    lasts: PAYMENT_TAKES + DAY,
    tell: (pen) => {
      const { intent, intentEvent, following, events, expected, paidBy, amount } = payment(pen);
      const began = PAYMENT_TAKES + HOUR;
      const refund = following('refund', pen.id('rfd'), {
        payment_attempt_id: paidBy.id,
        amount,
        request_id: pen.uuid('refund request'),
        created_at: pen.time(began),
      });
      return {
        events: [
          intentEvent('created', 0, 'REQUIRES_PAYMENT_METHOD'),
          ...events,
          refund.event('refund.received', began, { status: 'RECEIVED' }),
          refund.event('refund.processing', began + MINUTE, { status: 'PROCESSING' }),
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
        look: [`get payments ${intent}`],
      };
    },
  },
];
