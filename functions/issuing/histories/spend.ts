import { type Course, type Format, type HistoryStep, START } from '../../shared/histories.ts';
import { aboutCard } from './about-card.ts';

/* What is spent with a card, and disputed. */

const messageOf: Readonly<Record<string, readonly [type: string, status: string]>> = {
  AUTHORIZATION: ['AUTHORIZATION', 'APPROVED'],
  DECLINE: ['AUTHORIZATION', 'FAILED'],
  EXPIRY: ['REVERSAL', 'APPROVED'],
  MATCH: ['CLEARING', 'APPROVED'],
};

const renamed = ({ version, time }: Format, at: number, purchase: number) =>
  version < '2026-07-17'
    ? {
        lifecycle_id: `lifecycle_${purchase}`,
        acquiring_institution_id: '428817',
        transaction_date: time(at),
        posted_date: time(at),
      }
    : {
        card_transaction_data: { card_transaction_lifecycle_id: `lifecycle_${purchase}` },
        acquiring_institution_identifier: '428817',
        transacted_at: time(at),
        posted_at: time(at),
      };

const authorizationsOf = (step: HistoryStep, steps: readonly HistoryStep[], purchase: number) => {
  if (['AUTHORIZATION', 'DECLINE', 'REFUND', 'ORIGINAL_CREDIT'].includes(step.state)) return [];
  const authorizations = steps.filter(({ state }) => state === 'AUTHORIZATION');
  const last = step.state === 'MATCH' ? 1 : authorizations.length;
  return authorizations.slice(0, last).map(({ index }) => `txn_${purchase}_${index}`);
};

/** Messages of one purchase: each has a transaction id of its own. */
export const transactions = (purchase: number): Course => ({
  first: 'AUTHORIZATION',
  next: {
    AUTHORIZATION: ['AUTHORIZATION', 'CLEARING', 'REVERSAL', 'EXPIRY', 'DECLINE'],
    CLEARING: ['CLEARING', 'REVERSAL', 'REFUND', 'MATCH'],
    // The same clearing again, which now names other authorizations.
    MATCH: ['CLEARING', 'REFUND'],
    REVERSAL: ['CLEARING', 'REFUND'],
    REFUND: ['REFUND', 'ORIGINAL_CREDIT'],
  },
  most: 8,
  events: (step, steps) => {
    const [type, status] = messageOf[step.state] ?? [step.state, 'APPROVED'];
    const id = `txn_${purchase}_${step.state === 'MATCH' ? step.index - 1 : step.index}`;
    const name = `transaction.${status === 'FAILED' ? 'failed' : 'succeeded'}`;
    const sign = type === 'AUTHORIZATION' || type === 'CLEARING' ? -1 : 1;
    return [
      aboutCard(`evt_spend_${purchase}_${step.index}`, step, name, (format) => ({
        transaction_id: id,
        transaction_type: type,
        status,
        billing_amount: format.amount(step.state === 'REVERSAL' ? 0 : sign * 10.05),
        billing_currency: 'USD',
        transaction_amount: format.amount(sign * 10.05),
        transaction_currency: 'USD',
        matched_authorizations: authorizationsOf(step, steps, purchase),
        ...renamed(format, step.at, purchase),
        ...(!format.sparse && { card_id: 'card_1' }),
      })),
    ];
  },
});

/** A purchase in the newer family: its state, its message and its lifecycle's totals. */
export const cardTransaction: Course = {
  first: 'AUTHORIZED',
  next: { AUTHORIZED: ['CLEARED', 'REVERSED', 'EXPIRED', 'DECLINED'], CLEARED: ['REFUNDED'] },
  most: 3,
  events: (step) => {
    const event = (level: string, name: string, data: object) =>
      aboutCard(`evt_${level}_${step.index}`, step, `${level}.${name}`, (format) => ({
        lifecycle_id: 'lifecycle_3',
        updated_at: format.updated,
        created_at: format.time(START),
        ...(!format.sparse && { card_id: 'card_1' }),
        ...data,
      }));
    const message = { id: `message_${step.index}`, card_transaction_id: 'ct_1', type: 'CLEARING' };
    const totals = { total_debited: -step.index, total_pending: step.index };
    return [
      event('card_transaction', step.state.toLowerCase(), { id: 'ct_1', status: step.state }),
      event('card_transaction_event', 'success', message),
      event('card_transaction_lifecycle', 'modified', {
        id: 'lifecycle_3',
        billing_amounts: totals,
      }),
    ];
  },
};

/** A purchase in the lifecycle's beta: its messages, and its totals with a status. */
export const betaLifecycle: Course = {
  first: 'AUTHORIZED',
  next: { AUTHORIZED: ['AUTHORIZED', 'CLEARED', 'REVERSED'], CLEARED: ['REFUNDED'] },
  most: 4,
  events: (step) => {
    const event = (name: string, data: object) =>
      aboutCard(`evt_${name}_${step.index}`, step, name, (format) => ({
        updated_at: format.updated,
        created_at: format.time(START),
        ...(!format.sparse && { card_id: 'card_1' }),
        ...data,
      }));
    return [
      event('transaction_lifecycle_event.created', {
        id: `beta_${step.index}`,
        lifecycle_id: 'lifecycle_4',
        type: step.state === 'AUTHORIZED' ? 'AUTHORIZATION' : 'CLEARING',
        billing_amount: step.state === 'REFUNDED' ? 10 : -10,
        billing_currency: 'USD',
      }),
      event('transaction_lifecycle.modified', {
        id: 'lifecycle_4',
        status: step.state,
        billing_amounts: { total_authorized: -10 * (step.index + 1) },
      }),
    ];
  },
};

export const dispute: Course = {
  first: 'created',
  next: {
    created: ['submitted', 'canceled'],
    submitted: ['rejected', 'accepted', 'expired'],
    rejected: ['submitted', 'expired'],
    accepted: ['won', 'lost'],
  },
  most: 6,
  events: (step) => [
    aboutCard(
      `evt_dispute_${step.index}`,
      step,
      `transaction_dispute.${step.state}`,
      ({ sparse, updated, time, amount }) => ({
        id: 'dispute_1',
        ...(!sparse &&
          (step.index % 2 === 0
            ? { transaction_id: 'txn_1_0' }
            : { card_transaction_event_id: 'message_0' })),
        amount: amount(10.05),
        updated_at: updated,
        created_at: time(START),
      }),
    ),
  ],
};
