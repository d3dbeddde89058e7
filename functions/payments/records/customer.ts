import {
  currency,
  flag,
  group,
  idOf,
  money,
  number,
  text,
  word,
} from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';
import { methodAttributes, times, usedMethod } from './fields.ts';

/** The records of a customer: methods of payment and consents to charge them. */
export const customer: RecordDefinitions = {
  customer: record({
    pk: 'customer#<customer_id>',
    sk: 'customer',
    timeline: 'customer',
    meaning: 'A customer of the merchant, without anything of the person.',
    always: ['id'],
    attributes: {
      id: idOf('customer', 'Airwallex’s id of the customer.'),
      request_id: text('The id of the request that created it, chosen by the merchant.'),
      merchant_customer_id: text(
        'The merchant’s id of the customer; absent where it contains an `@`, as e-mail addresses do.',
      ),
      business_name: text('The name of the customer’s business.'),
      ...times,
    },
  }),
  payment_method: record({
    pk: 'payment_method#<payment_method_id>',
    sk: 'payment_method',
    timeline: 'customer',
    meaning: 'A payment method, as it is now; whether it is attached is a record of its own.',
    always: ['id'],
    attributes: {
      id: idOf('payment_method', 'Airwallex’s id of the method.'),
      request_id: text('The id of the request that created it, chosen by the merchant.'),
      customer_id: idOf('customer', 'The customer whose method it is.'),
      status: word(['CREATED', 'DISABLED'], 'DISABLED is terminal.'),
      ...methodAttributes,
      ...times,
    },
  }),
  payment_method_attachment: record({
    pk: 'payment_method#<payment_method_id>',
    sk: 'attachment',
    timeline: 'customer',
    meaning: 'Whether a payment method is attached to its customer.',
    always: ['attached'],
    attributes: {
      attached: flag('False once it was detached.'),
      customer_id: idOf('customer', 'The customer, where the event names one.'),
    },
  }),
  payment_consent: record({
    pk: 'payment_consent#<payment_consent_id>',
    sk: 'payment_consent',
    timeline: 'customer',
    meaning: 'A customer’s consent to further charges, as it is now.',
    always: ['id'],
    attributes: {
      id: idOf('payment_consent', 'Airwallex’s id of the consent.'),
      request_id: text('The id of the request that created it, chosen by the merchant.'),
      customer_id: idOf('customer', 'The customer who gave it.'),
      initial_payment_intent_id: idOf('payment_intent', 'The payment with which it was given.'),
      connected_account_id: idOf('account', 'The connected account that it is for.'),
      status: word(
        [
          ...['PENDING_VERIFICATION', 'REQUIRES_PAYMENT_METHOD', 'REQUIRES_CUSTOMER_ACTION'],
          ...['PENDING', 'VERIFIED', 'PAUSED', 'DISABLED'],
        ],
        'Only a VERIFIED consent can be charged; DISABLED is terminal.',
      ),
      next_triggered_by: word(['CUSTOMER', 'MERCHANT'], 'Who starts the next payment.'),
      merchant_trigger_reason: text('`scheduled` or `unscheduled`.'),
      payment_method: usedMethod,
      terms_of_use: group('What the customer agreed to.', {
        payment_amount_type: text('`FIXED` or `VARIABLE`.'),
        payment_currency: currency('The currency of the amounts.'),
        fixed_payment_amount: money('Each payment.', '`payment_currency`'),
        first_payment_amount: money('The first payment.', '`payment_currency`'),
        min_payment_amount: money('The least that a payment can be.', '`payment_currency`'),
        max_payment_amount: money('The most that a payment can be.', '`payment_currency`'),
        payment_schedule: group('How often it is paid.', {
          period: number('Units between two payments.', '`period_unit`'),
          period_unit: text('`DAY`, `WEEK`, `MONTH`, `YEAR`.'),
        }),
        billing_cycle_charge_day: number('The day of the cycle on which is charged.', 'day'),
        total_billing_cycles: number('How many cycles there are.', 'count'),
        start_date: text('The first day.'),
        end_date: text('The last day.'),
      }),
      disable_reason: text('Why it was disabled.'),
      failure_reason: group('Why its verification failed.', {
        code: text('The code of the failure.'),
      }),
      ...times,
    },
  }),
};
