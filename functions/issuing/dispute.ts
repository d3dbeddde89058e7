import { keyOf } from '../shared/event/identifier.ts';
import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { stateful } from '../shared/record/stateful.ts';
import { amount, link, nested, status, text, time } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';

/** REJECTED follows SUBMITTED; a resubmission within the same second would lose to it. */
export const disputeLifecycle: Lifecycle = {
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
  status,
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

/** As in the vendor's typed models: `@airwallex/node-sdk` 2.1.0-beta.5, IssuingNonPci…Dto. */
const disputeWords = {
  detailed_status: [
    ...['DISPUTE_FILED', 'DISPUTE_DECLINED', 'PRE_ARB_RECEIVED', 'PRE_ARB_DECLINED_BY_ISSUER'],
    ...['PRE_ARB_DELIVERED', 'PRE_ARB_DECLINED_BY_ACQUIRER', 'ARBITRATION_RECEIVED'],
    ...['ARB_DELIVERED', 'WON', 'LOST'],
  ],
  reason: [
    ...['SUSPECTED_FRAUD', 'UNAUTHORIZED_TRANSACTION', 'DUPLICATED_TRANSACTION'],
    ...['PAID_BY_OTHER_MEANS', 'GOODS_SERVICE_NOT_AS_DESCRIBED', 'GOODS_DAMAGED'],
    ...['GOODS_SERVICE_NOT_RECEIVED', 'REFUND_UNPROCESSED', 'GOODS_SERVICE_CANCELED'],
    ...['RECURRING_CANCELED', 'OTHER'],
  ],
  updated_by: ['AIRWALLEX', 'CUSTOMER'],
};

/**
 * A dispute of a card transaction: it belongs to what it disputes, a transaction, from API version
 * 2026-08-21 on a card transaction event. Either may be named alone, and events of both versions may come,
 * so a second record, with the same status, belongs to the latter. https://www.airwallex.com/docs/api/changelog
 */
export const dispute = stateful({
  kind: 'transaction_dispute',
  schema,
  lifecycle: disputeLifecycle,
  words: disputeWords,
  bound: ['detailed_status'],
  object: ({ dispute_id, id = dispute_id, card_transaction_data, ...fields }) => ({
    ...fields,
    card_transaction_event_id:
      fields.card_transaction_event_id ?? card_transaction_data?.card_transaction_event_id,
    id,
  }),
  id: 'id',
  timeline: (_pk, { transaction_id, created_at }) => ({
    to: keyOf('transaction', transaction_id),
    at: created_at,
  }),
  beside: ({ object: { id, card_transaction_event_id, created_at }, status, record: { pk } }) => [
    {
      pk,
      sk: 'card_transaction_event',
      related: { to: keyOf('card_transaction_event', card_transaction_event_id), at: created_at },
      attributes: { id, card_transaction_event_id, status },
    },
  ],
});
