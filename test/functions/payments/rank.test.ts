import fc from 'fast-check';
import { consentLifecycle, methodLifecycle } from '../../../functions/payments/customer.ts';
import { disputeLifecycle, stageRanks } from '../../../functions/payments/dispute.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { linkLifecycle } from '../../../functions/payments/link.ts';
import { attemptLifecycle, intentLifecycle } from '../../../functions/payments/payment.ts';
import { paymentsFamilies } from '../../../functions/payments/project.ts';
import { refundLifecycle } from '../../../functions/payments/refund.ts';
import { UNKNOWN_RANK } from '../../../functions/shared/event/lifecycle.ts';
import { FINAL } from '../../../functions/shared/event/version.ts';
import { project } from '../../support/interpret.ts';

const rank = (name: string, object: object = {}): number =>
  project(paymentsFamilies, { name, data: { object: { id: 'x', ...object } } }).rank ?? 0;

/** Says that each event wins a tie against those before it. */
const expectRising = (...ranks: readonly number[]): void => {
  expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
};

describe('ranks', () => {
  it.each([
    ['payment_intent', intentLifecycle, ['CANCELLED', 'SUCCEEDED']],
    ['payment_attempt', attemptLifecycle, ['CANCELLED', 'EXPIRED', 'FAILED', 'PAID']],
    ['refund', refundLifecycle, ['FAILED', 'SETTLED']],
    ['payment_consent', consentLifecycle, ['DISABLED']],
    ['payment_method', methodLifecycle, ['DISABLED']],
    ['payment_link', linkLifecycle, []],
  ])('%s: which statuses are for ever', (kind, { ranks, unknown = UNKNOWN_RANK }, terminal) => {
    const isFinal = (status: string) => rank(`${kind}.updated`, { status }) >= FINAL;
    expect(Object.keys(ranks).filter(isFinal).sort()).toEqual(terminal);
    expect(rank(`${kind}.updated`, { status: 'NEVER_SEEN' })).toBe(unknown);
    expect(isFinal('NEVER_SEEN')).toBe(false);
  });

  it('are whole numbers from 0 to 999 whatever a body says', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'toString', 'ARBITRATION', 'WON', 'PAID'),
    );
    const count = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(
        fc.constantFrom(...payments.events),
        word,
        word,
        count,
        (name, status, stage, n) => {
          const ranked = rank(name, {
            status,
            stage,
            successful_payment_intent_count: Math.round(n) % 1e9,
          });
          return Number.isInteger(ranked) && ranked >= 0 && ranked <= 999;
        },
      ),
    );
  });

  it('a creation stands one below its status', () => {
    expect(rank('payment_intent.created')).toBe(99);
    expect(rank('payment_intent.created', { status: 'SUCCEEDED' })).toBe(949);
  });

  it('an attempt can be cancelled in either spelling', () => {
    const cancelled = rank('payment_attempt.cancelled', { status: 'CANCELLED' });
    expect(rank('payment_attempt.updated', { status: 'CANCELED' })).toBe(cancelled);
  });

  it('a creation yields to whatever else happened in its moment', () => {
    const status = 'REQUIRES_PAYMENT_METHOD';
    expectRising(
      rank('payment_intent.created', { status }),
      rank('payment_intent.updated', { status }),
    );
    expectRising(
      rank('payment_consent.created', { status }),
      rank('payment_consent.updated', { status }),
    );
    expectRising(rank('customer.created'), rank('customer.updated'));
    expectRising(rank('payment_link.created'), rank('payment_link.paid'));
  });
});

describe('a payment intent', () => {
  const status = 'REQUIRES_PAYMENT_METHOD';

  it('goes from created to paid', () => {
    expectRising(
      rank('payment_intent.created', { status }),
      rank('payment_intent.requires_customer_action'),
      rank('payment_intent.pending'),
      rank('payment_intent.pending_review'),
      rank('payment_intent.requires_capture'),
      rank('payment_intent.succeeded'),
    );
  });

  it('is sent back by a failed attempt, whichever event tells of it', () => {
    const backAgain = [
      rank('payment_intent.payment_failed', { status }),
      rank('payment_intent.requires_payment_method', { status }),
      ...['FAILED', 'EXPIRED', 'CANCELLED'].map((failure) =>
        rank('payment_intent.updated', { status, latest_payment_attempt: { status: failure } }),
      ),
    ];
    expect(new Set(backAgain).size).toBe(1);
    expectRising(
      rank('payment_intent.requires_capture'),
      backAgain[0] ?? 0,
      FINAL,
      rank('payment_intent.succeeded'),
    );
  });

  it('that succeeded is not sent back by what its latest attempt was', () => {
    const latest_payment_attempt = { status: 'FAILED' };
    expect(rank('payment_intent.succeeded', { latest_payment_attempt })).toBeGreaterThan(FINAL);
  });
});

describe('a payment consent', () => {
  it('whose verification failed stands above those under way and below a verified one', () => {
    expectRising(
      rank('payment_consent.created'),
      rank('payment_consent.requires_customer_action'),
      rank('payment_consent.pending'),
      rank('payment_consent.verification_failed'),
      rank('payment_consent.verified'),
      rank('payment_consent.paused'),
      rank('payment_consent.disabled'),
    );
  });
});

describe('a dispute', () => {
  it('goes by stage first: a new stage asks for a response again', () => {
    const stages = Object.keys(stageRanks);
    const statuses = Object.keys(disputeLifecycle.ranks);
    expect(stages.join(' < ')).toBe(
      'RFI < PRE_CHARGEBACK < CHARGEBACK < PRE_ARBITRATION < ARBITRATION',
    );
    expectRising(
      ...stages.flatMap((stage) =>
        statuses.map((status) => rank('payment_dispute.lost', { stage, status })),
      ),
    );
  });

  it('is open in arbitration until its outcome', () => {
    expect(rank('payment_dispute.challenged', { stage: 'ARBITRATION' })).toBeLessThan(FINAL);
  });

  it('is over for good only after arbitration', () => {
    for (const status of ['WON', 'LOST', 'ACCEPTED', 'EXPIRED', 'REVERSED']) {
      const event = `payment_dispute.${status.toLowerCase()}`;
      expect(rank(event, { stage: 'PRE_ARBITRATION' })).toBeLessThan(FINAL);
      expect(rank(event, { stage: 'ARBITRATION' })).toBeGreaterThanOrEqual(FINAL);
    }
  });

  it('counts as a chargeback without a stage, or in one that nobody has documented', () => {
    const usual = rank('payment_dispute.challenged', { stage: 'CHARGEBACK' });
    expect(rank('payment_dispute.challenged')).toBe(usual);
    expect(rank('payment_dispute.challenged', { stage: 'MEDIATION' })).toBe(usual);
    expect(rank('payment_dispute.challenged', { stage: 'DISPUTE' })).toBe(usual);
  });
});

it('a payment link that was paid again in the same second has the higher count', () => {
  const paid = (successful_payment_intent_count: number) =>
    rank('payment_link.paid', { status: 'PAID', successful_payment_intent_count });
  expectRising(rank('payment_link.created'), paid(1), paid(2), paid(150));
  expect(paid(1_000_000)).toBeLessThan(FINAL);
});
