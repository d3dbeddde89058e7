import { key, keyOf } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey, statusIn } from '../shared/record/lifecycle.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { spend, unlessEmpty } from './fields.ts';

/**
 * Within one message, what ends it wins a tie. A body without a status has that of its event's name:
 * `succeeded` is an approval.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
 */
export const transactionStatuses: Lifecycle = {
  ranks: {
    PENDING: 100,
    APPROVED: 300,
    FAILED: 900,
    EXPIRED: 910,
    REVERSED: 920,
    CLEARED: 930,
  },
  words: { SUCCEEDED: 'APPROVED' },
};

/**
 * A transaction is one message: the clearing of a purchase has another id than its authorization,
 * and may come first. Each is stored in its own collection and in that of every authorization that it
 * names, so that an authorization with all that cleared, reversed or refunded it is one query. Its
 * own record keeps the list: records under an authorization that it no longer names don't count.
 */
export const transaction = family(spend, ({ levels, fields }, event) => {
  const { transaction_id } = fields;
  if (transaction_id === undefined) return missing('data.transaction_id', 'an id');
  const object = key('transaction', transaction_id);
  const { status, rank } = statusIn(transactionStatuses, fields.status, event.name);
  const lifecycle = levels.card_transaction_lifecycle_id;
  const headline = {
    transaction_id,
    card_id: fields.card_id,
    transaction_type: fields.transaction_type,
    status,
    billing_amount: fields.billing_amount,
    billing_currency: fields.billing_currency,
    transaction_amount: fields.transaction_amount,
    transaction_currency: fields.transaction_currency,
    transacted_at: fields.transacted_at,
    posted_at: fields.posted_at,
  };
  const records: ProjectedRecord[] = [
    {
      pk: object,
      sk: stateSortKey('transaction', status),
      related: { to: keyOf('card', fields.card_id), at: fields.transacted_at },
      attributes: { ...fields, status, card_transaction_data: unlessEmpty(levels) },
    },
  ];
  for (const authorization of new Set(fields.matched_authorizations))
    records.push({
      pk: key('transaction', authorization),
      sk: key('match', transaction_id),
      attributes: headline,
    });
  if (lifecycle !== undefined)
    records.push({
      pk: key('transaction_lifecycle', lifecycle),
      sk: object,
      attributes: headline,
    });
  return {
    object,
    updatedAt: fields.updated_at,
    rank,
    records,
  };
});
