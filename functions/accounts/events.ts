import * as v from 'valibot';
import {
  amount,
  anyText,
  id,
  link,
  oneOrMore,
  orNothing,
  text,
  texts,
  time,
} from '../shared/event/fields.ts';
import { isObject } from '../shared/event/json.ts';
import { unread } from '../shared/event/object.ts';
import { eitherCase, nested } from './casing.ts';
import { gatherRequirements, requirements } from './requirements.ts';

/*
 * An account's body holds the passports of its owners: only what describes the business is listed.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */

/** Platforms choose the identifier of an account themselves, and some take its owner's e-mail. */
const identifier = v.pipe(
  text,
  v.transform((value) => (value?.includes('@') ? undefined : value)),
);

/** One text in older bodies, a list in current ones. */
const oneOrMoreTexts = orNothing(
  v.pipe(
    oneOrMore(anyText, 'a text or a list of texts'),
    v.transform((found) => [found].flat()),
  ),
);

const country = nested({
  country_code: text,
  ...unread('address_line1', 'address_line2', 'postcode', 'state', 'suburb'),
});

const volume = nested({ amount, currency: text });

/** What an account is used for: at the top in older bodies, in the details in current ones. */
const accountUsage = nested({
  card_usage: oneOrMoreTexts,
  collection_country_codes: texts,
  collection_from: oneOrMoreTexts,
  estimated_monthly_revenue: volume,
  expected_monthly_transaction_volume: volume,
  payout_country_codes: texts,
  payout_to: oneOrMoreTexts,
  product_reference: texts,
});

const businessDetails = orNothing(
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
);

/** A person whose account it is: nothing of them is read but what the account is used for. */
const individual = nested({
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
const individualDetails = orNothing(
  v.pipe(
    v.unknown(),
    v.transform((person) => (isObject(person) ? person : undefined)),
    individual,
  ),
);

const accountBody = eitherCase({
  id: link,
  status: text,
  identifier,
  account_details: nested({
    legal_entity_id: link,
    legal_entity_type: text,
    business_details: businessDetails,
    individual_details: individualDetails,
    // Of people, and what a shop wrote about itself.
    ...unread('attachments', 'authorised_person_details', 'beneficial_owners'),
    ...unread('business_person_details', 'director_details', 'legal_rep_details'),
    ...unread('store_details', 'trustee_details'),
  }),
  account_usage: accountUsage,
  requirements: orNothing(requirements),
  created_at: time,
  updated_at: time,
  ...unread('customer_agreements', 'metadata', 'next_action', 'nickname', 'primary_contact'),
  ...unread('view_type'),
});

const inOnePlace = ({
  account_details,
  account_usage,
  ...account
}: v.InferOutput<typeof accountBody>) => {
  const { individual_details, business_details, ...details } = account_details ?? {};
  const { account_usage: businessUsage, ...business } = business_details ?? {};
  return {
    ...account,
    account_details: account_details && {
      ...details,
      business_details: business_details && business,
    },
    account_usage: account_usage ?? businessUsage ?? individual_details?.account_usage,
  };
};

/** `account.*`: the account, its requirements alone, or nothing at all. */
export const account = v.pipe(
  v.unknown(),
  v.transform(gatherRequirements),
  accountBody,
  v.transform(inOnePlace),
);

/**
 * `account.connected`: an account and the platform it now belongs to. Its `connected_account_name`
 * is a person's where the account is, and therefore not listed.
 */
export const connectedAccount = eitherCase({
  connected_account_id: id,
  connected_account_identifier: identifier,
  connected_account_status: text,
  platform_account_id: link,
  platform_name: text,
  created_at: time,
  ...unread('connected_account_name'),
});

/**
 * `account_capability.*`: what an account may do. The `id` is the capability's name; its `comment`
 * is free text.
 * https://www.airwallex.com/docs/api/account_capability/account_capability
 */
export const accountCapability = eitherCase({
  id,
  account_id: link,
  status: text,
  entity_type: text,
  details: nested({ reason_codes: texts, mcc: text, mcc_candidates: texts }),
  updated_at: time,
  ...unread('comment'),
});
