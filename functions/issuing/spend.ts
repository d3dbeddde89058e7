import * as v from 'valibot';
import type { Decimal } from '../shared/event/decimal.ts';
import { sortableNumber } from '../shared/record/version.ts';
import {
  amount,
  link,
  links,
  list,
  nested,
  number,
  oneOrMore,
  orNothing,
  status,
  text,
  time,
} from '../shared/schema/fields.ts';
import { groups, object, unread } from '../shared/schema/object.ts';
import { fieldsOf } from '../shared/schema/shape.ts';
import { maskedNumber, merchant } from './fields.ts';

/** What a message can be. */
export const messageTypes = [
  'AUTHORIZATION',
  'CLEARING',
  'REVERSAL',
  'REVERSAL_AUTH',
  'REFUND',
  'ORIGINAL_CREDIT',
];

/** What became of a message. */
export const messageResults = ['APPROVED', 'DECLINED'];

const totals = {
  currency: text,
  total_authorized: amount,
  total_pending: amount,
  total_debited: amount,
  total_credited: amount,
  total_reversed: amount,
  total_expired: amount,
  total_declined: amount,
};

/**
 * Card spend on any of its levels: a message (a transaction, a card transaction event), the card
 * transaction that it belongs to, the lifecycle around it. Renamed fields arrive under their current
 * name, and the ids of the three levels in one place wherever a version puts them.
 */
export const spend = v.pipe(
  groups({
    ids: {
      id: link,
      lifecycle_id: link,
      card_transaction_id: link,
      card_transaction_event_id: link,
      card_transaction_lifecycle_id: link,
      card_transaction_data: nested({
        card_transaction_id: link,
        card_transaction_event_id: link,
        card_transaction_lifecycle_id: link,
      }),
    },
    fields: {
      transaction_id: link,
      matched_authorizations: links,
      card_id: link,
      card_nickname: text,
      masked_card_number: maskedNumber,
      transaction_type: text,
      transaction_category: text,
      type: text,
      subtype: text,
      status,
      process_result: status,
      failure_reason: text,
      fund_direction: text,
      billing_amount: amount,
      billing_currency: text,
      // One currency's totals alone, or a list of them by currency: a record always has a list.
      billing_amounts: orNothing(
        v.pipe(
          oneOrMore(object(totals), 'totals, or a list of them by currency'),
          v.transform((found) => [found].flat()),
        ),
      ),
      transaction_amount: amount,
      transaction_currency: text,
      conversion_details: nested({ buy_currency: text, sell_currency: text, rate: number }),
      fee_details: list({ type: text, amount, currency: text }),
      merchant,
      auth_code: text,
      retrieval_ref: text,
      network_transaction_id: text,
      acquiring_institution_identifier: text,
      transacted_at: time,
      posted_at: time,
      expiry_date: time,
      created_at: time,
      updated_at: time,
    },
    older: {
      acquiring_institution_id: text,
      transaction_date: time,
      transaction_date_time: time,
      posted_date: time,
      ...unread('client_data', 'digital_wallet_token', 'digital_wallet_token_id', 'risk_details'),
    },
  }),
  v.transform(({ ids, fields, older }) => {
    const { card_transaction_data: inner } = ids;
    return {
      id: ids.id,
      levels: {
        card_transaction_id: ids.card_transaction_id ?? inner?.card_transaction_id,
        card_transaction_event_id:
          ids.card_transaction_event_id ?? inner?.card_transaction_event_id,
        card_transaction_lifecycle_id:
          ids.card_transaction_lifecycle_id ??
          inner?.card_transaction_lifecycle_id ??
          ids.lifecycle_id,
      },
      fields: {
        ...fields,
        acquiring_institution_identifier:
          fields.acquiring_institution_identifier ?? older.acquiring_institution_id,
        transacted_at:
          fields.transacted_at ?? older.transaction_date_time ?? older.transaction_date,
        posted_at: fields.posted_at ?? older.posted_date,
      },
    };
  }),
);

/** Card spend in the current version's names. */
export type Spend = v.InferOutput<typeof spend>;

/** Every name that such a record can have. */
export const spendFields = fieldsOf(spend);

/** Currencies of which a version has room for the totals. */
const MOST_CURRENCIES = 3;

const totalNames = [
  ...['total_authorized', 'total_debited', 'total_credited'],
  ...['total_reversed', 'total_expired', 'total_declined'],
] as const;

const magnitude = (total: Decimal | undefined): number => Math.abs(Number(total?.decimal ?? 0));

/** Larger amounts first, whatever their sign; digits are compared only where doubles are equal. */
const descending = (a: Decimal | undefined, b: Decimal | undefined): number => {
  if (a?.decimal === b?.decimal) return 0;
  return magnitude(b) - magnitude(a) || (sortableNumber(a) < sortableNumber(b) ? 1 : -1);
};

/**
 * Totals that only grow, and how many currencies they are in. Of several currencies each total's highest
 * come first: whichever of these grows, the order grows.
 */
export const grownTotals = ({
  billing_amounts,
}: Pick<Spend['fields'], 'billing_amounts'>): readonly (Decimal | undefined)[] => {
  const totals = billing_amounts ?? [];
  const count = { decimal: String(totals.length) };
  // Stryker disable next-line ConditionalExpression,EqualityOperator: only a quicker way to the same.
  if (totals.length < 2)
    return [count, ...totals.flatMap((total) => totalNames.map((name) => total[name]))];
  return [
    count,
    ...totalNames.flatMap((name) =>
      totals
        .map((total) => total[name])
        .sort(descending)
        .slice(0, MOST_CURRENCIES),
    ),
  ];
};
