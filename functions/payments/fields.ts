import * as v from 'valibot';
import { keyOf } from '../shared/event/identifier.ts';
import { type Lifecycle, type RankedStatus, statusIn } from '../shared/record/lifecycle.ts';
import type { DomainEvent } from '../shared/record/projection.ts';
import { flag, link, nested, text, variant } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';

/*
 * What the objects of payments have in common.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/payload-examples/online-payments
 */

/** The `data` of a payments event: the object that it is about, as the API would return it. */
export const dataOf = <const E extends v.ObjectEntries>(entries: E) =>
  object({ object: object(entries), ...unread('object_type') });

/**
 * The types of a payment method, in the vendor's typed models (`@airwallex/node-sdk` 2.1.0-beta.5,
 * PaymentAcceptanceAttemptPaymentMethodDetail) and its list of methods to enable.
 * https://www.airwallex.com/docs/connected-accounts/onboarding/kyb-and-onboarding/native-api/payment-method-list
 */
export const methodTypes = [
  'ach_direct_debit afterpay airwallex_pay alfamart alipaycn alipayhk applepay atome axs_kiosk',
  'bacs_direct_debit bancontact bank_transfer becs_direct_debit birdpay bitpay blik boost card',
  'card_present cash_app_pay dana doku_ewallet dragonpay duit_now eft_direct_debit enets eps esun',
  'family_mart fps fpx gcash giropay go_pay googlepay grabpay hi_life ideal indomaret jenius_pay',
  'kakaopay klarna konbini line_pay linkaja lumi maxima multibanco mybank narvesen naver_pay',
  'online_banking ovo p24 pay_now paybybankapp payeasy paypal paypost paysafecard paysafecash paysera',
  'payto payu perlas_terminals prompt_pay rabbit_line_pay sam_kiosk satispay sepa_direct_debit',
  'seven_eleven shopee_pay skrill sofort tng truemoney trustly verkkopankki wechatpay wero zip',
].flatMap((line) => line.toUpperCase().split(' '));

const MOST_DIGITS = 4;

/** The last digits of a card number; what shows more of it is taken as absent. */
const last4 = v.pipe(
  text,
  v.transform((digits) => (digits && digits.length > MOST_DIGITS ? undefined : digits)),
);

/** A payment method, as far as it may be kept: nothing that identifies a card or its holder. */
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
  id: text,
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
const statusOf = (
  lifecycle: Lifecycle,
  stated: string | undefined,
  event: DomainEvent,
): RankedStatus => {
  const { status, rank } = statusIn(lifecycle, stated, event.name);
  return { status, rank: isCreation(event) ? Math.max(rank - 1, 0) : rank };
};

/** Where and how an event of payments has its object: see {@link dataOf}. */
export const inObject = { within: 'object', id: 'id', statusOf } as const;

/** What belongs to an intent: its place in the intent's timeline. */
export const ofIntent = (object: {
  readonly payment_intent_id?: string | undefined;
  readonly created_at?: string | undefined;
}) => ({ to: keyOf('payment_intent', object.payment_intent_id), at: object.created_at });

/** What belongs to a customer: its place in the customer's timeline. */
export const ofCustomer = (object: {
  readonly customer_id?: string | undefined;
  readonly created_at?: string | undefined;
}) => ({ to: keyOf('customer', object.customer_id), at: object.created_at });
