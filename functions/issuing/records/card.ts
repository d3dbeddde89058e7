import {
  flag,
  group,
  idOf,
  idsOf,
  number,
  text,
  texts,
  time,
  word,
} from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';
import { alertSettings, card_id, maskedNumber, nickname, transactionLimits } from './fields.ts';

/** The records of a card and of a cardholder. */
export const card: RecordDefinitions = {
  card: record({
    pk: 'card#<card_id>',
    sk: 'card',
    timeline: 'cardholder',
    meaning: 'The status of a card, in the timeline of its holder.',
    always: ['card_id'],
    attributes: {
      card_id,
      status: word(
        [
          ...['PENDING', 'ACTIVE', 'INACTIVE', 'EXPIRED', 'BLOCKED', 'LOST', 'STOLEN', 'FAILED'],
          'CLOSED',
        ],
        'FAILED and CLOSED are terminal.',
      ),
      cardholder_id: idOf('cardholder', 'The holder.'),
      created_at: time('When the card was created.'),
      updated_at: time('When the card last changed, as the event that set the record states it.'),
    },
  }),
  card_details: record({
    pk: 'card#<card_id>',
    sk: 'details',
    timeline: 'card',
    meaning: 'What describes a card, beside its status: the first item of its timeline.',
    always: ['card_id'],
    attributes: {
      card_id,
      additional_cardholder_ids: idsOf('cardholder', 'Others who may use it.'),
      masked_card_number: maskedNumber,
      brand: text('The card scheme, such as `VISA`.'),
      form_factor: word(['PHYSICAL', 'VIRTUAL'], 'Whether it is of plastic.'),
      nick_name: nickname,
      is_personalized: flag('Whether it has a holder’s name.'),
      issue_to: word(['INDIVIDUAL', 'ORGANISATION'], 'Whom it is issued to.'),
      purpose: text('What it is for.'),
      program: group('The card program.', {
        purpose: text('`COMMERCIAL`, `CONSUMER`.'),
        type: word(
          ['CREDIT', 'DEBIT', 'DEFERRED_DEBIT', 'PREPAID', 'UNKNOWN'],
          'How spending is funded.',
        ),
        sub_type: text('The type in more detail.'),
        interchange_percent: number('The share of the interchange fee.', 'percent'),
      }),
      funding_source_id: text('What funds its spending.'),
      card_version: number('How many times it was made.', 'count'),
      alert_settings: alertSettings,
      authorization_controls: group('What it may be used for.', {
        active_from: time('From when it can be used.'),
        active_to: time('Until when it can be used.'),
        allowed_currencies: texts('The currencies that it can pay in, ISO 4217; any where absent.'),
        allowed_merchant_categories: texts('The merchant categories that it can pay.'),
        allowed_transaction_count: word(['MULTIPLE', 'SINGLE'], 'How often it can be used.'),
        transaction_limits: transactionLimits,
      }),
    },
  }),
  card_additional_cardholder: record({
    pk: 'card#<card_id>',
    sk: 'cardholder#<cardholder_id>',
    timeline: 'cardholder',
    meaning:
      'That somebody beside its holder may use a card. It counts only while `additional_cardholder_ids` of the card’s details names them.',
    always: ['card_id', 'cardholder_id'],
    attributes: { card_id, cardholder_id: idOf('cardholder', 'Who may use it.') },
  }),
  card_delivery: record({
    pk: 'card#<card_id>',
    sk: 'delivery',
    timeline: 'card',
    meaning: 'Where a physical card is on its way to its holder.',
    always: ['card_id'],
    attributes: {
      card_id,
      status: word(
        [
          ...['PENDING', 'PRINTED', 'FAILED_TO_PRINT', 'DISPATCHED', 'IN_TRANSIT'],
          ...['OUT_FOR_DELIVERY', 'DELIVERED', 'DELIVERY_FAILED', 'DELIVERY_DELAYED', 'UNKNOWN'],
        ],
        'How far the delivery has come.',
      ),
      status_description: text('The status in the carrier’s words.'),
      delivery_mode: text('`STANDARD`, `EXPRESS` …'),
      delivery_vendor: text('The carrier.'),
      tracked: flag('Whether it can be tracked.'),
      updated_at: time('When this was reported.'),
    },
  }),
  card_reissue: record({
    pk: 'card#<card_id>',
    sk: 'reissue#<event_id>',
    timeline: 'card',
    meaning: 'That a card was made again; it keeps its id.',
    always: ['card_id'],
    attributes: {
      card_id,
      new_masked_card_number: maskedNumber,
      old_masked_card_number: text('The number that it had before, masked.'),
      reissue_reason: text('Why, such as `CARD_RENEWAL`.'),
    },
  }),
  card_alert: record({
    pk: 'card#<card_id>',
    sk: 'alert#<event_id>',
    timeline: 'card',
    meaning: 'That a spending limit of a card is nearly used up.',
    always: ['card_id'],
    attributes: {
      card_id,
      masked_card_number: maskedNumber,
      nick_name: nickname,
      alert_settings: alertSettings,
      transaction_limits: transactionLimits,
      authorization_controls: group('Where some versions state the limits.', {
        transaction_limits: transactionLimits,
      }),
    },
  }),
  cardholder: record({
    pk: 'cardholder#<cardholder_id>',
    sk: 'cardholder',
    timeline: 'cardholder',
    meaning: 'A cardholder, without anything of the person.',
    always: ['cardholder_id'],
    attributes: {
      cardholder_id: idOf('cardholder', 'Airwallex’s id of the holder.'),
      type: word(['DELEGATE', 'INDIVIDUAL'], 'A person, or who uses cards for a business.'),
      status: word(
        ['INCOMPLETE', 'PENDING', 'READY', 'DISABLED', 'DELETED'],
        'Cards can be issued to a READY holder; DELETED is terminal.',
      ),
      created_at: time('When the holder was created.'),
      updated_at: time('When the holder last changed.'),
    },
  }),
};
