import { DAY, HOUR, type Story, type Told } from '../story.ts';
import { PAYMENT_TAKES, payment, purchaseOf } from './purchase.ts';

const version = '2026-02-27';

/** Shoppers who want their money back by way of their bank. */
export const disputeStories: readonly Story[] = [
  {
    name: 'dispute-lost',
    about: 'A chargeback is challenged, and lost: one row where it stands, one for its stage.',
    version,
    lasts: PAYMENT_TAKES + 40 * DAY,
    tell: (pen) => {
      const { intent, created, following, events, expected, paidBy, amount, ...ids } = payment(pen);
      const began = PAYMENT_TAKES + DAY;
      const dispute = following('payment_dispute', pen.id('dst'), {
        payment_attempt_id: paidBy.id,
        customer_id: ids.customer_id,
        merchant_order_id: ids.merchant_order_id,
        amount,
        stage: 'CHARGEBACK',
        created_at: pen.time(began),
        due_at: pen.time(began + 14 * DAY),
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
        expected: [...expected, dispute.row(lost), dispute.row(lost, 'stage#CHARGEBACK')],
        look: [`get payments ${intent}`, `history payments ${dispute.id}`],
      };
    },
  },
  {
    name: 'dispute-through-arbitration',
    about:
      'From an enquiry through every later stage to arbitration, won there: a row for each stage.',
    version,
    lasts: 90 * DAY,
    tell: (pen) => {
      const { intent, following, amount, customer_id, merchant_order_id } = purchaseOf(pen);
      const dispute = following('payment_dispute', pen.id('dst'), {
        payment_attempt_id: pen.id('att', 'paid'),
        customer_id,
        merchant_order_id,
        amount,
        created_at: pen.time(0),
      });
      const tell = (after: number, stage: string, status: string): Told =>
        dispute.event(`payment_dispute.${status.toLowerCase()}`, after, {
          stage,
          status,
          due_at: pen.time(after + 7 * DAY),
        });
      const ended = (stage: string, status: string) => ({
        stage,
        status,
        amount,
        eventName: `payment_dispute.${status.toLowerCase()}`,
      });
      return {
        events: [
          tell(0, 'RFI', 'REQUIRES_RESPONSE'),
          tell(5 * DAY, 'RFI', 'CHALLENGED'),
          tell(12 * DAY, 'CHARGEBACK', 'REQUIRES_RESPONSE'),
          tell(20 * DAY, 'CHARGEBACK', 'CHALLENGED'),
          tell(21 * DAY, 'CHARGEBACK', 'PENDING_DECISION'),
          tell(45 * DAY, 'CHARGEBACK', 'WON'),
          tell(50 * DAY, 'PRE_ARBITRATION', 'REQUIRES_RESPONSE'),
          tell(55 * DAY, 'PRE_ARBITRATION', 'CHALLENGED'),
          tell(62 * DAY, 'ARBITRATION', 'REQUIRES_RESPONSE'),
          tell(66 * DAY, 'ARBITRATION', 'CHALLENGED'),
          tell(67 * DAY, 'ARBITRATION', 'PENDING_DECISION'),
          tell(90 * DAY, 'ARBITRATION', 'WON'),
        ],
        expected: [
          dispute.row(ended('ARBITRATION', 'WON')),
          dispute.row(ended('RFI', 'CHALLENGED'), 'stage#RFI'),
          dispute.row(ended('CHARGEBACK', 'WON'), 'stage#CHARGEBACK'),
          dispute.row(ended('PRE_ARBITRATION', 'CHALLENGED'), 'stage#PRE_ARBITRATION'),
          dispute.row(ended('ARBITRATION', 'WON'), 'stage#ARBITRATION'),
        ],
        look: [`history payments ${dispute.id}`, `get payments ${intent}`],
      };
    },
  },
  {
    name: 'dispute-in-old-names',
    about:
      'A dispute as the oldest API version tells it, in fields and words that were renamed since.',
    version: '2021-11-25',
    lasts: 9 * DAY,
    tell: (pen) => {
      const { following, amount } = purchaseOf(pen);
      const id = pen.id('dst');
      const dispute = following('payment_dispute', id, {
        id: undefined,
        dispute_id: id,
        dispute_amount: amount,
        stage: 'DISPUTE',
        created_at: pen.time(0),
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
        expected: [dispute.row(accepted), dispute.row(accepted, 'stage#CHARGEBACK')],
        look: [`history payments ${id}`],
      };
    },
  },
];
