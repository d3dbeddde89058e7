import * as fc from 'fast-check';
import { type Happening, happening, type Pen, START, type Stop, walk } from './happening.ts';

/* An intent with its attempts and captures, its refunds and disputes, and the customer behind it. */

const account = 'acct_shop';
const intentId = 'int_1';

/** An object's event: data wrapped as payments wrap it, the same times in every family. */
export const aboutObject = (
  id: string,
  stop: Stop,
  name: (pen: Pen) => string,
  fields: (pen: Pen) => object,
): Happening =>
  happening(id, stop, (pen) => ({
    name: name(pen),
    account,
    data: {
      object: { created_at: pen.time(START), updated_at: pen.updated, ...fields(pen) },
    },
  }));

const belonging = (pen: Pen) => (pen.sparse ? {} : { payment_intent_id: intentId });

const attemptSteps = {
  RECEIVED: ['AUTHENTICATION_REDIRECTED', 'PENDING_AUTHORIZATION', 'AUTHORIZED', 'FAILED'],
  AUTHENTICATION_REDIRECTED: ['PENDING_AUTHORIZATION', 'AUTHORIZED', 'FAILED', 'EXPIRED'],
  PENDING_AUTHORIZATION: ['AUTHORIZED', 'FAILED'],
  AUTHORIZED: ['CAPTURE_REQUESTED', 'CANCELLED', 'EXPIRED'],
  CAPTURE_REQUESTED: ['SETTLED', 'FAILED'],
  SETTLED: ['PAID'],
  // The next attempt of the same intent.
  FAILED: ['RECEIVED'],
  EXPIRED: ['RECEIVED'],
};

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
const payment = walk(attemptSteps, 'RECEIVED', 12).map((stops) => {
  const told: Happening[] = [];
  let attempt = 0;
  for (const stop of stops) {
    if (stop.state === 'RECEIVED') attempt += 1;
    const id = `att_${attempt}`;
    const failure = failures[stop.index % failures.length] ?? '';
    told.push(
      aboutObject(
        `evt_attempt_${stop.index}`,
        stop,
        () => `payment_attempt.${stop.state === 'FAILED' ? failure : stop.state.toLowerCase()}`,
        (pen) => ({ id, status: stop.state, amount: pen.amount(120.5), ...belonging(pen) }),
      ),
    );
    const [status, before, now] = intentStates[stop.state] ?? [];
    if (status !== undefined)
      told.push(
        aboutObject(
          `evt_intent_${stop.index}`,
          stop,
          ({ era }) => `payment_intent.${era < '2023-10-01' ? before : now}`,
          (pen) => ({
            id: intentId,
            status,
            amount: pen.amount(120.5),
            captured_amount: pen.amount(status === 'SUCCEEDED' ? 120.5 : 0),
            latest_payment_attempt: { id, status: stop.state },
          }),
        ),
      );
  }
  return told;
});

const refundWords: Readonly<Record<string, string>> = {
  ACCEPTED: 'PROCESSING',
  SETTLED: 'SUCCEEDED',
};

const refund = (number: number) =>
  walk({ RECEIVED: ['ACCEPTED'], ACCEPTED: ['SETTLED', 'FAILED'] }, 'RECEIVED', 3).map((stops) =>
    stops.map((stop) => {
      const word = ({ era }: Pen) =>
        era < '2025-02-14' ? (refundWords[stop.state] ?? stop.state) : stop.state;
      return aboutObject(
        `evt_refund_${number}_${stop.index}`,
        stop,
        (pen) => `refund.${word(pen).toLowerCase()}`,
        (pen) => ({
          id: `rfd_${number}`,
          status: word(pen),
          amount: pen.amount(10.01 * number),
          ...belonging(pen),
        }),
      );
    }),
  );

const escalations = ['RFI', 'PRE_CHARGEBACK', 'CHARGEBACK', 'PRE_ARBITRATION', 'ARBITRATION'];

/** Each stage is answered and decided, and may be followed by the next one. */
const disputeSteps = Object.fromEntries(
  escalations.flatMap((stage, index) => {
    const next = escalations[index + 1];
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

const dispute = walk(disputeSteps, 'RFI REQUIRES_RESPONSE', 12).map((stops) =>
  stops.map((stop) => {
    const [stage = '', status = ''] = stop.state.split(' ');
    const name = () => `payment_dispute.${status.toLowerCase()}`;
    return aboutObject(`evt_dispute_${stop.index}`, stop, name, (pen) =>
      pen.era < '2023-10-01'
        ? {
            dispute_id: 'dst_1',
            dispute_amount: pen.amount(99.99),
            dispute_currency: 'USD',
            dispute_reason_type: 'FRAUDULENT',
            dispute_original_reason_code: '10.4',
            card_scheme: 'visa',
            stage: stage === 'CHARGEBACK' ? 'DISPUTE' : stage,
            status: status === 'REQUIRES_RESPONSE' ? 'EVIDENCE_REQUIRED' : status,
            ...belonging(pen),
          }
        : {
            id: 'dst_1',
            amount: pen.amount(99.99),
            currency: 'USD',
            reason: { type: 'FRAUDULENT', original_code: '10.4' },
            card_brand: 'visa',
            stage,
            status,
            ...belonging(pen),
          },
    );
  }),
);

/** Online payments of one shop, everything of its customer's one purchase. */
export const paymentsHistory: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(payment, refund(1), refund(2), dispute)
  .map((strands) => strands.flat());
