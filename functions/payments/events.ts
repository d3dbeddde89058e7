import * as v from 'valibot';
import { link, nested, text } from '../shared/event/fields.ts';
import { key } from '../shared/event/identifier.ts';
import type { DomainEvent } from '../shared/event/interpret.ts';

/*
 * What the events of payments have in common. Each object's own schema stands beside its
 * projection: payment.ts, refund.ts, dispute.ts, link.ts, customer.ts.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/payload-examples/online-payments
 */

/** The `data` of a payments event: the object that it is about, as the API would return it. */
export const dataOf = <const E extends v.ObjectEntries>(entries: E) =>
  v.object({ object: v.object(entries) });

/** How somebody pays, so far as it may be kept: nothing that identifies a card or its holder. */
export const paymentMethodFields = {
  id: link,
  type: text,
  card: nested({
    brand: text,
    last4: text,
    card_type: text,
    issuer_country_code: text,
    expiry_month: text,
    expiry_year: text,
  }),
};

/** The key of another object, where the event names one. */
export const keyOf = (kind: string, id: string | undefined): string | undefined =>
  id === undefined ? undefined : key(kind, id);

/** An object's statuses, as plain data. */
export interface Lifecycle {
  /** Each status's rank: it decides between events of one moment. Terminal from 900 on. */
  readonly ranks: Readonly<Record<string, number>>;
  /** The rank of a status that is not listed yet: above the early ones, below the late ones. */
  readonly unknown: number;
  /** Other words for a status: of older API versions, and endings of event names. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Whether the event tells of its object's creation. */
export const isCreation = (event: DomainEvent): boolean => event.name.endsWith('.created');

const spelling = (word: string): string => (word === 'CANCELED' ? 'CANCELLED' : word);

/**
 * An object's status and its rank. The body's status counts; where there is none, the end of the
 * event's name, if it says one: `payment_consent.updated` doesn't. A creation ranks one below its
 * status, since it comes before everything else of its moment.
 */
export const standing = (
  { ranks, unknown, words = {} }: Lifecycle,
  stated: string | undefined,
  event: DomainEvent,
): { readonly status: string | undefined; readonly rank: number } => {
  const ending = event.name.slice(event.name.lastIndexOf('.') + 1);
  const word = spelling((stated ?? ending).toUpperCase());
  const status = (Object.hasOwn(words, word) ? words[word] : undefined) ?? word;
  const listed = Object.hasOwn(ranks, status) ? ranks[status] : undefined;
  if (stated === undefined && listed === undefined) return { status: undefined, rank: 0 };
  return { status, rank: (listed ?? unknown) - (isCreation(event) ? 1 : 0) };
};

/**
 * The row of an object's state, named by its kind. What an event tells without any status goes
 * beside it: it must not take the place of one that is known.
 */
export const stateRow = (kind: string, status: string | undefined): string =>
  status === undefined ? 'details' : kind;
