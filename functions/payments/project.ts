import type { Family } from '../shared/event/interpret.ts';
import { customer, paymentConsent, paymentMethod } from './customer.ts';
import { paymentDispute } from './dispute.ts';
import { paymentLink } from './link.ts';
import { paymentAttempt, paymentIntent } from './payment.ts';
import { refund } from './refund.ts';

/** The families of payments; `dispute` is what `payment_dispute` was called before. */
export const paymentsFamilies: Readonly<Record<string, Family>> = {
  payment_intent: paymentIntent,
  payment_attempt: paymentAttempt,
  refund,
  payment_dispute: paymentDispute,
  dispute: paymentDispute,
  payment_link: paymentLink,
  customer,
  payment_method: paymentMethod,
  payment_consent: paymentConsent,
};
