import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { stateful } from '../shared/record/stateful.ts';
import { amount, id, link, status, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { dataOf, failureDetails, inObject, ofIntent } from './fields.ts';

const refundData = dataOf({
  id,
  request_id: text,
  payment_intent_id: link,
  payment_attempt_id: link,
  amount,
  currency: text,
  reason: text,
  status,
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

/** A refund, a record of its own in its intent's timeline. */
export const refund = stateful({
  ...inObject,
  kind: 'refund',
  schema: refundData,
  lifecycle: refundLifecycle,
  bound: ['failure_code', 'failure_details'],
  object: ({ object }) => object,
  timeline: (_pk, object) => ofIntent(object),
});
