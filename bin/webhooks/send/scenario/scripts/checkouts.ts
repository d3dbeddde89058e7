import { HOUR, MINUTE, type Script, SECOND } from '../script.ts';
import { PAYMENT_TAKES, payment, purchaseOf } from './purchase.ts';

const version = '2026-02-27';

/** Payments that succeed at the first attempt, at the second one, or not at all. */
export const checkoutScripts: readonly Script[] = [
  {
    name: 'checkout',
    about: 'A shopper authenticates and pays; the money is captured, settled and paid out.',
    version,
    lasts: PAYMENT_TAKES,
    build: (generator) => {
      const { intent, created, events, expected } = payment(generator);
      return {
        events: [created, ...events],
        expected,
        followUp: [`show ${intent}`, `history ${intent}`],
      };
    },
  },
  {
    name: 'checkout-failed-then-paid',
    about: 'The issuer declines the first attempt; the second one pays the same intent.',
    version,
    lasts: 10 * MINUTE + PAYMENT_TAKES,
    build: (generator) => {
      const { intent, created, intentEvent, attempt, events, expected } = payment(
        generator,
        10 * MINUTE,
      );
      const declined = attempt('declined', 20 * SECOND);
      return {
        events: [
          created,
          declined.received,
          declined.event('authorization_failed', 30 * SECOND, 'FAILED'),
          intentEvent(
            'requires_payment_method',
            31 * SECOND,
            'REQUIRES_PAYMENT_METHOD',
            declined.at(30 * SECOND, 'FAILED'),
          ),
          ...events,
        ],
        expected: [
          ...expected,
          declined.row({
            status: 'FAILED',
            captured_amount: 0,
            failure_code: 'issuer_declined',
            eventName: 'payment_attempt.authorization_failed',
          }),
        ],
        followUp: [`show ${intent}`, `history ${intent}`],
      };
    },
  },
  {
    name: 'regression',
    about: 'Authentication fails: the intent goes back to REQUIRES_PAYMENT_METHOD and stays there.',
    version,
    lasts: 2 * MINUTE,
    build: (generator) => {
      const { intent, created, intentEvent, attempt, intentRow } = purchaseOf(generator);
      const failed = attempt('failed', 20 * SECOND);
      return {
        events: [
          created,
          failed.received,
          ...failed.redirected,
          failed.event('authentication_failed', 2 * MINUTE - SECOND, 'FAILED'),
          intentEvent(
            'requires_payment_method',
            2 * MINUTE,
            'REQUIRES_PAYMENT_METHOD',
            failed.at(2 * MINUTE - SECOND, 'FAILED'),
          ),
        ],
        expected: [
          intentRow({
            status: 'REQUIRES_PAYMENT_METHOD',
            captured_amount: 0,
            eventName: 'payment_intent.requires_payment_method',
          }),
          failed.row({ status: 'FAILED', eventName: 'payment_attempt.authentication_failed' }),
        ],
        followUp: [`history ${intent}`],
      };
    },
  },
  {
    name: 'abandoned',
    about: 'The shopper never authenticates: the attempt expires and the shop cancels the intent.',
    version,
    lasts: HOUR,
    build: (generator) => {
      const { intent, created, intentEvent, attempt, intentRow } = purchaseOf(generator);
      const abandoned = attempt('left', 20 * SECOND);
      return {
        events: [
          created,
          abandoned.received,
          ...abandoned.redirected,
          abandoned.event('expired', 30 * MINUTE, 'EXPIRED'),
          intentEvent(
            'requires_payment_method',
            30 * MINUTE + SECOND,
            'REQUIRES_PAYMENT_METHOD',
            abandoned.at(30 * MINUTE, 'EXPIRED'),
          ),
          intentEvent('cancelled', HOUR, 'CANCELLED', abandoned.at(30 * MINUTE, 'EXPIRED')),
        ],
        expected: [
          intentRow({
            status: 'CANCELLED',
            captured_amount: 0,
            eventName: 'payment_intent.cancelled',
          }),
          abandoned.row({ status: 'EXPIRED', eventName: 'payment_attempt.expired' }),
        ],
        followUp: [`show ${intent}`],
      };
    },
  },
];
