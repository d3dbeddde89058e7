import fc from 'fast-check';
import { disputeLifecycle, stageRanks } from '../../../functions/payments/dispute.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { families } from '../../../functions/payments/families.ts';
import { attemptLifecycle } from '../../../functions/payments/payment-attempt.ts';
import { consentLifecycle } from '../../../functions/payments/payment-consent.ts';
import { intentLifecycle } from '../../../functions/payments/payment-intent.ts';
import { linkLifecycle } from '../../../functions/payments/payment-link.ts';
import { methodLifecycle } from '../../../functions/payments/payment-method.ts';
import { refundLifecycle } from '../../../functions/payments/refund.ts';
import { UNKNOWN_RANK } from '../../../functions/shared/record/lifecycle.ts';
import { FINAL } from '../../../functions/shared/record/version.ts';
import { project } from '../../support/interpret.ts';

const rank = (name: string, object: object = {}): number =>
  project(families, { name, data: { object: { id: 'x', ...object } } }).rank ?? 0;

/** Expects that each event wins a tie against those before it. */
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
  ])('%s: which statuses are terminal', (kind, { ranks, unknown = UNKNOWN_RANK }, terminal) => {
    const isFinal = (status: string) => rank(`${kind}.updated`, { status }) >= FINAL;
    expect(Object.keys(ranks).filter(isFinal).sort()).toEqual(terminal);
    expect(rank(`${kind}.updated`, { status: 'NEVER_SEEN' })).toBe(unknown);
    expect(isFinal('NEVER_SEEN')).toBe(false);
  });

  it('are whole numbers from 0 to 999 for any body', () => {
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

  it('a creation ranks one below its status', () => {
    expect(rank('payment_intent.created')).toBe(99);
    expect(rank('payment_intent.created', { status: 'SUCCEEDED' })).toBe(949);
  });

  it('an attempt can be cancelled in either spelling', () => {
    const cancelled = rank('payment_attempt.cancelled', { status: 'CANCELLED' });
    expect(rank('payment_attempt.updated', { status: 'CANCELED' })).toBe(cancelled);
  });

  it('a creation yields to anything else of its moment', () => {
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

  it('is sent back where its latest attempt has ended unpaid, for any name of the event', () => {
    const names = ['updated', 'requires_payment_method', 'payment_failed'];
    const backAgain = names.flatMap((name) =>
      ['FAILED', 'EXPIRED', 'CANCELLED', 'canceled', 'AUTHORIZATION_FAILED'].map((failure) =>
        rank(`payment_intent.${name}`, { status, latest_payment_attempt: { status: failure } }),
      ),
    );
    expect(new Set(backAgain).size).toBe(1);
    expectRising(
      rank('payment_intent.pending_review'),
      backAgain[0] ?? 0,
      rank('payment_intent.requires_capture'),
      FINAL,
      rank('payment_intent.succeeded'),
    );
    expect(rank('payment_intent.payment_failed', { status })).toBe(backAgain[0]);
  });

  it.each([
    ['without an attempt, as at a creation', 'requires_payment_method', undefined],
    ['with an attempt of no status', 'requires_payment_method', { id: 'att_1' }],
    ['with a pending attempt', 'requires_payment_method', { status: 'RECEIVED' }],
    ['with an attempt that was paid', 'requires_payment_method', { status: 'PAID' }],
    [
      'with a pending attempt, although its name states a failure',
      'payment_failed',
      { status: 'RECEIVED' },
    ],
  ])('is not sent back %s', (_kind, name, latest_payment_attempt) => {
    const ranked = rank(`payment_intent.${name}`, { status, latest_payment_attempt });
    expect(ranked).toBe(intentLifecycle.ranks[status]);
  });

  it('that succeeded is not sent back by what its latest attempt was', () => {
    const latest_payment_attempt = { status: 'FAILED' };
    expect(rank('payment_intent.succeeded', { latest_payment_attempt })).toBeGreaterThan(FINAL);
  });
});

describe('a payment consent', () => {
  it('has failed where its body states a reason, for any name of the event', () => {
    const status = 'REQUIRES_PAYMENT_METHOD';
    const failed = rank('payment_consent.verification_failed');
    const failure_reason = { code: 'issuer_declined' };
    expect(rank('payment_consent.updated', { status, failure_reason })).toBe(failed);
    expect(rank('payment_consent.updated', { status })).toBeLessThan(failed);
  });

  it('whose body states another status has the rank of that, although its name states a failure', () => {
    const pending = rank('payment_consent.pending');
    expect(rank('payment_consent.verification_failed', { status: 'PENDING' })).toBe(pending);
  });

  it('whose verification failed ranks above pending ones and below a verified one', () => {
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
    const statuses = Object.keys(disputeLifecycle.ranks);
    const stages = ['RFI', 'PRE_CHARGEBACK', 'CHARGEBACK', 'PRE_ARBITRATION', 'ARBITRATION'];
    expect(Object.keys(stageRanks)).toEqual(expect.arrayContaining(stages));
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

  it('counts as a chargeback without a stage, or in one that is not documented', () => {
    const usual = rank('payment_dispute.challenged', { stage: 'CHARGEBACK' });
    expect(rank('payment_dispute.challenged')).toBe(usual);
    expect(rank('payment_dispute.challenged', { stage: 'MEDIATION' })).toBe(usual);
    expect(rank('payment_dispute.challenged', { stage: 'DISPUTE' })).toBe(usual);
  });
});

describe('the stage DISPUTE', () => {
  const stageOf = (version: string | undefined, object: object) =>
    project(families, {
      name: 'payment_dispute.lost',
      version,
      data: { object: { status: 'LOST', stage: 'DISPUTE', ...object } },
    }).records[0]?.attributes['stage'];

  it.each([
    ['before 2023-10-01', '2021-11-25', { id: 'x' }, 'CHARGEBACK'],
    ['before 2023-10-01, in the older shape', '2023-09-30', { dispute_id: 'x' }, 'CHARGEBACK'],
    ['of no stated version, in the older shape', undefined, { dispute_id: 'x' }, 'CHARGEBACK'],
    ['of no stated version, in the current shape', undefined, { id: 'x' }, 'DISPUTE'],
    ['from 2023-10-01 on', '2023-10-01', { id: 'x' }, 'DISPUTE'],
    ['of today', '2026-08-21', { id: 'x' }, 'DISPUTE'],
  ])('of a body %s', (_kind, version, object, stage) => {
    expect(stageOf(version, object)).toBe(stage);
  });
});

describe('what only grows', () => {
  const grown = (name: string, object: object) =>
    project(families, { name, data: { object: { id: 'x', ...object } } }).grown;

  it.each([
    ['payment_intent.succeeded', { captured_amount: 70 }, ['70', undefined, undefined]],
    [
      'payment_intent.updated',
      {
        captured_amount: '70.5',
        latest_payment_attempt: { captured_amount: 7, refunded_amount: 5 },
      },
      ['70.5', '7', '5'],
    ],
    ['payment_attempt.paid', { captured_amount: 70, refunded_amount: 5 }, ['70', '5']],
    ['payment_attempt.paid', {}, [undefined, undefined]],
    ['payment_link.paid', { successful_payment_intent_count: 1_000_000 }, ['1000000']],
  ])('in %s is given to the order: %j', (name, object, decimals) => {
    const expected = decimals.map((decimal) => (decimal === undefined ? undefined : { decimal }));
    expect(grown(name, object)).toEqual(expected);
  });
});
