import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { firstInOwnTimeline } from '../shared/record/projection.ts';
import { stateful } from '../shared/record/stateful.ts';
import { link, status, text, time } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';

/** The later state of a review wins a tie, and a disabled holder over a ready one. */
export const cardholderLifecycle: Lifecycle = {
  ranks: {
    INCOMPLETE: 100,
    PENDING: 200,
    READY: 300,
    DISABLED: 800,
    DELETED: 900,
  },
};

const schema = object({
  id: link,
  cardholder_id: link,
  type: text,
  status,
  created_at: time,
  updated_at: time,
  ...unread('email', 'individual', 'mobile_number', 'postal_address'),
});

/** A cardholder without name, contact or address: these stay in the archived body. */
export const cardholder = stateful({
  kind: 'cardholder',
  schema,
  lifecycle: cardholderLifecycle,
  words: { type: ['DELEGATE', 'INDIVIDUAL'] },
  object: ({ id, cardholder_id = id, ...fields }) => ({ ...fields, cardholder_id }),
  id: 'cardholder_id',
  timeline: firstInOwnTimeline,
});
