import type Big from 'big.js';
import * as v from 'valibot';
import { key, keyOf } from '../../../shared/event/identifier.ts';
import { isDebit, type Money } from '../money.ts';
import { decimal } from '../record.ts';
import type { MessagePart } from './parts.ts';

/**
 * The effect of a message. `reversal` gives back what is held, then what was cleared; `release` and
 * `expiry` only what is held, an expiry all that remains of it; `none` has no effect: declines,
 * verifications, authorizations of a credit.
 */
type Kind =
  | 'authorization'
  | 'clearing'
  | 'clearing reversal'
  | 'reversal'
  | 'release'
  | 'expiry'
  | 'refund'
  | 'original credit'
  | 'none'
  | 'unknown';

/** Statuses of an authorization, and of a card transaction, that no longer hold anything. */
export const endedStates = ['CLEARED', 'REVERSED', 'EXPIRED', 'REFUNDED'] as const;
type Ended = (typeof endedStates)[number];

/** What distinguishes messages of one kind and amount, as far as it is stated. */
export interface References {
  /** Key of the card transaction event. */
  readonly event: string | undefined;
  readonly card: string | undefined;
  /** The network's retrieval reference: the same in every report of one message. */
  readonly retrieval: string | undefined;
  readonly lifecycle: string | undefined;
  readonly network: string | undefined;
  readonly authCode: string | undefined;
}

/** One message of the card network, reported by one or several families of events. */
export interface Message {
  /** Keys of the objects that report it: `card_transaction_event#…`, `transaction#…`. */
  readonly ids: readonly string[];
  /** Ids of the webhooks that set these records. */
  readonly events: readonly string[];
  readonly kind: Kind;
  /** When it was posted, else made: UTC text; empty where no field states it. */
  readonly at: string;
  /** The counted amount: as billed to the wallet, or as stated in a body without a billed one. */
  readonly money: Money | undefined;
  /** The merchant's name. */
  readonly merchant: string | undefined;
  /** The same in the merchant's currency. */
  readonly original: Money | undefined;
  /** Keys of the authorizations that its current version names. */
  readonly names: readonly string[];
  readonly cardTransaction: string | undefined;
  readonly lifecycle: string | undefined;
  readonly references: References;
  /** The times that it states, in milliseconds since 1970. */
  readonly times: readonly number[];
  /** Whether only card, amount and time suggest that its reports are of one message. */
  readonly isDoubtful: boolean;
  /** The final status of an authorization. */
  readonly ended: Ended | undefined;
}

const text = v.optional(v.string());
const amount = v.optional(decimal);
const levels = {
  card_transaction_id: text,
  card_transaction_lifecycle_id: text,
};

const schema = v.object({
  ...levels,
  card_transaction_data: v.optional(v.object(levels)),
  matched_authorizations: v.optional(v.array(v.string()), []),
  transaction_type: text,
  type: text,
  subtype: text,
  transaction_category: text,
  status: text,
  process_result: text,
  billing_amount: amount,
  billing_currency: text,
  transaction_amount: amount,
  transaction_currency: text,
  merchant: v.optional(v.object({ name: v.nullish(v.string()) })),
  card_id: text,
  retrieval_ref: text,
  network_transaction_id: text,
  auth_code: text,
  posted_at: text,
  created_at: text,
  transacted_at: text,
});
type Fields = v.InferOutput<typeof schema>;

const moneyOf = (amount: Big | undefined, currency: string | undefined): Money | undefined =>
  amount && currency !== undefined ? { amount, currency } : undefined;

/** A transaction calls `transaction_type` what an event calls `type`; the beta's is the category. */
const typeOf = ({ type, transaction_type }: Fields): string | undefined => type ?? transaction_type;

const categoryOf = ({ type, transaction_type, transaction_category }: Fields): string =>
  transaction_category ?? (type === undefined ? '' : (transaction_type ?? ''));

/**
 * Whether it is a reversal that bills 0: it gives back what is held in the merchant's currency, and never what
 * was cleared, whose return would be billed. https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
 */
const releasesOnly = (fields: Fields): boolean =>
  (typeOf(fields)?.startsWith('REVERSAL') ?? false) &&
  fields.subtype !== 'CLEARING_REVERSAL' &&
  (fields.billing_amount?.eq(0) ?? false);

