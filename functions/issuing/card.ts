import * as v from 'valibot';
import { key, keyOf } from '../shared/event/identifier.ts';
import { emptiedIn } from '../shared/record/emptied.ts';
import { family, missing } from '../shared/record/family.ts';
import { type Lifecycle, statusIn, wordsOf } from '../shared/record/lifecycle.ts';
import {
  type Attributes,
  type DomainEvent,
  firstInOwnTimeline,
  type ProjectedRecord,
} from '../shared/record/projection.ts';
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
import { alertSettings, maskedNumber, transactionLimits } from './fields.ts';

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

type Card = v.InferOutput<typeof schema>;

/** Fields that are no details, or that a record has under another name. */
const elsewhere = [
  ...['id', 'status', 'card_status', 'created_at', 'updated_at', 'cardholder_id'],
  ...['card_number', 'delivery_details'],
];

const detailFields = fieldsOf(schema).filter((name) => !elsewhere.includes(name));
const deliveryFields = fieldsOf(schema, 'delivery_details');

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

/** A card's own record is the first item of its timeline, whatever else states something of it. */
const detailsRecord = (pk: string, attributes: Attributes): ProjectedRecord => ({
  pk,
  sk: 'details',
  besideStatus: true,
  related: firstInOwnTimeline(pk),
  attributes,
  fields: detailFields,
});

/** That a card was issued again under another number, which is all that this states of its details. */
export const renumbered = (
  pk: string,
  card_id: string,
  masked_card_number: string | undefined,
): readonly ProjectedRecord[] =>
  masked_card_number === undefined ? [] : [detailsRecord(pk, { card_id, masked_card_number })];

/**
 * The holders that a card has beside its own. Such a record counts while the list in the card's details names
 * the holder: no event takes it away.
 */
const additionalHolders = (
  pk: string,
  { card_id, additional_cardholder_ids: ids, created_at }: Card,
): readonly ProjectedRecord[] =>
  [...new Set(ids)].map((cardholder_id) => ({
    pk,
    sk: key('cardholder', cardholder_id),
    besideStatus: true,
    related: { to: key('cardholder', cardholder_id), at: created_at },
    attributes: { card_id, cardholder_id },
  }));

/** Where a card is on its way to its holder: one record, of the latest event that states something of it. */
const delivery = (
  pk: string,
  { card_id, delivery_details }: Card,
  event: DomainEvent,
): readonly ProjectedRecord[] =>
  delivery_details === undefined
    ? []
    : [
        {
          pk,
          sk: 'delivery',
          besideStatus: true,
          bound: ['status_description'],
          related: { to: pk, at: event.createdAt },
          attributes: {
            ...delivery_details,
            ...emptiedIn(delivery_details, event.data, deliveryFields, 'delivery_details'),
            card_id,
          },
          fields: ['card_id', ...deliveryFields],
        },
      ];

/**
 * A card's status, its details, its delivery and its additional holders are records of their own. That of the
 * status belongs to the cardholder, whose cards and their statuses are thus one query.
 */
export const card = family(
  schema,
  (data, event) => {
    const {
      card_id,
      card_status,
      cardholder_id,
      created_at,
      updated_at,
      delivery_details: _delivery,
      ...details
    } = data;
    if (card_id === undefined) return missing('data.card_id', 'an id');
    const object = key('card', card_id);
    const { status, rank } = statusIn(cardLifecycle, card_status, event.name);
    const records: readonly ProjectedRecord[] = [
      {
        pk: object,
        sk: 'card',
        related: { to: keyOf('cardholder', cardholder_id), at: created_at },
        attributes: { card_id, status, cardholder_id, created_at, updated_at },
      },
      detailsRecord(object, {
        ...details,
        ...emptiedIn(details, event.data, detailFields),
        card_id,
      }),
      ...additionalHolders(object, data),
      ...delivery(object, data, event),
    ];
    return { object, updatedAt: updated_at, rank, grown: [details.card_version], records };
  },
  { status: wordsOf(cardLifecycle), card_status: wordsOf(cardLifecycle), ...cardWords },
);
