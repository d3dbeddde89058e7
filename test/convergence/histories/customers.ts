import * as fc from 'fast-check';
import { type Happening, type Pen, walk } from './happening.ts';
import { aboutObject } from './payments.ts';

/* A customer who keeps a payment method and consents to be charged again, and a link they pay. */

const owner = (pen: Pen) => (pen.sparse ? {} : { customer_id: 'cus_1' });

const customer = walk({ created: ['updated'], updated: ['updated'] }, 'created', 3).map((stops) =>
  stops.map((stop) =>
    aboutObject(
      `evt_customer_${stop.index}`,
      stop,
      () => `customer.${stop.state}`,
      () => ({ id: 'cus_1', business_name: `Harbour Lamps ${stop.index}` }),
    ),
  ),
);

const methodSteps = {
  created: ['attached', 'updated', 'disabled'],
  attached: ['detached', 'updated', 'disabled'],
  updated: ['attached', 'detached', 'disabled'],
  detached: ['attached', 'disabled'],
};

const method = walk(methodSteps, 'created', 6).map((stops) =>
  stops.map((stop) =>
    aboutObject(
      `evt_method_${stop.index}`,
      stop,
      () => `payment_method.${stop.state}`,
      (pen) => ({
        id: 'mtd_1',
        type: 'card',
        status: stop.state === 'disabled' ? 'DISABLED' : 'CREATED',
        ...owner(pen),
      }),
    ),
  ),
);

const consentSteps = {
  requires_payment_method: ['requires_customer_action', 'pending', 'disabled'],
  requires_customer_action: ['pending', 'verified', 'verification_failed'],
  pending: ['verified', 'verification_failed'],
  verification_failed: ['requires_payment_method', 'requires_customer_action'],
  verified: ['paused', 'disabled'],
  paused: ['verified', 'disabled'],
};

/** Some bodies state no status: the name carries it. */
const consent = walk(consentSteps, 'requires_payment_method', 7).map((stops) =>
  stops.map((stop) =>
    aboutObject(
      `evt_consent_${stop.index}`,
      stop,
      () => `payment_consent.${stop.state}`,
      (pen) => ({
        id: 'cst_1',
        ...(stop.index % 2 === 0 || stop.state === 'verification_failed'
          ? {}
          : { status: stop.state.toUpperCase() }),
        ...owner(pen),
      }),
    ),
  ),
);

const link = walk({ created: ['paid'], paid: ['paid'] }, 'created', 4).map((stops) =>
  stops.map((stop) =>
    aboutObject(
      `evt_link_${stop.index}`,
      stop,
      () => `payment_link.${stop.state}`,
      (pen) => ({
        id: 'lnk_1',
        status: stop.state === 'paid' ? 'PAID' : 'UNPAID',
        reusable: true,
        amount: pen.amount(25),
        successful_payment_intent_count: stop.index,
        ...(stop.index > 0 && { latest_successful_payment_intent_id: `int_${stop.index}` }),
      }),
    ),
  ),
);

/** A customer of one shop. */
export const customersHistory: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(customer, method, consent, link)
  .map((strands) => strands.flat());