const refused = ['FAILED', 'DECLINED'];
const originalCredits = ['ORIGINAL_CREDIT', 'FUNDS_DISBURSEMENT_CREDIT'];

/** What the kind of a message follows from, besides its type. */
interface Signs {
  readonly fields: Fields;
  readonly isCredit: boolean;
  readonly isDebit: boolean;
}

const clearingKind = ({ fields, isCredit }: Signs): Kind => {
  if (fields.subtype === 'CLEARING_REVERSAL') return isCredit ? 'clearing reversal' : 'refund';
  if (!isCredit) return 'clearing';
  return originalCredits.includes(categoryOf(fields)) ? 'original credit' : 'refund';
};

const reversalKind = ({ fields, isDebit }: Signs, otherwise: Kind): Kind => {
  const { subtype } = fields;
  if (subtype === 'EXPIRED_AUTHORIZATION') return 'expiry';
  if (releasesOnly(fields)) return 'release';
  // A debit takes a credit back.
  if (isDebit) return 'refund';
  return subtype === 'CLEARING_REVERSAL' ? 'clearing reversal' : otherwise;
};

const kindsByType: Readonly<Record<string, (signs: Signs) => Kind>> = {
  AUTHORIZATION: ({ fields, isCredit }) =>
    fields.subtype === 'VERIFICATION' || isCredit ? 'none' : 'authorization',
  CLEARING: clearingKind,
  REVERSAL: (signs) => reversalKind(signs, 'reversal'),
  REVERSAL_AUTH: (signs) => reversalKind(signs, 'release'),
  REFUND: () => 'refund',
  ORIGINAL_CREDIT: () => 'original credit',
};

/**
 * The kind of a message, from its type and the sign of its amount.
 * https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle/transaction-events-and-categories
 */
const kindOf = (fields: Fields, money: Money | undefined): Kind => {
  const { status = '', process_result = '' } = fields;
  if (refused.includes(status) || refused.includes(process_result)) return 'none';
  const type = typeOf(fields) ?? '';
  const signs = {
    fields,
    isCredit: money?.amount.gt(0) ?? false,
    isDebit: money !== undefined && isDebit(money),
  };
  return Object.hasOwn(kindsByType, type) ? (kindsByType[type]?.(signs) ?? 'unknown') : 'unknown';
};

/** The billed amount, but for a reversal that bills 0: that in the merchant's currency. */
const countedOf = (fields: Fields, original: Money | undefined): Money | undefined => {
  const billed = moneyOf(fields.billing_amount, fields.billing_currency);
  return billed && !releasesOnly(fields) ? billed : (original ?? billed);
};

/** Reads a message from its stored attributes. */
export const messageOf = ({
  ids,
  events,
  event,
  occurredAt,
  lifecycle: recorded,
  isDoubtful,
  attributes,
}: MessagePart): Message => {
  const fields = v.parse(schema, attributes);
  const original = moneyOf(fields.transaction_amount, fields.transaction_currency);
  const money = countedOf(fields, original);
  const kind = kindOf(fields, money);
  const upper = { ...fields, ...fields.card_transaction_data };
  const lifecycle = keyOf('transaction_lifecycle', upper.card_transaction_lifecycle_id) ?? recorded;
  const { posted_at, created_at, transacted_at } = fields;
  return {
    ids,
    events,
    kind,
    at: posted_at ?? created_at ?? transacted_at ?? occurredAt ?? '',
    money,
    merchant: fields.merchant?.name ?? undefined,
    original,
    names: [...new Set(fields.matched_authorizations.map((id) => key('transaction', id)))],
    cardTransaction: keyOf('card_transaction', upper.card_transaction_id),
    lifecycle,
    references: {
      event,
      card: fields.card_id,
      retrieval: fields.retrieval_ref,
      lifecycle,
      network: fields.network_transaction_id,
      authCode: fields.auth_code,
    },
    times: [posted_at, created_at, transacted_at, occurredAt]
      .map((time) => Date.parse(time ?? ''))
      .filter((time) => !Number.isNaN(time)),
    isDoubtful,
    ended:
      kind === 'authorization' ? endedStates.find((state) => state === fields.status) : undefined,
  };
};
