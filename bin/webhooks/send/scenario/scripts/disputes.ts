import { DAY, HOUR, type Script, type ScriptedEvent } from '../script.ts';
import { PAYMENT_TAKES, payment, purchaseOf } from './purchase.ts';

const version = '2026-02-27';

/** Shoppers who claim their money back through their bank. */
export const disputeScripts: readonly Script[] = [
  {
    name: 'dispute-lost',
    about:
      'A chargeback is challenged, and lost: one record for its current state, one for its stage.',
    version,
    lasts: PAYMENT_TAKES + 40 * DAY,
    build: (generator) => {
      const { intent, created, following, events, expected, paidBy, amount, ...ids } =
        payment(generator);
      const began = PAYMENT_TAKES + DAY;
      const dispute = following('payment_dispute', generator.id('dst'), {
        payment_attempt_id: paidBy.id,
        customer_id: ids.customer_id,
        merchant_order_id: ids.merchant_order_id,
        amount,
        stage: 'CHARGEBACK',
        created_at: generator.time(began),
        due_at: generator.time(began + 14 * DAY),
      });
      const lost = {
        status: 'LOST',
        stage: 'CHARGEBACK',
        amount,
        eventName: 'payment_dispute.lost',
      };
      return {
        events: [
          created,
          ...events,
          dispute.event('payment_dispute.requires_response', began, {
            status: 'REQUIRES_RESPONSE',
          }),
          dispute.event('payment_dispute.challenged', began + 9 * DAY, { status: 'CHALLENGED' }),
          dispute.event('payment_dispute.pending_decision', began + 10 * DAY, {
            status: 'PENDING_DECISION',
          }),
          dispute.event('payment_dispute.lost', PAYMENT_TAKES + 40 * DAY, { status: 'LOST' }),
        ],
        expected: [
          ...expected,
          dispute.row(lost),
          dispute.stage('CHARGEBACK', lost.eventName, 'LOST'),
        ],
        followUp: [`show ${intent}`, `history ${dispute.id}`],
      };
    },
  },
  {
    name: 'dispute-through-arbitration',
    about:
      'From an enquiry through every later stage to arbitration, won there: a record for each stage.',
    version,
    lasts: 90 * DAY,
    build: (generator) => {
      const { intent, following, amount, customer_id, merchant_order_id } = purchaseOf(generator);
      const dispute = following('payment_dispute', generator.id('dst'), {
        payment_attempt_id: generator.id('att', 'paid'),
        customer_id,
        merchant_order_id,
        amount,
        created_at: generator.time(0),
      });
      const event = (after: number, stage: string, status: string): ScriptedEvent =>
        dispute.event(`payment_dispute.${status.toLowerCase()}`, after, {
          stage,
          status,
          due_at: generator.time(after + 7 * DAY),
        });
      return {
        events: [
          event(0, 'RFI', 'REQUIRES_RESPONSE'),
          event(5 * DAY, 'RFI', 'CHALLENGED'),
          event(12 * DAY, 'CHARGEBACK', 'REQUIRES_RESPONSE'),
          event(20 * DAY, 'CHARGEBACK', 'CHALLENGED'),
          event(21 * DAY, 'CHARGEBACK', 'PENDING_DECISION'),
          event(45 * DAY, 'CHARGEBACK', 'WON'),
          event(50 * DAY, 'PRE_ARBITRATION', 'REQUIRES_RESPONSE'),
          event(55 * DAY, 'PRE_ARBITRATION', 'CHALLENGED'),
          event(62 * DAY, 'ARBITRATION', 'REQUIRES_RESPONSE'),
          event(66 * DAY, 'ARBITRATION', 'CHALLENGED'),
          event(67 * DAY, 'ARBITRATION', 'PENDING_DECISION'),
          event(90 * DAY, 'ARBITRATION', 'WON'),
        ],
        expected: [
          dispute.row({
            ...{ stage: 'ARBITRATION', status: 'WON', amount },
            eventName: 'payment_dispute.won',
          }),
          dispute.stage('RFI', 'payment_dispute.challenged', 'CHALLENGED'),
          dispute.stage('CHARGEBACK', 'payment_dispute.won', 'WON'),
          dispute.stage('PRE_ARBITRATION', 'payment_dispute.challenged', 'CHALLENGED'),
          dispute.stage('ARBITRATION', 'payment_dispute.won', 'WON'),
        ],
        followUp: [`history ${dispute.id}`, `show ${intent}`],
      };
    },
  },
  {
    name: 'dispute-in-old-names',
    about:
      'A dispute of the oldest API version, in field names and values that were renamed since.',
    version: '2021-11-25',
    lasts: 9 * DAY,
    build: (generator) => {
      const { following, amount } = purchaseOf(generator);
      const id = generator.id('dst');
      const dispute = following('payment_dispute', id, {
        id: undefined,
        dispute_id: id,
        dispute_amount: amount,
        stage: 'DISPUTE',
        created_at: generator.time(0),
      });
      const accepted = {
        stage: 'CHARGEBACK',
        status: 'ACCEPTED',
        amount,
        currency: 'USD',
        eventName: 'dispute.accepted',
      };
      return {
        events: [
          dispute.event('dispute.dispute_received_by_merchant', 6 * HOUR, {
            status: 'EVIDENCE_REQUIRED',
          }),
          dispute.event('dispute.accepted', 9 * DAY, { status: 'ACCEPTED' }),
        ],
        expected: [
          dispute.row(accepted),
          dispute.stage('CHARGEBACK', accepted.eventName, 'ACCEPTED'),
        ],
        followUp: [`history ${id}`],
      };
    },
  },
];
