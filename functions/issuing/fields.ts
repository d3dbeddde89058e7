import * as v from 'valibot';
import { flag, list, nested, number, text } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';

/*
 * What several objects of issuing state. Shapes: the webhook page's samples and the objects of the
 * Issuing API. https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
 */

const MOST_DIGITS_SHOWN = 10;

/** A card number as it may be kept, `************4242`: one that shows more is taken as absent. */
export const maskedNumber = v.pipe(
  text,
  v.transform((number) =>
    number !== undefined && number.replace(/\D/g, '').length > MOST_DIGITS_SHOWN
      ? undefined
      : number,
  ),
);

export const merchant = nested({
  name: text,
  category_code: text,
  city: text,
  country: text,
  identifier: text,
  ...unread('postcode', 'state'),
});

const limits = list({ interval: text, amount: number, remaining: number });

/** A card's spending limits; `remaining` where an alert states it. */
export const transactionLimits = nested({
  currency: text,
  limits,
  cash_withdrawal_limits: limits,
});

export const alertSettings = nested({
  low_remaining_transaction_limit: nested({ enabled: flag, percent: number }),
});

/** The object, or undefined where it has no values. */
export const unlessEmpty = <T extends object>(object: T): T | undefined =>
  Object.values(object).some((value) => value !== undefined && value !== null) ? object : undefined;
