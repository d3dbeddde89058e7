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

const businessDetails = orNothing(
  v.pipe(
    eitherCase({
      business_name: text,
      business_name_english: text,
      business_structure: text,
      industry_category: text,
      industry_category_code: text,
      industry_category_level3: text,
      industry_sub_category: text,
      operating_country: oneOrMoreTexts,
      registration_address: country,
      address: country,
      ...unread('address_english', 'as_trustee', 'attachments', 'business_address'),
      ...unread('business_identifiers', 'business_registration_number', 'contact_number'),
      ...unread('description_of_goods_or_services', 'url', 'vat_numbers'),
    }),
    // Of an address nothing but its country is kept.
    v.transform(({ registration_address, address, ...details }) => ({
      ...details,
      country_code: registration_address?.country_code ?? address?.country_code,
    })),
  ),
);

/** `account.*`: the account, its requirements alone, or nothing at all. */
export const account = v.pipe(
  v.unknown(),
  v.transform(gatherRequirements),
  eitherCase({
    id: link,
    status: text,
    identifier,
    account_details: nested({
      legal_entity_type: text,
      business_details: businessDetails,
      ...unread('attachments', 'authorised_person_details', 'beneficial_owners'),
      ...unread('business_person_details', 'director_details', 'individual_details'),
      ...unread('legal_rep_details', 'trustee_details'),
    }),
    account_usage: nested({
      card_usage: texts,
      collection_country_codes: texts,
      collection_from: oneOrMoreTexts,
      expected_monthly_transaction_volume: nested({ amount, currency: text }),
      payout_country_codes: texts,
      payout_to: oneOrMoreTexts,
      product_reference: texts,
    }),
    requirements: orNothing(requirements),
    created_at: time,
    updated_at: time,
    ...unread('customer_agreements', 'metadata', 'next_action', 'primary_contact', 'view_type'),
  }),
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
