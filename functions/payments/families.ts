import type { Family } from '../shared/record/family.ts';
import { customer } from './customer.ts';
import { paymentDispute } from './dispute.ts';
import { paymentAttempt } from './payment-attempt.ts';
import { paymentConsent } from './payment-consent.ts';
import { paymentIntent } from './payment-intent.ts';
import { paymentLink } from './payment-link.ts';
import { paymentMethod } from './payment-method.ts';
import { refund } from './refund.ts';

/** What reads each family of payments events; `dispute` is what `payment_dispute` was called before. */
export const families: Readonly<Record<string, Family>> = {
  payment_intent: paymentIntent,
  payment_attempt: paymentAttempt,
  payment_consent: paymentConsent,
  payment_method: paymentMethod,
  customer,
  refund,
  payment_dispute: paymentDispute,
  dispute: paymentDispute,
  payment_link: paymentLink,
};
