import {
  type Attributes,
  currency,
  group,
  idOf,
  money,
  text,
  texts,
  time,
} from '../../shared/interface/attribute.ts';
import { type RecordDefinition, record } from '../../shared/interface/definition.ts';

const volume: Attributes = {
  amount: money('The amount.', '`currency` beside it'),
  currency: currency('The currency of the amount.'),
};

/** What an account states of its business, and what it is used for. */
export const details: RecordDefinition = record({
  pk: 'account#<account_id>',
  sk: 'details',
  meaning: 'What describes the account’s business; nothing of persons.',
  always: [],
  attributes: {
    identifier: text(
      'The platform’s own identifier of the account; absent where it contains an `@`, as e-mail addresses do.',
    ),
    account_details: group('Who the account belongs to.', {
      legal_entity_id: idOf('legal_entity', 'Airwallex’s id of the legal entity.'),
      legal_entity_type: text('`BUSINESS` or `INDIVIDUAL`.'),
      business_details: group('The business; absent where the account is a person’s.', {
        business_name: text('The registered name.'),
        business_name_english: text('The name in English.'),
        business_name_trading: text('The name under which it trades.'),
        business_start_date: text('When the business began.'),
        business_structure: text('`COMPANY`, `SOLE_TRADER` …'),
        industry_category: text('The industry, in words.'),
        industry_category_code: text('The industry, as Airwallex’s code.'),
        industry_category_level3: text('The industry at the third level of the categories.'),
        industry_sub_category: text('The industry at the second level of the categories.'),
        operating_country: texts('The countries that it operates in, ISO 3166-1.'),
        state_of_incorporation: text('The state in which it is incorporated.'),
        country_code: text(
          'The country of its address, ISO 3166-1; no more of the address is kept.',
        ),
      }),
    }),
    account_usage: group('What the account is used for.', {
      card_usage: texts('What its cards are for.'),
      collection_country_codes: texts('The countries that it collects money from, ISO 3166-1.'),
      collection_from: texts('Whom it collects money from.'),
      estimated_monthly_revenue: group('The revenue that it expects in a month.', volume),
      expected_monthly_transaction_volume: group('The volume that it expects in a month.', volume),
      payout_country_codes: texts('The countries that it pays to, ISO 3166-1.'),
      payout_to: texts('Whom it pays.'),
      product_reference: texts('The products that it uses.'),
    }),
    created_at: time('When the account was created.'),
  },
});
