import * as fc from 'fast-check';
import { type Happening, happening, type Pen, START, type Stop, walk } from './happening.ts';

/* A card, its holder, and what is spent with it. */

const account = 'acct_issuer';

const aboutCard = (id: string, stop: Stop, name: string, data: (pen: Pen) => object): Happening =>
  happening(id, stop, (pen) => ({ name: `issuing.${name}`, account, data: data(pen) }));

const cardSteps = {
  PENDING: ['INACTIVE', 'ACTIVE', 'FAILED'],
  INACTIVE: ['ACTIVE', 'BLOCKED', 'CLOSED'],
  ACTIVE: ['INACTIVE', 'BLOCKED', 'LOST', 'STOLEN', 'EXPIRED'],
  BLOCKED: ['ACTIVE', 'CLOSED'],
  LOST: ['CLOSED'],
  STOLEN: ['CLOSED'],
  EXPIRED: ['CLOSED'],
};

const card = walk(cardSteps, 'PENDING', 8).map((stops) =>
  stops.map((stop) =>
    aboutCard(`evt_card_${stop.index}`, stop, `card.${stop.state.toLowerCase()}`, (pen) => ({
      card_id: 'card_1',
      card_status: stop.state,
      updated_at: pen.updated,
      // A sparse event tells the status and nothing else of the card.
      ...(pen.sparse
        ? {}
        : {
            cardholder_id: 'holder_1',
            created_at: pen.time(START),
            brand: 'VISA',
            nick_name: `card after ${stop.index}`,
          }),
    })),
  ),
);

const holderSteps = {
  INCOMPLETE: ['PENDING'],
  PENDING: ['READY', 'INCOMPLETE', 'DISABLED'],
  READY: ['DISABLED', 'DELETED'],
  DISABLED: ['READY', 'DELETED'],
};

const cardholder = walk(holderSteps, 'INCOMPLETE', 5).map((stops) =>
  stops.map((stop) =>
    aboutCard(
      `evt_holder_${stop.index}`,
      stop,
      `cardholder.${stop.state.toLowerCase()}`,
      (pen) => ({
        cardholder_id: 'holder_1',
        type: 'INDIVIDUAL',
        updated_at: pen.updated,
        ...(pen.sparse ? {} : { status: stop.state }),
      }),
    ),
  ),
);

/** Messages of one purchase: each has a transaction id of its own. */
const spendSteps = {
  AUTHORIZATION: ['AUTHORIZATION', 'CLEARING', 'REVERSAL', 'EXPIRY', 'DECLINE'],
  CLEARING: ['CLEARING', 'REVERSAL', 'REFUND', 'MATCH'],
  // The same clearing again, which now names other authorizations.
  MATCH: ['CLEARING', 'REFUND'],
  REVERSAL: ['CLEARING', 'REFUND'],
  REFUND: ['REFUND', 'ORIGINAL_CREDIT'],
};

const messageOf: Readonly<Record<string, readonly [type: string, status: string]>> = {
  AUTHORIZATION: ['AUTHORIZATION', 'APPROVED'],
  DECLINE: ['AUTHORIZATION', 'FAILED'],
  EXPIRY: ['REVERSAL', 'APPROVED'],
  MATCH: ['CLEARING', 'APPROVED'],
};

const renamed = (pen: Pen, at: number, purchase: number) =>
  pen.era < '2026-07-17'
    ? {
        lifecycle_id: `lifecycle_${purchase}`,
        acquiring_institution_id: '428817',
        transaction_date: pen.time(at),
        posted_date: pen.time(at),
      }
    : {
        card_transaction_data: { card_transaction_lifecycle_id: `lifecycle_${purchase}` },
        acquiring_institution_identifier: '428817',
        transacted_at: pen.time(at),
        posted_at: pen.time(at),
      };

const named = (stops: readonly Stop[], stop: Stop, purchase: number): readonly string[] => {
  if (['AUTHORIZATION', 'DECLINE', 'REFUND', 'ORIGINAL_CREDIT'].includes(stop.state)) return [];
  const authorizations = stops.filter(({ state }) => state === 'AUTHORIZATION');
  const last = stop.state === 'MATCH' ? 1 : authorizations.length;
  return authorizations.slice(0, last).map(({ index }) => `txn_${purchase}_${index}`);
};

const spend = (purchase: number) =>
  walk(spendSteps, 'AUTHORIZATION', 8).map((stops) =>
    stops.flatMap((stop) => {
      const [type, status] = messageOf[stop.state] ?? [stop.state, 'APPROVED'];
      const id = `txn_${purchase}_${stop.state === 'MATCH' ? stop.index - 1 : stop.index}`;
      const result = status === 'FAILED' ? 'failed' : 'succeeded';
      const sign = type === 'AUTHORIZATION' || type === 'CLEARING' ? -1 : 1;
      return [
        aboutCard(`evt_spend_${purchase}_${stop.index}`, stop, `transaction.${result}`, (pen) => ({
          transaction_id: id,
          transaction_type: type,
          status,
          billing_amount: pen.amount(stop.state === 'REVERSAL' ? 0 : sign * 10.05),
          billing_currency: 'USD',
          transaction_amount: pen.amount(sign * 10.05),
          transaction_currency: 'USD',
          matched_authorizations: named(stops, stop, purchase),
          ...renamed(pen, stop.at, purchase),
          ...(pen.sparse ? {} : { card_id: 'card_1' }),
        })),
      ];
    }),
  );

const cardTransactionSteps = {
  AUTHORIZED: ['CLEARED', 'REVERSED', 'EXPIRED', 'DECLINED'],
  CLEARED: ['REFUNDED'],
};

/** The same purchase in the newer family: its state, its message and its lifecycle's totals. */
const cardTransaction = walk(cardTransactionSteps, 'AUTHORIZED', 3).map((stops) =>
  stops.flatMap((stop) => {
    const common = (pen: Pen) => ({
      lifecycle_id: 'lifecycle_3',
      updated_at: pen.updated,
      created_at: pen.time(START),
      ...(pen.sparse ? {} : { card_id: 'card_1' }),
    });
    const event = (level: string, name: string, data: object) =>
      aboutCard(`evt_${level}_${stop.index}`, stop, `${level}.${name}`, (pen) => ({
        ...common(pen),
        ...data,
      }));
    const message = { id: `message_${stop.index}`, card_transaction_id: 'ct_1' };
    const totals = { total_debited: -stop.index, total_pending: stop.index };
    return [
      event('card_transaction', stop.state.toLowerCase(), { id: 'ct_1', status: stop.state }),
      event('card_transaction_event', 'success', { ...message, type: 'CLEARING' }),
      event('card_transaction_lifecycle', 'modified', {
        id: 'lifecycle_3',
        billing_amounts: totals,
      }),
    ];
  }),
);

const disputeSteps = {
  created: ['submitted', 'canceled'],
  submitted: ['rejected', 'accepted', 'expired'],
  rejected: ['submitted', 'expired'],
  accepted: ['won', 'lost'],
};

const dispute = walk(disputeSteps, 'created', 6).map((stops) =>
  stops.map((stop) =>
    aboutCard(`evt_dispute_${stop.index}`, stop, `transaction_dispute.${stop.state}`, (pen) => ({
      id: 'dispute_1',
      ...(pen.sparse ? {} : { transaction_id: 'txn_1_0' }),
      amount: pen.amount(10.05),
      updated_at: pen.updated,
      created_at: pen.time(START),
    })),
  ),
);

/** The issued card of one company. */
export const issuingHistory: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(card, cardholder, spend(1), spend(2), cardTransaction, dispute)
  .map((strands) => strands.flat());
