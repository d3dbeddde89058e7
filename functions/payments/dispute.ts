import * as v from 'valibot';
import { key } from '../shared/event/identifier.ts';
import type { Lifecycle } from '../shared/record/lifecycle.ts';
import type { DomainEvent } from '../shared/record/projection.ts';
import { stateful } from '../shared/record/stateful.ts';
import { FINAL } from '../shared/record/version.ts';
import { amount, link, list, nested, status, text, time } from '../shared/schema/fields.ts';
import { groups, object, unread } from '../shared/schema/object.ts';
import { inObject, methodTypes, ofIntent } from './fields.ts';

const eitherShape = object({
  object: groups({
    current: {
      id: link,
      payment_intent_id: link,
      payment_attempt_id: link,
      customer_id: link,
      merchant_order_id: link,
      amount,
      currency: text,
      stage: status,
      status,
      reason: nested({ type: text, original_code: text, description: text }),
      card_brand: text,
      payment_method_type: text,
      transaction_type: text,
      acquirer_reference_number: link,
      mode: text,
      accept_reason: text,
      refunds: list({ id: link, acquirer_reference_number: link }),
      due_at: time,
      created_at: time,
      updated_at: time,
    },
    // The names of API versions before 2023-10-01.
    older: {
      dispute_id: link,
      dispute_amount: amount,
      dispute_currency: text,
      dispute_reason_type: text,
      dispute_original_reason_code: text,
      card_scheme: text,
      ...unread('accept_details', 'challenge_details', 'customer_name', 'issuer_comment'),
      ...unread('issuer_documents', 'merchant_account', 'updated_by'),
    },
  }),
  ...unread('object_type'),
});

const inCurrentNames = ({ object: { current, older } }: v.InferOutput<typeof eitherShape>) => {
  const { dispute_reason_type: type, dispute_original_reason_code: original_code } = older;
  return {
    ...current,
    isOlder: older.dispute_id !== undefined,
    id: current.id ?? older.dispute_id,
    amount: current.amount ?? older.dispute_amount,
    currency: current.currency ?? older.dispute_currency,
    card_brand: current.card_brand ?? older.card_scheme,
    reason: current.reason ?? ((type ?? original_code) && { type, original_code }),
  };
};

/**
 * Ranks of the stages: a new stage goes back to REQUIRES_RESPONSE, so they come first. A Wero dispute
 * goes from a pre-dispute to a dispute where others go from a pre-chargeback to a chargeback; the
 * page prints no words of the API for these two.
 * https://www.airwallex.com/docs/payments/payment-methods/emea/wero/wero-disputes
 */
export const stageRanks: Readonly<Record<string, number>> = {
  RFI: 100,
  PRE_CHARGEBACK: 200,
  PRE_DISPUTE: 200,
  CHARGEBACK: 300,
  DISPUTE: 300,
  PRE_ARBITRATION: 400,
  ARBITRATION: 500,
};

/** Most disputes are chargebacks: one without a stage, or in a new one, ranks among them. */
const USUAL_STAGE_RANK = 300;

/**
 * Ranks of the statuses within a stage: the further one counts. The older words are those of the
 * body and the event names from before 2023-10-01.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/payload-examples/online-payments
 */
export const disputeLifecycle: Lifecycle = {
  ranks: {
    REQUIRES_RESPONSE: 10,
    CHALLENGED: 20,
    PENDING_DECISION: 30,
    PENDING_CLOSURE: 50,
    EXPIRED: 60,
    ACCEPTED: 70,
    LOST: 80,
    REVERSED: 90,
    WON: 95,
  },
  unknown: 40,
  words: {
    EVIDENCE_REQUIRED: 'REQUIRES_RESPONSE',
    DISPUTE_RECEIVED_BY_MERCHANT: 'REQUIRES_RESPONSE',
    RFI_RESPONDED_BY_MERCHANT: 'CHALLENGED',
    DISPUTE_RESPONDED_BY_MERCHANT: 'CHALLENGED',
    PRE_CHARGEBACK_ACCEPTED: 'ACCEPTED',
    DISPUTE_REVERSED: 'REVERSED',
  },
};

/** From this step on a status is an outcome. */
const FIRST_OUTCOME = 60;

/** Only the last stage's outcomes are terminal: after those of any other the dispute can escalate. */
const rankOf = (stage: string | undefined, step: number): number => {
  if (stage === 'ARBITRATION' && step >= FIRST_OUTCOME) return FINAL + step;
  const listed = stage && Object.hasOwn(stageRanks, stage) ? stageRanks[stage] : undefined;
  return (listed ?? USUAL_STAGE_RANK) + step;
};

/** Legacy event names state the stage where a body doesn't. */
const stagesOfNames: Readonly<Record<string, string>> = {
  'dispute.rfi_responded_by_merchant': 'RFI',
  'dispute.dispute.pre_chargeback_accepted': 'PRE_CHARGEBACK',
  'dispute.dispute_received_by_merchant': 'CHARGEBACK',
  'dispute.dispute_responded_by_merchant': 'CHARGEBACK',
  'dispute.dispute_reversed': 'CHARGEBACK',
};

/** The first API version with today's stages. https://www.airwallex.com/docs/api/changelog */
const CURRENT_STAGES = '2023-10-01';

/**
 * The stage in today's words. Before {@link CURRENT_STAGES} a chargeback was called DISPUTE, of RFI,
 * DISPUTE and ARBITRATION; where no version is stated, the older names of a body's fields state it.
 */
const stageOf = (
  { stage, isOlder }: { readonly stage?: string | undefined; readonly isOlder: boolean },
  { apiVersion, name }: DomainEvent,
): string | undefined => {
  const isBefore = apiVersion === undefined ? isOlder : apiVersion < CURRENT_STAGES;
  return stage === 'DISPUTE' && isBefore ? 'CHARGEBACK' : (stage ?? stagesOfNames[name]);
};

/** In the key of a stage's record: of what events state without a stage, which is a stage that nobody named. */
const UNSTATED = 'UNSTATED';

/**
 * A dispute, under its current and its legacy name: a record for its current state, and one for each
 * stage that it went through, all in its intent's timeline. That of a stage has no amount, which would be
 * counted again. Every event that states a status sets one of these, so that the latest of them has the
 * dispute's current status.
 */
export const paymentDispute = stateful({
  ...inObject,
  kind: 'payment_dispute',
  schema: v.pipe(eitherShape, v.transform(inCurrentNames)),
  lifecycle: disputeLifecycle,
  words: { stage: Object.keys(stageRanks), payment_method_type: methodTypes },
  bound: ['accept_reason'],
  object: ({ isOlder, ...dispute }, event) => ({
    ...dispute,
    stage: stageOf({ stage: dispute.stage, isOlder }, event),
  }),
  timeline: (_pk, object) => ofIntent(object),
  rank: ({ object: { stage }, rank }) => rankOf(stage, rank),
  beside: ({ object, status, record: { pk, related } }) => {
    const { id, stage, reason, due_at, updated_at } = object;
    if (status === undefined) return [];
    const attributes = { id, stage, status, reason, due_at, updated_at };
    return [{ pk, sk: key('stage', stage ?? UNSTATED), related, attributes }];
  },
});
