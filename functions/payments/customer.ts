import * as v from 'valibot';
import { key } from '../shared/event/identifier.ts';
import { emptiedIn } from '../shared/record/emptied.ts';
import { family } from '../shared/record/family.ts';
import { firstInOwnTimeline } from '../shared/record/projection.ts';
import { id, link, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { fieldsOf } from '../shared/schema/shape.ts';
import { dataOf, isCreation } from './fields.ts';

/** Merchants choose it, and some choose the e-mail address, which is not kept. */
const merchantCustomerId = v.pipe(
  link,
  v.transform((chosen) => (chosen?.includes('@') ? undefined : chosen)),
);

const customerData = dataOf({
  id,
  request_id: text,
  merchant_customer_id: merchantCustomerId,
  business_name: text,
  created_at: time,
  updated_at: time,
  ...unread('additional_info', 'address', 'client_secret', 'email', 'first_name', 'last_name'),
  ...unread('metadata', 'phone_number'),
});

const fields = fieldsOf(customerData, 'object');

/**
 * A customer is the first item of their own timeline; they have no status, and nothing of their person
 * is kept.
 */
export const customer = family(customerData, ({ object }, event) => {
  const pk = key('customer', object.id);
  return {
    object: pk,
    updatedAt: object.updated_at,
    rank: isCreation(event) ? 0 : 1,
    records: [
      {
        pk,
        sk: 'customer',
        related: firstInOwnTimeline(pk),
        attributes: { ...object, ...emptiedIn(object, event.data, fields, 'object') },
        fields,
      },
    ],
  };
});
