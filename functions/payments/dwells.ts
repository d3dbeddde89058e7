import { type Dwell, OUR_ESTIMATE } from '../shared/domain.ts';

/*
 * Airwallex states for few statuses how long they last. Estimates are long rather than short: a payer
 * may take a week for a voucher or a bank transfer, and a dispute months.
 */

/** An extended authorization of a card lasts up to 31 days, one of Klarna 28. */
const CAPTURE_DAYS = 32;

export const dwells: readonly Dwell[] = [
  {
    objects: ['payment_intent'],
    record: 'payment_intent',
    days: { REQUIRES_CUSTOMER_ACTION: 14, PENDING: 14, PENDING_REVIEW: 14 },
    lasting: {
      REQUIRES_PAYMENT_METHOD: 'a shopper who leaves ends nothing, and no event reports it',
    },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['payment_intent'],
    record: 'payment_intent',
    days: { REQUIRES_CAPTURE: CAPTURE_DAYS },
    lasting: {},
    source: 'https://www.airwallex.com/docs/payments__place-a-hold-on-a-payment-method',
  },
  {
    objects: ['payment_attempt'],
    record: 'payment_attempt',
    days: {
      RECEIVED: 2,
      AUTHENTICATION_REDIRECTED: 14,
      PENDING_AUTHORIZATION: 14,
      AUTHORIZED: CAPTURE_DAYS,
      CAPTURE_REQUESTED: 14,
      SETTLED: 30,
    },
    lasting: {},
    source: OUR_ESTIMATE,
  },
  {
    objects: ['refund'],
    record: 'refund',
    days: { RECEIVED: 2, ACCEPTED: 14 },
    lasting: {},
    source: OUR_ESTIMATE,
  },
  {
    objects: ['payment_dispute'],
    record: 'payment_dispute',
    days: { REQUIRES_RESPONSE: 60, CHALLENGED: 120, PENDING_DECISION: 120, PENDING_CLOSURE: 30 },
    lasting: {
      EXPIRED: 'an outcome, though the dispute can escalate',
      ACCEPTED: 'an outcome, though the dispute can escalate',
      LOST: 'an outcome, though the dispute can escalate',
      REVERSED: 'an outcome, though the dispute can escalate',
      WON: 'an outcome, though the dispute can escalate',
    },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['payment_consent'],
    record: 'payment_consent',
    days: { PENDING_VERIFICATION: 14, REQUIRES_CUSTOMER_ACTION: 14, PENDING: 14 },
    lasting: {
      REQUIRES_PAYMENT_METHOD: 'a shopper who leaves ends nothing, and no event reports it',
      VERIFIED: 'charges may follow',
      PAUSED: 'until somebody resumes it',
    },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['payment_method'],
    record: 'payment_method',
    days: {},
    lasting: { CREATED: 'until somebody disables it' },
    source: OUR_ESTIMATE,
  },
  {
    objects: ['payment_link'],
    record: 'payment_link',
    days: {},
    lasting: {
      UNPAID: 'it may never be paid, and no event reports that it expires',
      PAID: 'a reusable link is paid again',
    },
    source: OUR_ESTIMATE,
  },
];
