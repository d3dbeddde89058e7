import * as v from 'valibot';
import { type Lifecycle, type RankedStatus, statusIn } from '../shared/record/lifecycle.ts';
import type { DomainEvent } from '../shared/record/projection.ts';
import { flag, link, nested, text, variant } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';

/*
 * What the events of payments have in common. Each object's own schema is beside its
 * projection: payment.ts, refund.ts, dispute.ts, link.ts, customer.ts.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/payload-examples/online-payments
 */

/** The `data` of a payments event: the object that it is about, as the API would return it. */
export const dataOf = <const E extends v.ObjectEntries>(entries: E) =>
  object({ object: object(entries), ...unread('object_type') });

const MOST_DIGITS = 4;

/** The last digits of a card number; what shows more of it is taken as absent. */
const last4 = v.pipe(
  text,
  v.transform((digits) => (digits && digits.length > MOST_DIGITS ? undefined : digits)),
);

/** How somebody pays, so far as it may be kept: nothing that identifies a card or its holder. */
export const paymentMethodFields = {
  id: link,
  type: variant,
  card: nested({
    brand: text,
    last4,
    card_type: text,
    issuer_country_code: text,
    expiry_month: text,
    expiry_year: text,
    card_updater_info: nested({ expiry_updated: flag, number_updated: flag }),
    // What identifies the card, its holder or its issuer.
    ...unread('additional_info', 'billing', 'bin', 'fingerprint', 'is_commercial', 'issuer_name'),
    ...unread('korean_card', 'lifecycle_id', 'name', 'number_type'),
  }),
};

/** A payment method inside another object. */
export const usedMethod = nested({
  ...paymentMethodFields,
  ...unread('created_at', 'customer_id', 'metadata', 'status', 'updated_at'),
});

/** Why something failed: a code, and a text that is not kept. */
export const failureDetails = nested({ code: text, ...unread('message', 'trace_id') });

/** Whether the event reports its object's creation. */
export const isCreation = (event: DomainEvent): boolean => event.name.endsWith('.created');

/**
 * An object's status, in whichever case its body writes it, and its rank. A creation ranks one below
 * its status, since it comes before everything else of its moment.
 */
export const statusOf = (
  lifecycle: Lifecycle,
  stated: string | undefined,
  event: DomainEvent,
): RankedStatus => {
  const { status, rank } = statusIn(lifecycle, stated, event.name);
  return { status, rank: isCreation(event) ? Math.max(rank - 1, 0) : rank };
};
