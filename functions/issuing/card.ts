import * as v from 'valibot';
import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, statusIn, wordsOf } from '../shared/record/lifecycle.ts';
import { firstInOwnTimeline, type ProjectedRecord } from '../shared/record/projection.ts';
import {
  amount,
  flag,
  link,
  links,
  nested,
  number,
  status,
  text,
  texts,
  time,
} from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';
import { fieldsOf } from '../shared/schema/shape.ts';
import { alertSettings, maskedNumber, transactionLimits, unlessEmpty } from './fields.ts';

/** The more restrictive state wins a tie: a card is rather taken for blocked than for usable. */
export const cardLifecycle: Lifecycle = {
  ranks: {
    PENDING: 100,
    ACTIVE: 200,
    INACTIVE: 300,
    EXPIRED: 400,
    BLOCKED: 600,
    LOST: 700,
    STOLEN: 800,
    FAILED: 900,
    CLOSED: 910,
  },
};

const schema = v.pipe(
  object({
    id: link,
    card_id: link,
    status,
    card_status: status,
    created_at: time,
    updated_at: time,
    cardholder_id: link,
    additional_cardholder_ids: links,
    card_number: maskedNumber,
    masked_card_number: maskedNumber,
    brand: text,
    form_factor: text,
    nick_name: text,
    is_personalized: flag,
    issue_to: text,
    purpose: text,
    program: nested({ purpose: text, type: text, sub_type: text, interchange_percent: number }),
    funding_source_id: text,
    card_version: amount,
    alert_settings: alertSettings,
    authorization_controls: nested({
      active_from: time,
      active_to: time,
      allowed_currencies: texts,
      allowed_merchant_categories: texts,
      allowed_transaction_count: text,
      transaction_limits: transactionLimits,
      ...unread('blocked_transaction_usages'),
    }),
    delivery_details: nested({
      status,
      status_description: text,
      delivery_mode: text,
      delivery_vendor: text,
      tracked: flag,
      updated_at: time,
      // Who holds these can see the address.
      ...unread('tracking_link', 'tracking_number'),
    }),
    ...unread('activate_on_issue', 'all_card_versions', 'client_data', 'created_by', 'metadata'),
    ...unread('name_on_card', 'note', 'postal_address', 'primary_contact_details', 'request_id'),
  }),
  v.transform(({ id, card_id = id, status, card_status = status, card_number, ...fields }) => ({
    ...fields,
    card_id,
    card_status,
    masked_card_number: fields.masked_card_number ?? card_number,
  })),
);

const fields = fieldsOf(schema);

/** As in the vendor's typed models: `@airwallex/node-sdk` 2.1.0-beta.5, IssuingNonPci…Dto. */
const cardWords = {
  form_factor: ['PHYSICAL', 'VIRTUAL'],
  issue_to: ['INDIVIDUAL', 'ORGANISATION'],
  'program.type': ['CREDIT', 'DEBIT', 'DEFERRED_DEBIT', 'PREPAID', 'UNKNOWN'],
  'authorization_controls.allowed_transaction_count': ['MULTIPLE', 'SINGLE'],
  'delivery_details.status': [
    ...['PENDING', 'PRINTED', 'FAILED_TO_PRINT', 'DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY'],
    ...['DELIVERED', 'DELIVERY_FAILED', 'DELIVERY_DELAYED', 'UNKNOWN'],
  ],
};

/**
 * A card's status, its details and its holder are records of their own, so that an event that states
 * only the status loses neither of the others.
 */
export const card = family(
  schema,
  (data, event) => {
    const {
      card_id,
      card_status,
      created_at,
      updated_at,
      cardholder_id,
      additional_cardholder_ids,
      delivery_details,
      ...details
    } = data;
    if (card_id === undefined) return missing('data.card_id', 'an id');
    const object = key('card', card_id);
    const { status, rank } = statusIn(cardLifecycle, card_status, event.name);
    const records: ProjectedRecord[] = [];
    if (status !== undefined)
      records.push({
        pk: object,
        sk: 'card',
        related: firstInOwnTimeline(object),
        attributes: { card_id, status, created_at, updated_at },
      });
    if (unlessEmpty(details))
      records.push({
        pk: object,
        sk: 'details',
        besideStatus: true,
        attributes: { card_id, ...details },
        fields,
      });
    if (cardholder_id !== undefined)
      records.push({
        pk: object,
        sk: 'cardholder',
        besideStatus: true,
        related: { to: key('cardholder', cardholder_id), at: created_at },
        attributes: {
          card_id,
          cardholder_id,
          additional_cardholder_ids,
          masked_card_number: details.masked_card_number,
          brand: details.brand,
          form_factor: details.form_factor,
          nick_name: details.nick_name,
          created_at,
        },
      });
    if (event.name === 'issuing.card.modified')
      records.push({
        pk: object,
        sk: `delivery#${event.key}`,
        related: { to: object, at: event.createdAt },
        attributes: { card_id, delivery_details },
      });
    return { object, updatedAt: updated_at, rank, grown: [details.card_version], records };
  },
  { status: wordsOf(cardLifecycle), card_status: wordsOf(cardLifecycle), ...cardWords },
);
