import { key, keyOf } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, statusIn } from '../shared/record/lifecycle.ts';
import { grownTotals, spend } from './fields.ts';

/**
 * Statuses of the beta, which alone stated one: none is terminal, since a lifecycle takes in further
 * card transactions. https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const lifecycleStatuses: Lifecycle = {
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
export const lifecycle = family(spend, ({ id, levels, fields }, event) => {
  const { card_transaction_lifecycle_id = id } = levels;
  if (card_transaction_lifecycle_id === undefined)
    return missing('data.card_transaction_lifecycle_id', 'an id');
  const object = key('transaction_lifecycle', card_transaction_lifecycle_id);
  const { rank } = statusIn(lifecycleStatuses, fields.status, event.name);
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
      },
    ],
  };
});

/** A message in the beta's shape: one record under its lifecycle. */
export const lifecycleEvent = family(spend, ({ id, levels, fields }, event) => {
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
        attributes: { ...fields, ...levels, id },
      },
    ],
  };
});
