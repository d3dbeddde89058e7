import type { Course, Format } from '../../shared/histories.ts';
import { aboutObject } from './about-object.ts';

/* An intent with its attempts and captures, its refunds and disputes. */

const intentId = 'int_1';

const belonging = ({ sparse }: Format) => (sparse ? {} : { payment_intent_id: intentId });

const failures = [
  'authentication_failed',
  'authorization_failed',
  'capture_failed',
  'risk_declined',
  'failed_to_process',
];

/** What an attempt's state makes of its intent: status, and the event's name before and now. */
const intentStates: Readonly<Record<string, readonly [string, string, string]>> = {
  AUTHENTICATION_REDIRECTED: [
    'REQUIRES_CUSTOMER_ACTION',
    'requires_customer_action',
    'requires_customer_action',
  ],
  PENDING_AUTHORIZATION: ['PENDING', 'pending', 'pending'],
  AUTHORIZED: ['REQUIRES_CAPTURE', 'requested_capture', 'requires_capture'],
  CAPTURE_REQUESTED: ['SUCCEEDED', 'succeeded', 'succeeded'],
  FAILED: ['REQUIRES_PAYMENT_METHOD', 'payment_failed', 'requires_payment_method'],
  EXPIRED: ['REQUIRES_PAYMENT_METHOD', 'payment_failed', 'requires_payment_method'],
  CANCELLED: ['CANCELLED', 'cancelled', 'cancelled'],
};

/** Each attempt's own events, and those of the intent which they move on or send back. */
export const payment: Course = {
  first: 'RECEIVED',
  next: {
    RECEIVED: ['AUTHENTICATION_REDIRECTED', 'PENDING_AUTHORIZATION', 'AUTHORIZED', 'FAILED'],
    AUTHENTICATION_REDIRECTED: ['PENDING_AUTHORIZATION', 'AUTHORIZED', 'FAILED', 'EXPIRED'],
    PENDING_AUTHORIZATION: ['AUTHORIZED', 'FAILED'],
    AUTHORIZED: ['CAPTURE_REQUESTED', 'CANCELLED', 'EXPIRED'],
    CAPTURE_REQUESTED: ['SETTLED', 'FAILED'],
    SETTLED: ['PAID'],
    // The next attempt of the same intent.
    FAILED: ['RECEIVED'],
    EXPIRED: ['RECEIVED'],
  },
  most: 12,
  events: (step, steps) => {
    const attempts = steps.slice(0, step.index + 1).filter(({ state }) => state === 'RECEIVED');
    const id = `att_${attempts.length}`;
    const failure = failures[step.index % failures.length] ?? '';
    const attempt = aboutObject(
      `evt_attempt_${step.index}`,
      step,
      () => `payment_attempt.${step.state === 'FAILED' ? failure : step.state.toLowerCase()}`,
      (format) => ({ id, status: step.state, amount: format.amount(120.5), ...belonging(format) }),
    );
    const [status, before, now] = intentStates[step.state] ?? [];
    if (status === undefined) return [attempt];
    const intent = aboutObject(
      `evt_intent_${step.index}`,
      step,
      ({ version }) => `payment_intent.${version < '2023-10-01' ? before : now}`,
      ({ amount }) => ({
        id: intentId,
        status,
        amount: amount(120.5),
        captured_amount: amount(status === 'SUCCEEDED' ? 120.5 : 0),
        latest_payment_attempt: { id, status: step.state },
      }),
    );
    return [attempt, intent];
  },
};

const olderWords: Readonly<Record<string, string>> = {
  ACCEPTED: 'PROCESSING',
  SETTLED: 'SUCCEEDED',
};

export const refund = (number: number): Course => ({
  first: 'RECEIVED',
  next: { RECEIVED: ['ACCEPTED'], ACCEPTED: ['SETTLED', 'FAILED'] },
  most: 3,
  events: (step) => {
    const word = ({ version }: Format) =>
      version < '2025-02-14' ? (olderWords[step.state] ?? step.state) : step.state;
    return [
      aboutObject(
        `evt_refund_${number}_${step.index}`,
        step,
        (format) => `refund.${word(format).toLowerCase()}`,
        (format) => ({
          id: `rfd_${number}`,
          status: word(format),
          amount: format.amount(10.01 * number),
          ...belonging(format),
        }),
      ),
    ];
  },
});

const stages = ['RFI', 'PRE_CHARGEBACK', 'CHARGEBACK', 'PRE_ARBITRATION', 'ARBITRATION'];

/** Each stage is answered and decided, and may be followed by the next one. */
const disputeStates = Object.fromEntries(
  stages.flatMap((stage, index) => {
    const next = stages[index + 1];
    const escalated = next === undefined ? [] : [`${next} REQUIRES_RESPONSE`];
    const to = (...statuses: readonly string[]) => statuses.map((status) => `${stage} ${status}`);
    return [
      [`${stage} REQUIRES_RESPONSE`, [...to('CHALLENGED', 'ACCEPTED', 'EXPIRED'), ...escalated]],
      [`${stage} CHALLENGED`, to('PENDING_DECISION', 'PENDING_CLOSURE', 'REVERSED')],
      [`${stage} PENDING_DECISION`, to('WON', 'LOST')],
      [`${stage} PENDING_CLOSURE`, to('WON')],
      [`${stage} WON`, escalated],
      [`${stage} LOST`, escalated],
    ];
  }),
);

const older = (format: Format, stage: string, status: string) => ({
  dispute_id: 'dst_1',
  dispute_amount: format.amount(99.99),
  dispute_currency: 'USD',
  dispute_reason_type: 'FRAUDULENT',
  dispute_original_reason_code: '10.4',
  card_scheme: 'visa',
  stage: stage === 'CHARGEBACK' ? 'DISPUTE' : stage,
  status: status === 'REQUIRES_RESPONSE' ? 'EVIDENCE_REQUIRED' : status,
});

const current = (format: Format, stage: string, status: string) => ({
  id: 'dst_1',
  amount: format.amount(99.99),
  currency: 'USD',
  reason: { type: 'FRAUDULENT', original_code: '10.4' },
  card_brand: 'visa',
  stage,
  status,
});

export const dispute: Course = {
  first: 'RFI REQUIRES_RESPONSE',
  next: disputeStates,
  most: 12,
  events: (step) => {
    const [stage = '', status = ''] = step.state.split(' ');
    const name = () => `payment_dispute.${status.toLowerCase()}`;
    return [
      aboutObject(`evt_dispute_${step.index}`, step, name, (format) => ({
        ...(format.version < '2023-10-01' ? older : current)(format, stage, status),
        ...belonging(format),
      })),
    ];
  },
};
