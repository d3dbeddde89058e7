import type { Lifecycle } from '../shared/record/lifecycle.ts';
import type { DomainEvent } from '../shared/record/projection.ts';
import { stateful } from '../shared/record/stateful.ts';
import { id, link, status, text, time } from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import {
  dataOf,
  inObject,
  isCreation,
  methodTypes,
  ofCustomer,
  paymentMethodFields,
} from './fields.ts';

const methodData = dataOf({
  ...paymentMethodFields,
  id,
  request_id: text,
  customer_id: link,
  status,
  created_at: time,
  updated_at: time,
  ...unread('metadata'),
});

export const methodLifecycle: Lifecycle = {
  ranks: { CREATED: 100, DISABLED: 950 },
};

/**
 * What an event's name reports of the attachment. Of two in one moment the later step counts, which
 * is why each has its lead over the other's rank.
 */
const attachments: Readonly<Record<string, { readonly attached: boolean; readonly lead: number }>> =
  {
    'payment_method.created': { attached: true, lead: 0 },
    'payment_method.attached': { attached: true, lead: 1 },
    'payment_method.detached': { attached: false, lead: 2 },
  };

const attachmentOf = (event: DomainEvent, customerId: string | undefined) =>
  isCreation(event) && !customerId ? undefined : attachments[event.name];

/**
 * A payment method, and apart from it whether it is attached to its customer: most events do not
 * state that, and one that detaches may no longer name the customer.
 */
export const paymentMethod = stateful({
  ...inObject,
  kind: 'payment_method',
  schema: methodData,
  lifecycle: methodLifecycle,
  words: { type: methodTypes },
  object: ({ object }) => object,
  timeline: (_pk, object) => ofCustomer(object),
  rank: ({ object, event, rank }) => rank + (attachmentOf(event, object.customer_id)?.lead ?? 0),
  beside: ({ object, event, record: { pk, related } }) => {
    const attachment = attachmentOf(event, object.customer_id);
    if (attachment === undefined) return [];
    const attributes = { attached: attachment.attached, customer_id: object.customer_id };
    return [{ pk, sk: 'attachment', besideStatus: true, related, attributes }];
  },
});
