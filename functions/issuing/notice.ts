import { key } from '../shared/event/identifier.ts';
import { family, missing } from '../shared/record/family.ts';
import type { Attributes, DomainEvent } from '../shared/record/projection.ts';
import { amount, link, nested, text } from '../shared/schema/fields.ts';
import { object, unread } from '../shared/schema/object.ts';
import { fieldsOf } from '../shared/schema/shape.ts';
import { renumbered } from './card.ts';
import { alertSettings, maskedNumber, merchant, transactionLimits } from './fields.ts';

/* What happens to a card any number of times: a record per event, in the card's timeline. */

const notice = (
  kind: string,
  card: string,
  event: DomainEvent,
  attributes: Attributes,
  fields: readonly string[],
) => ({
  object: card,
  records: [
    {
      pk: card,
      sk: `${kind}#${event.key}`,
      related: { to: card, at: event.createdAt },
      attributes,
      fields,
    },
  ],
});

const alertSchema = object({
  id: link,
  card_id: link,
  nick_name: text,
  card_number: maskedNumber,
  masked_card_number: maskedNumber,
  alert_settings: alertSettings,
  transaction_limits: transactionLimits,
  authorization_controls: nested({ transaction_limits: transactionLimits }),
  ...unread('metadata', 'name_on_card'),
});

const alertFields = fieldsOf(alertSchema);

/** A spending limit that is nearly used up. */
export const lowLimit = family(alertSchema, (data, event) => {
  const { id, card_id = id, card_number, masked_card_number = card_number, ...fields } = data;
  if (card_id === undefined) return missing('data.card_id', 'an id');
  const attributes = { ...fields, card_id, masked_card_number };
  return notice('alert', key('card', card_id), event, attributes, alertFields);
});

const reissueSchema = object({
  card_id: link,
  new_masked_card_number: maskedNumber,
  old_masked_card_number: maskedNumber,
  reissue_reason: text,
  ...unread('account_business_name', 'account_id', 'cardholder_first_name'),
});

const reissueFields = fieldsOf(reissueSchema);

/** A renewed card: it keeps its id, and its details get the new number. Its holder's name stays in the body. */
export const reissue = family(reissueSchema, (data, event) => {
  const { card_id, new_masked_card_number } = data;
  if (card_id === undefined) return missing('data.card_id', 'an id');
  const object = key('card', card_id);
  const { records } = notice('reissue', object, event, data, reissueFields);
  return {
    object,
    grown: [undefined],
    records: [...records, ...renumbered(object, card_id, new_masked_card_number)],
  };
});

/** No passcode, activation code or contact: Airwallex sends them so that a platform passes them on. */
const notificationSchema = object({
  card_id: link,
  cardholder_id: link,
  card_nickname: text,
  masked_card_number: maskedNumber,
  form_factor: text,
  merchant,
  merchant_name: text,
  transaction_amount: amount,
  transaction_currency: text,
  ...unread('activation_code', 'one_time_passcode', 'otp'),
  ...unread('device_information', 'email', 'first_name', 'mobile_number'),
});

const notificationFields = fieldsOf(notificationSchema);

/**
 * That a cardholder was to be notified, not of what secret. Under the card, or the cardholder where
 * no card is named. https://www.airwallex.com/docs/issuing/card-branding/notification-delegation-mode
 */
export const notification = family(notificationSchema, (data, event) => {
  const { card_id, cardholder_id } = data;
  if (card_id !== undefined)
    return notice('notification', key('card', card_id), event, data, notificationFields);
  if (cardholder_id === undefined) return missing('data.card_id', 'an id');
  return notice('notification', key('cardholder', cardholder_id), event, data, notificationFields);
});
