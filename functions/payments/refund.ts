import { amount, id, link, text, time } from '../shared/event/fields.ts';
import { key, keyOf } from '../shared/event/identifier.ts';
import { family } from '../shared/event/interpret.ts';
import { type Lifecycle, stateRow } from '../shared/event/lifecycle.ts';
import { unread } from '../shared/event/object.ts';
import { dataOf, failureDetails, statusOf } from './events.ts';

const refundData = dataOf({
  id,
  request_id: text,
  payment_intent_id: link,
  payment_attempt_id: link,
  amount,
  currency: text,
  reason: text,
  status: text,
  failure_code: text,
  failure_details: failureDetails,
  acquirer_reference_number: link,
  created_at: time,
  updated_at: time,
  ...unread('metadata'),
});

/**
 * Ties between open states: the further one counts. Before API version 2025-02-14 an ACCEPTED
 * refund was PROCESSING and a SETTLED one SUCCEEDED. https://www.airwallex.com/docs/api/changelog
 */
export const refundLifecycle: Lifecycle = {
  ranks: { RECEIVED: 100, ACCEPTED: 200, FAILED: 910, SETTLED: 950 },
  words: { PROCESSING: 'ACCEPTED', SUCCEEDED: 'SETTLED' },
};

/** A refund, a row of its own in its intent's timeline. */
export const refund = family(refundData, ({ object }, event) => {
  const { status, rank } = statusOf(refundLifecycle, object.status, event);
  const pk = key('refund', object.id);
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank,
    facts: [
      {
        pk,
        sk: stateRow('refund', status),
        related: { to: keyOf('payment_intent', object.payment_intent_id), at: object.created_at },
        attributes: { ...object, status },
      },
    ],
  };
});
