import { type Family, knowing } from '../shared/record/family.ts';
import { wordsOf } from '../shared/record/lifecycle.ts';
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

/**
 * The types of a payment method, in the vendor's typed models (`@airwallex/node-sdk` 2.1.0-beta.5,
 * PaymentAcceptanceAttemptPaymentMethodDetail) and its list of methods to enable.
 * https://www.airwallex.com/docs/connected-accounts/onboarding/kyb-and-onboarding/native-api/payment-method-list
 */
const methodTypes = [
  'ach_direct_debit afterpay airwallex_pay alfamart alipaycn alipayhk applepay atome axs_kiosk',
  'bacs_direct_debit bancontact bank_transfer becs_direct_debit birdpay bitpay blik boost card',
  'card_present cash_app_pay dana doku_ewallet dragonpay duit_now eft_direct_debit enets eps esun',
  'family_mart fps fpx gcash giropay go_pay googlepay grabpay hi_life ideal indomaret jenius_pay',
  'kakaopay klarna konbini line_pay linkaja lumi maxima multibanco mybank narvesen naver_pay',
  'online_banking ovo p24 pay_now paybybankapp payeasy paypal paypost paysafecard paysafecash paysera',
  'payto payu perlas_terminals prompt_pay rabbit_line_pay sam_kiosk satispay sepa_direct_debit',
  'seven_eleven shopee_pay skrill sofort tng truemoney trustly verkkopankki wechatpay wero zip',
].flatMap((line) => line.toUpperCase().split(' '));

const anyDispute = knowing(paymentDispute, {
  'object.status': wordsOf(disputeLifecycle),
  'object.stage': Object.keys(stageRanks),
  'object.payment_method_type': methodTypes,
});

/** The families of payments; `dispute` is what `payment_dispute` was called before. */
export const families: Readonly<Record<string, Family>> = {
  payment_intent: knowing(paymentIntent, {
    'object.status': wordsOf(intentLifecycle),
    'object.latest_payment_attempt.status': wordsOf(attemptLifecycle),
    'object.latest_payment_attempt.payment_method.type': methodTypes,
  }),
  payment_attempt: knowing(paymentAttempt, {
    'object.status': wordsOf(attemptLifecycle),
    'object.payment_method.type': methodTypes,
  }),
  refund: knowing(refund, { 'object.status': wordsOf(refundLifecycle) }),
  payment_dispute: anyDispute,
  dispute: anyDispute,
  payment_link: knowing(paymentLink, { 'object.status': wordsOf(linkLifecycle) }),
  customer,
  payment_method: knowing(paymentMethod, {
    'object.status': wordsOf(methodLifecycle),
    'object.type': methodTypes,
  }),
  payment_consent: knowing(paymentConsent, {
    'object.status': wordsOf(consentLifecycle),
    'object.payment_method.type': methodTypes,
    'object.next_triggered_by': ['CUSTOMER', 'MERCHANT'],
  }),
};
