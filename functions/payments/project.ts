import { type Family, knowing } from '../shared/event/interpret.ts';
import { wordsOf } from '../shared/event/lifecycle.ts';
import {
  consentLifecycle,
  customer,
  methodLifecycle,
  paymentConsent,
  paymentMethod,
} from './customer.ts';
import { disputeLifecycle, paymentDispute, stageRanks } from './dispute.ts';
import { linkLifecycle, paymentLink } from './link.ts';
import { attemptLifecycle, intentLifecycle, paymentAttempt, paymentIntent } from './payment.ts';
import { refund, refundLifecycle } from './refund.ts';

const anyDispute = knowing(paymentDispute, {
  'object.status': wordsOf(disputeLifecycle),
  'object.stage': Object.keys(stageRanks),
});

/** The families of payments; `dispute` is what `payment_dispute` was called before. */
export const paymentsFamilies: Readonly<Record<string, Family>> = {
  payment_intent: knowing(paymentIntent, {
    'object.status': wordsOf(intentLifecycle),
    'object.latest_payment_attempt.status': wordsOf(attemptLifecycle),
  }),
  payment_attempt: knowing(paymentAttempt, { 'object.status': wordsOf(attemptLifecycle) }),
  refund: knowing(refund, { 'object.status': wordsOf(refundLifecycle) }),
  payment_dispute: anyDispute,
  dispute: anyDispute,
  payment_link: knowing(paymentLink, { 'object.status': wordsOf(linkLifecycle) }),
  customer,
  payment_method: knowing(paymentMethod, { 'object.status': wordsOf(methodLifecycle) }),
  payment_consent: knowing(paymentConsent, { 'object.status': wordsOf(consentLifecycle) }),
};
