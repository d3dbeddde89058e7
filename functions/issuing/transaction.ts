import { key, keyOf } from '../shared/event/identifier.ts';
import type { Lifecycle } from '../shared/record/lifecycle.ts';
import type { ProjectedRecord } from '../shared/record/projection.ts';
import { stateful } from '../shared/record/stateful.ts';
import { unlessEmpty } from './fields.ts';
import { messageTypes, spend } from './spend.ts';

/**
 * Within one message, what ends it wins a tie. A body without a status has that of its event's name:
 * `succeeded` is an approval.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
 */
export const transactionLifecycle: Lifecycle = {
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
 * A transaction is one message: the clearing of a purchase has another id than its authorization, and may
 * come first. Beside its own record it has a copy, `match#<id>`, under every authorization that it names. No
 * event takes a copy away: it counts only while `matched_authorizations` of the message's own record names the
 * authorization, which is for the ledger to compare.
 */
export const transaction = stateful({
  kind: 'transaction',
  schema: spend,
  lifecycle: transactionLifecycle,
  words: { transaction_type: messageTypes },
  bound: ['failure_reason'],
  object: ({ levels, fields }) => ({ ...fields, card_transaction_data: unlessEmpty(levels) }),
  id: 'transaction_id',
  timeline: (_pk, object) => ({ to: keyOf('card', object.card_id), at: object.transacted_at }),
  beside: ({ object, id, status, record: { pk } }) => {
    const attributes = {
      transaction_id: id,
      card_id: object.card_id,
      transaction_type: object.transaction_type,
      status,
      billing_amount: object.billing_amount,
      billing_currency: object.billing_currency,
      transaction_amount: object.transaction_amount,
      transaction_currency: object.transaction_currency,
      transacted_at: object.transacted_at,
      posted_at: object.posted_at,
    };
    const records: ProjectedRecord[] = [...new Set(object.matched_authorizations)].map(
      (authorization) => ({
        pk: key('transaction', authorization),
        sk: key('match', id),
        attributes,
      }),
    );
    const lifecycle = object.card_transaction_data?.card_transaction_lifecycle_id;
    if (lifecycle !== undefined)
      records.push({ pk: key('transaction_lifecycle', lifecycle), sk: pk, attributes });
    return records;
  },
});
