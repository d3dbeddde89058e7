import { currency, idOf, money, text, word } from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';
import { card_id, maskedNumber, merchant, nickname } from './fields.ts';

const notified = {
  card_id,
  cardholder_id: idOf('cardholder', 'The holder.'),
  card_nickname: nickname,
  masked_card_number: maskedNumber,
  form_factor: word(['PHYSICAL', 'VIRTUAL'], 'Whether the card is of plastic.'),
  merchant,
  merchant_name: text('The merchant’s name.'),
  transaction_amount: money('The amount of the payment.', '`transaction_currency`'),
  transaction_currency: currency('The currency of the payment.'),
};

/** The records of what a cardholder was to be notified of, without any secret. */
export const notification: RecordDefinitions = {
  card_notification: record({
    pk: 'card#<card_id>',
    sk: 'notification#<event_id>',
    timeline: 'card',
    meaning: 'That a card’s holder was to be notified, such as of a one-time passcode.',
    always: ['card_id'],
    attributes: notified,
  }),
  cardholder_notification: record({
    pk: 'cardholder#<cardholder_id>',
    sk: 'notification#<event_id>',
    timeline: 'cardholder',
    meaning: 'The same, where no card is named.',
    always: ['cardholder_id'],
    attributes: notified,
  }),
};
