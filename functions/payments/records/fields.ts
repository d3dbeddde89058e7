import {
  type Attributes,
  flag,
  group,
  idOf,
  text,
  time,
  word,
} from '../../shared/interface/attribute.ts';

/** When an object was made and last changed. */
export const times = {
  created_at: time('When it was created.'),
  updated_at: time('When it last changed, as the event that set the record states it.'),
};

/** What is known of a payment method; nothing that identifies a card or its holder. */
export const methodAttributes: Attributes = {
  type: text('`card`, `alipaycn`, `ideal` …'),
  card: group('What is known of a card; nothing that identifies it or its holder.', {
    brand: text('The card scheme, such as `visa`.'),
    last4: text('The last four digits of the card’s number.'),
    card_type: text('`CREDIT`, `DEBIT` …'),
    issuer_country_code: text('The country of the issuer, ISO 3166-1.'),
    expiry_month: text('The month in which the card expires, two digits.'),
    expiry_year: text('The year in which the card expires, four digits.'),
    card_updater_info: group('What the card scheme’s account updater changed.', {
      expiry_updated: flag('Whether it changed the date of expiry.'),
      number_updated: flag('Whether it changed the number.'),
    }),
  }),
};

/** The payment method that something was paid with. */
export const usedMethod = group('The payment method.', {
  id: idOf('payment_method', 'Absent where the method is used once and not kept.'),
  ...methodAttributes,
});

/** Why something failed. */
export const failure: Attributes = {
  failure_code: text('Why it failed, in Airwallex’s words.'),
  failure_details: group('Why it failed, in more detail.', {
    code: text('The code of the failure.'),
  }),
};

/** The status of an attempt. */
export const attemptStatus = word(
  [
    ...['RECEIVED', 'AUTHENTICATION_REDIRECTED', 'PENDING_AUTHORIZATION', 'AUTHORIZED'],
    ...['CAPTURE_REQUESTED', 'SETTLED', 'FAILED', 'EXPIRED', 'CANCELLED', 'PAID'],
  ],
  'How far the attempt has come; from FAILED on terminal.',
);
