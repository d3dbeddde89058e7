import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, stateSortKey, statusIn } from '../shared/record/lifecycle.ts';
import { link, text, time } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';

/** The later state of a review wins a tie, and a disabled holder over a ready one. */
export const cardholderStatuses: Lifecycle = {
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
  status: text,
  created_at: time,
  updated_at: time,
  ...unread('email', 'individual', 'mobile_number', 'postal_address'),
});

/** A cardholder without name, contact or address: these stay in the archived body. */
export const cardholder = family(schema, ({ id, cardholder_id = id, ...fields }, event) => {
  if (cardholder_id === undefined) return missing('data.cardholder_id', 'an id');
  const object = key('cardholder', cardholder_id);
  const { status, rank } = statusIn(cardholderStatuses, fields.status, event.name);
  return {
    object,
    updatedAt: fields.updated_at,
    rank,
    records: [
      {
        pk: object,
        sk: stateSortKey('cardholder', status),
        related: { to: object, at: '-' },
        attributes: { ...fields, cardholder_id, status },
      },
    ],
  };
});
