import type { Course, Format } from '../../shared/histories.ts';
import { aboutObject } from './about-object.ts';

/* A customer who keeps a payment method and consents to be charged again, and a link they pay. */

const owner = ({ sparse }: Format) => (sparse ? {} : { customer_id: 'cus_1' });

export const customer: Course = {
  first: 'created',
  next: { created: ['updated'], updated: ['updated'] },
  most: 3,
  events: (step) => [
    aboutObject(
      `evt_customer_${step.index}`,
      step,
      () => `customer.${step.state}`,
      () => ({ id: 'cus_1', business_name: `Harbour Lamps ${step.index}` }),
    ),
  ],
};

export const method: Course = {
  first: 'created',
  next: {
    created: ['attached', 'updated', 'disabled'],
    attached: ['detached', 'updated', 'disabled'],
    updated: ['attached', 'detached', 'disabled'],
    detached: ['attached', 'disabled'],
  },
  most: 6,
  events: (step) => [
    aboutObject(
      `evt_method_${step.index}`,
      step,
      () => `payment_method.${step.state}`,
      (format) => ({
        id: 'mtd_1',
        type: 'card',
        status: step.state === 'disabled' ? 'DISABLED' : 'CREATED',
        ...owner(format),
      }),
    ),
  ],
};

/** Some bodies state no status: the event's name does. */
export const consent: Course = {
  first: 'requires_payment_method',
  next: {
    requires_payment_method: ['requires_customer_action', 'pending', 'disabled'],
    requires_customer_action: ['pending', 'verified', 'verification_failed'],
    pending: ['verified', 'verification_failed'],
    verification_failed: ['requires_payment_method', 'requires_customer_action'],
    verified: ['paused', 'disabled'],
    paused: ['verified', 'disabled'],
  },
  most: 7,
  events: (step) => [
    aboutObject(
      `evt_consent_${step.index}`,
      step,
      () => `payment_consent.${step.state}`,
      (format) => ({
        id: 'cst_1',
        ...(step.index % 2 === 0 || step.state === 'verification_failed'
          ? {}
          : { status: step.state.toUpperCase() }),
        ...owner(format),
      }),
    ),
  ],
};

export const link: Course = {
  first: 'created',
  next: { created: ['paid'], paid: ['paid'] },
  most: 4,
  events: (step) => [
    aboutObject(
      `evt_link_${step.index}`,
      step,
      () => `payment_link.${step.state}`,
      ({ amount }) => ({
        id: 'lnk_1',
        status: step.state === 'paid' ? 'PAID' : 'UNPAID',
        reusable: true,
        amount: amount(25),
        successful_payment_intent_count: step.index,
        ...(step.index > 0 && { latest_successful_payment_intent_id: `int_${step.index}` }),
      }),
    ),
  ],
};
