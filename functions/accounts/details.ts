import * as v from 'valibot';
import { isObject } from '../shared/event/json.ts';
import {
  anyText,
  number,
  oneOrMore,
  orDropped,
  orNothing,
  text,
  texts,
} from '../shared/schema/fields.ts';
import { unread } from '../shared/schema/object.ts';
import { eitherCase, nestedInEitherCase } from './casing.ts';

/* The details in an account's body: those of a business, and of a person only the account's usage. */

/** One text in older bodies, a list in current ones. */
const oneOrMoreTexts = orDropped(
  orNothing(
    v.pipe(
      oneOrMore(anyText, 'a text or a list of texts'),
      v.transform((found) => [found].flat()),
    ),
  ),
);

const country = nestedInEitherCase({
  country_code: text,
  ...unread('address_line1', 'address_line2', 'postcode', 'state', 'suburb'),
});

const volume = nestedInEitherCase({ amount: number, currency: text });

/** What an account is used for: at the top in older bodies, in the details in current ones. */
export const accountUsage = nestedInEitherCase({
  card_usage: oneOrMoreTexts,
  collection_country_codes: texts,
  collection_from: oneOrMoreTexts,
  estimated_monthly_revenue: volume,
  expected_monthly_transaction_volume: volume,
  payout_country_codes: texts,
  payout_to: oneOrMoreTexts,
  product_reference: texts,
});

const businessDetails = orDropped(
  orNothing(
    v.pipe(
      eitherCase({
        business_name: text,
        business_name_english: text,
        business_name_trading: text,
        business_start_date: text,
        business_structure: text,
        industry_category: text,
        industry_category_code: text,
        industry_category_level3: text,
        industry_sub_category: text,
        operating_country: oneOrMoreTexts,
        state_of_incorporation: text,
        account_usage: accountUsage,
        registration_address: country,
        address: country,
        ...unread('address_english', 'as_trustee', 'attachments', 'business_address'),
        ...unread('business_identifiers', 'business_registration_number', 'contact_number'),
        ...unread('registration_address_english', 'trust_name', 'url', 'vat_numbers'),
        // Free text, and what was answered about the owners.
        ...unread('description_of_goods_or_services', 'description_of_industry', 'purpose'),
        ...unread('explanation_for_high_risk_countries_exposure', 'has_nominee_shareholders'),
        ...unread('no_shareholders_with_over_25percent'),
      }),
      // Of an address nothing but its country is kept.
      v.transform(({ registration_address, address, ...details }) => ({
        ...details,
        country_code: registration_address?.country_code ?? address?.country_code,
      })),
    ),
  ),
);

/** A person whose account it is: nothing of them is read but what the account is used for. */
const individual = nestedInEitherCase({
  account_usage: accountUsage,
  ...unread('address', 'address_english', 'attachments', 'date_of_birth', 'employer'),
  ...unread('estimated_monthly_income', 'first_name', 'first_name_english', 'identifications'),
  ...unread('last_name', 'last_name_english', 'live_selfie_file_id', 'middle_name'),
  ...unread('middle_name_english', 'nationality', 'occupation', 'other_names', 'person_id'),
  ...unread('phone_number', 'photo_file_id', 'photo_holding_identification_file_id'),
  ...unread('primary_identification', 'residential_address', 'residential_address_english'),
  ...unread('secondary_identification', 'user_id_on_platform'),
});

/** Of several persons nothing is read. */
const individualDetails = orDropped(
  orNothing(
    v.pipe(
      v.unknown(),
      v.transform((person) => (isObject(person) ? person : undefined)),
      individual,
    ),
  ),
);

export const accountDetails = nestedInEitherCase({
  legal_entity_id: text,
  legal_entity_type: text,
  business_details: businessDetails,
  individual_details: individualDetails,
  // Of people, and what a shop wrote about itself.
  ...unread('attachments', 'authorised_person_details', 'beneficial_owners'),
  ...unread('business_person_details', 'director_details', 'legal_rep_details'),
  ...unread('store_details', 'trustee_details'),
});

/** An account's details as a record has them: the usage beside them, of the person nothing else. */
export const withUsageApart = (
  {
    individual_details,
    business_details,
    ...details
  }: NonNullable<v.InferOutput<typeof accountDetails>>,
  usage: v.InferOutput<typeof accountUsage>,
) => {
  const { account_usage, ...business } = business_details ?? {};
  return {
    account_details: { ...details, business_details: business_details && business },
    account_usage: usage ?? account_usage ?? individual_details?.account_usage,
  };
};
