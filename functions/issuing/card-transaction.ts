import { key, keyOf } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey, statusIn } from '../shared/record/lifecycle.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { grownTotals, type Spend, spend } from './fields.ts';

/*
 * The lower two of the three levels of card spend: lifecycle, card transaction, event.
 * https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */

/**
 * All but AUTHORIZED are terminal: a card transaction reaches one of them, and no event is added to it
 * afterwards. In a tie between terminal states the one that moved money wins.
 * https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const cardTransactionStatuses: Lifecycle = {
  ranks: {
    AUTHORIZED: 100,
    VERIFIED: 900,
    DECLINED: 910,
    EXPIRED: 920,
    REVERSED: 930,
    CLEARED: 940,
    REFUNDED: 950,
  },
};

/** Several messages as one purchase: its state, and a place under its card and its lifecycle. */
export const cardTransaction = family(spend, ({ id, levels, fields }, event) => {
  const { card_transaction_id = id, card_transaction_lifecycle_id } = levels;
  if (card_transaction_id === undefined) return missing('data.card_transaction_id', 'an id');
  const object = key('card_transaction', card_transaction_id);
  const { status, rank } = statusIn(cardTransactionStatuses, fields.status, event.name);
  const ids = { card_transaction_id, card_transaction_lifecycle_id };
  const records: ProjectedRecord[] = [
    {
      pk: object,
      sk: stateSortKey('card_transaction', status),
      related: { to: keyOf('card', fields.card_id), at: fields.transacted_at ?? fields.created_at },
      attributes: { ...fields, ...ids, status },
    },
  ];
  if (card_transaction_lifecycle_id !== undefined)
    records.push({
      pk: key('transaction_lifecycle', card_transaction_lifecycle_id),
      sk: object,
      attributes: { ...ids, card_id: fields.card_id },
    });
  return {
    object,
    updatedAt: fields.updated_at,
    rank,
    grown: grownTotals(fields),
    records,
  };
});

const results: Readonly<Record<string, string>> = { success: 'APPROVED', failed: 'DECLINED' };

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const messageIds = ({ id, levels }: Spend) => ({
  ...levels,
  card_transaction_event_id: levels.card_transaction_event_id ?? id,
});

const noEventId = missing('data.card_transaction_event_id', 'an id');

/** One message, whose movement of funds never changes: also under its card transaction and lifecycle. */
export const cardTransactionEvent = family(spend, (data, event) => {
  const { fields } = data;
  const ids = messageIds(data);
  const { card_transaction_event_id, card_transaction_id, card_transaction_lifecycle_id } = ids;
  if (card_transaction_event_id === undefined) return noEventId;
  const object = key('card_transaction_event', card_transaction_event_id);
  const at = fields.transacted_at ?? fields.created_at;
  const attributes = {
    ...fields,
    ...ids,
    process_result: fields.process_result ?? results[lastPart(event.name)],
  };
  const records: ProjectedRecord[] = [
    {
      pk: object,
      sk: 'card_transaction_event',
      related: { to: keyOf('card', fields.card_id), at },
      attributes,
    },
  ];
  if (card_transaction_id !== undefined)
    records.push({ pk: key('card_transaction', card_transaction_id), sk: object, attributes });
  if (card_transaction_lifecycle_id !== undefined)
    records.push({
      pk: key('transaction_lifecycle', card_transaction_lifecycle_id),
      sk: object,
      attributes,
    });
  return { object, updatedAt: fields.updated_at, records };
});

/** What became known of a message later: a record beside it, since it may state less than the message. */
export const enrichment = family(spend, (data) => {
  const { fields } = data;
  const ids = messageIds(data);
  if (ids.card_transaction_event_id === undefined) return noEventId;
  const object = key('card_transaction_event', ids.card_transaction_event_id);
  return {
    object,
    updatedAt: fields.updated_at,
    records: [{ pk: object, sk: 'enrichment', attributes: { ...fields, ...ids } }],
  };
});
