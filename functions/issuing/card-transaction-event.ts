import { key, keyOf } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { messageResults, messageTypes, type Spend, spend, spendFields } from './spend.ts';

const results: Readonly<Record<string, string>> = { success: 'APPROVED', failed: 'DECLINED' };

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const messageIds = ({ id, levels }: Spend) => ({
  ...levels,
  card_transaction_event_id: levels.card_transaction_event_id ?? id,
});

const noEventId = missing('data.card_transaction_event_id', 'an id');

/**
 * One message, the lowest of the three levels of card spend, whose movement of funds never changes:
 * also under its card transaction and lifecycle.
 * https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const cardTransactionEvent = family(
  spend,
  (data, event) => {
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
        fields: spendFields,
      },
    ];
    if (card_transaction_id !== undefined)
      records.push({
        pk: key('card_transaction', card_transaction_id),
        sk: object,
        attributes,
        fields: spendFields,
      });
    if (card_transaction_lifecycle_id !== undefined)
      records.push({
        pk: key('transaction_lifecycle', card_transaction_lifecycle_id),
        sk: object,
        attributes,
        fields: spendFields,
      });
    return { object, updatedAt: fields.updated_at, records };
  },
  { type: messageTypes, process_result: messageResults },
);

/** What became known of a message later: a record beside it, since it may state less than the message. */
export const enrichment = family(spend, (data) => {
  const { fields } = data;
  const ids = messageIds(data);
  if (ids.card_transaction_event_id === undefined) return noEventId;
  const object = key('card_transaction_event', ids.card_transaction_event_id);
  return {
    object,
    updatedAt: fields.updated_at,
    records: [
      { pk: object, sk: 'enrichment', attributes: { ...fields, ...ids }, fields: spendFields },
    ],
  };
});
