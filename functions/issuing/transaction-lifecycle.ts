import { key, keyOf } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, statusIn, wordsOf } from '../shared/record/lifecycle.ts';
import { grownTotals, messageResults, messageTypes, spend, spendFields } from './spend.ts';

/**
 * Statuses of the beta, which alone stated one: none is terminal, since a lifecycle takes in further
 * card transactions. https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
const betaLifecycle: Lifecycle = {
  ranks: {
    AUTHORIZED: 100,
    VERIFIED: 700,
    DECLINED: 710,
    EXPIRED: 720,
    REVERSED: 730,
    CLEARED: 740,
    REFUNDED: 750,
  },
};

/**
 * A lifecycle groups what belongs to one purchase as well as the network's data allow. It has totals and
 * no status; only the beta, `issuing.transaction_lifecycle.*`, stated one, which decides after the totals:
 * a purchase that was cleared may be authorized once more.
 */
export const transactionLifecycleFamily = family(
  spend,
  ({ id, levels, fields }, event) => {
    const { card_transaction_lifecycle_id = id } = levels;
    if (card_transaction_lifecycle_id === undefined)
      return missing('data.card_transaction_lifecycle_id', 'an id');
    const object = key('transaction_lifecycle', card_transaction_lifecycle_id);
    const { rank } = statusIn(betaLifecycle, fields.status, event.name);
    return {
      object,
      updatedAt: fields.updated_at,
      grown: [...grownTotals(fields), { decimal: String(rank) }],
      records: [
        {
          pk: object,
          sk: 'transaction_lifecycle',
          related: { to: keyOf('card', fields.card_id), at: fields.created_at },
          attributes: { ...fields, card_transaction_lifecycle_id },
          fields: spendFields,
        },
      ],
    };
  },
  { status: wordsOf(betaLifecycle) },
);

/*
 * Words of the vendor's typed models: `@airwallex/node-sdk` 2.1.0-beta.5, IssuingNonPci…Dto.
 */

/** What exactly a message of a type is. */
const messageSubtypes = [
  ...['AUTHORIZATION', 'INCREMENTAL_AUTHORIZATION', 'VERIFICATION', 'EXPIRED_AUTHORIZATION'],
  ...['REVERSAL', 'PARTIAL_REVERSAL', 'CLEARING', 'PARTIAL_CLEARING'],
];

/** What kind of purchase a message is about, in the lifecycle's beta. */
const purchaseTypes = [
  ...['PURCHASE', 'CASH_DISBURSEMENT', 'DEBIT_ADJUSTMENT', 'ACCOUNT_FUNDING_TRANSACTION'],
  ...['QUASI_CASH', 'FEE_COLLECTION', 'MERCHANT_CREDIT', 'DISPUTE_CREDIT', 'CREDIT_ADJUSTMENT'],
  ...['ORIGINAL_CREDIT', 'FUNDS_DISBURSEMENT_CREDIT', 'AVAILABLE_FUNDS_INQUIRY', 'UNKNOWN'],
  ...['ELIGIBILITY_INQUIRY', 'CARDHOLDER_ACCOUNT_TRANSFER_ATM', 'PAY_OTHER_PARTY', 'PAYMENT_US'],
];

/** A message in the beta's shape: one record under its lifecycle, in the timeline of its card where it names one. */
export const lifecycleEvent = family(
  spend,
  ({ id, levels, fields }, event) => {
    const { card_transaction_lifecycle_id } = levels;
    if (card_transaction_lifecycle_id === undefined)
      return missing('data.lifecycle_id', 'the id of a lifecycle');
    const object = key('transaction_lifecycle', card_transaction_lifecycle_id);
    return {
      object,
      updatedAt: fields.updated_at,
      records: [
        {
          pk: object,
          sk: key('transaction_lifecycle_event', id ?? event.key),
          related: {
            to: keyOf('card', fields.card_id),
            at: fields.transacted_at ?? fields.created_at,
          },
          attributes: { ...fields, ...levels, id },
          fields: spendFields,
        },
      ],
    };
  },
  {
    type: messageTypes,
    subtype: messageSubtypes,
    process_result: messageResults,
    transaction_type: purchaseTypes,
  },
);
