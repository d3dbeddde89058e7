import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey, statusIn } from '../shared/record/lifecycle.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { amount, link, nested, text, time } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';

/** REJECTED follows SUBMITTED; a resubmission within the same second would lose to it. */
export const disputeStatuses: Lifecycle = {
  ranks: {
    DRAFT: 100,
    SUBMITTED: 200,
    REJECTED: 300,
    IN_PROGRESS: 600,
    CANCELED: 900,
    EXPIRED: 910,
    LOST: 920,
    WON: 930,
  },
  // `created` is a draft, and `accepted` means that Airwallex took it to the card scheme, where it is in
  // progress; both spellings of a cancellation come as event names.
  // https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
  words: { CREATED: 'DRAFT', ACCEPTED: 'IN_PROGRESS', CANCELLED: 'CANCELED' },
};

const schema = object({
  id: link,
  dispute_id: link,
  transaction_id: link,
  card_transaction_event_id: link,
  card_transaction_data: nested({ card_transaction_event_id: link }),
  status: text,
  detailed_status: text,
  reason: text,
  reference: text,
  amount,
  currency: text,
  updated_by: text,
  created_at: time,
  updated_at: time,
  // Of either side: free text about people, and file ids.
  ...unread('evidence_files', 'notes', 'update_history'),
});

/**
 * A dispute of a card transaction, with a link under what it disputes: a transaction, from API
 * version 2026-08-21 on a card transaction event. https://www.airwallex.com/docs/api/changelog
 */
export const dispute = family(schema, (data, event) => {
  const { dispute_id, id = dispute_id, card_transaction_data, ...fields } = data;
  if (id === undefined) return missing('data.id', 'an id');
  const object = key('transaction_dispute', id);
  const { status, rank } = statusIn(disputeStatuses, fields.status, event.name);
  const { transaction_id } = fields;
  const card_transaction_event_id =
    fields.card_transaction_event_id ?? card_transaction_data?.card_transaction_event_id;
  const links = { transaction_id, card_transaction_event_id };
  const disputed: string[] = [];
  if (transaction_id !== undefined) disputed.push(key('transaction', transaction_id));
  if (card_transaction_event_id !== undefined)
    disputed.push(key('card_transaction_event', card_transaction_event_id));
  const records: ProjectedRecord[] = [
    {
      pk: object,
      sk: stateSortKey('transaction_dispute', status),
      related: { to: disputed[0], at: fields.created_at },
      attributes: { ...fields, ...links, id, status },
    },
  ];
  for (const pk of disputed)
    records.push({
      pk,
      sk: object,
      attributes: { id, ...links, reason: fields.reason, amount: fields.amount },
    });
  return { object, updatedAt: fields.updated_at, rank, records };
});
