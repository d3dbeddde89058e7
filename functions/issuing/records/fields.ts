import {
  type Attributes,
  currency,
  flag,
  group,
  groups,
  idOf,
  money,
  number,
  text,
  texts,
  time,
  word,
} from '../../shared/interface/attribute.ts';

/*
 * What several records of issuing have in common. Amounts are signed as Airwallex signs them: negative
 * where money leaves the wallet or is held, positive where it comes back.
 */

/** A card's number as it may be kept. */
export const maskedNumber = text('The card’s number, masked: `************4242`.');

/** The name that its holder gave a card. */
export const nickname = text('The name that the card was given.');

/** The card. */
export const card_id = idOf('card', 'The card.');

/** Where something was paid. */
export const merchant = group('The merchant, as the card network names it.', {
  name: text('The name.'),
  category_code: text('The merchant category code (MCC).'),
  city: text('The city.'),
  country: text('The country, ISO 3166-1.'),
  identifier: text('The acquirer’s id of the merchant.'),
});

const limits = (meaning: string) =>
  groups(meaning, {
    interval: text('`PER_TRANSACTION`, `DAILY`, `MONTHLY` …'),
    amount: money('The limit.', '`transaction_limits.currency`'),
    remaining: money('What remains of it.', '`transaction_limits.currency`'),
  });

/** How much a card can spend. */
export const transactionLimits = group('How much the card can spend.', {
  currency: currency('The currency of the limits.'),
  limits: limits('The limits of all spending.'),
  cash_withdrawal_limits: limits('The limits of cash withdrawals.'),
});

/** When its owner is to be warned. */
export const alertSettings = group('When the card’s owner is warned.', {
  low_remaining_transaction_limit: group('That a limit is nearly used up.', {
    enabled: flag('Whether there is such a warning.'),
    percent: number('What of the limit remains at the warning.', 'percent'),
  }),
});

/** The ids of the three levels of card spend. */
export const levels: Attributes = {
  card_transaction_event_id: idOf('card_transaction_event', 'The message.'),
  card_transaction_id: idOf('card_transaction', 'The card transaction that the message is of.'),
  card_transaction_lifecycle_id: idOf(
    'transaction_lifecycle',
    'The lifecycle that the card transaction is of.',
  ),
};

/** What was billed, and in which currency it was paid. */
export const billed: Attributes = {
  billing_amount: money('What is billed to the wallet, signed.', '`billing_currency`'),
  billing_currency: currency('The currency of the wallet.'),
  transaction_amount: money('The amount at the merchant, signed.', '`transaction_currency`'),
  transaction_currency: currency('The currency at the merchant.'),
};

/** When it was made and posted. */
export const moments: Attributes = {
  transacted_at: time('When the card was used.'),
  posted_at: time('When it was posted to the wallet.'),
};

const totals = {
  currency: currency('The currency of the totals, where there are several.'),
  total_authorized: money('What was authorized, signed.', '`currency`, or `billing_currency`'),
  total_pending: money('What is held, signed.', '`currency`, or `billing_currency`'),
  total_debited: money('What was taken, signed.', '`currency`, or `billing_currency`'),
  total_credited: money('What came back, signed.', '`currency`, or `billing_currency`'),
  total_reversed: money('What was reversed, signed.', '`currency`, or `billing_currency`'),
  total_expired: money('What expired, signed.', '`currency`, or `billing_currency`'),
  total_declined: money('What was declined, signed.', '`currency`, or `billing_currency`'),
};

const messageTypes = [
  ...['AUTHORIZATION', 'CLEARING', 'REVERSAL', 'REVERSAL_AUTH', 'REFUND', 'ORIGINAL_CREDIT'],
];

/** What a message is. */
export const transaction_type = word(messageTypes, 'What the message is.');

/** What a message of card spend states, and what is around it, beside the ids. */
export const spend: Attributes = {
  card_id,
  card_nickname: nickname,
  masked_card_number: maskedNumber,
  transaction_id: idOf('transaction', 'The transaction.'),
  matched_authorizations: texts('The ids of the transactions that it clears, reverses or refunds.'),
  transaction_type,
  transaction_category: text('`PURCHASE`, `REFUND`, `WITHDRAWAL` …'),
  type: word(messageTypes, 'What the message is.'),
  subtype: text('What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` …'),
  process_result: word(['APPROVED', 'DECLINED'], 'What became of the message.'),
  failure_reason: text('Why it was declined.'),
  fund_direction: word(['DEBIT', 'CREDIT', 'NO_MOVEMENT'], 'Which way money moves.'),
  ...billed,
  billing_amounts: groups('What was billed in all, by currency.', totals),
  conversion_details: group('How the amount was converted.', {
    buy_currency: currency('The currency that was bought.'),
    sell_currency: currency('The currency that was sold.'),
    rate: number('The rate of the conversion.', '`sell_currency` for one `buy_currency`'),
  }),
  fee_details: groups('Fees that the amount contains.', {
    type: text('What the fee is for.'),
    amount: money('The fee.', '`currency` beside it'),
    currency: currency('The currency of the fee.'),
  }),
  merchant,
  auth_code: text('The code of the authorization.'),
  retrieval_ref: text('The card network’s retrieval reference number.'),
  network_transaction_id: text('The card network’s id of the transaction.'),
  acquiring_institution_identifier: text('The acquirer.'),
  ...moments,
  expiry_date: time('When the authorization expires.'),
  created_at: time('When it was created.'),
  updated_at: time('When it last changed.'),
};
