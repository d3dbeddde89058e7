import { placesIn } from './sentinels.ts';

/*
 * Where a sentinel may turn up. Everything that is not listed here stays in the archived body, and
 * a field that a schema learns to keep has to be entered here.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** What makes an event findable: its own id and its account. */
const event = words('id account_id accountId');

/**
 * What keys and links are made of, and an event's API version. A dispute has a record for each of its
 * stages, so that a stage is part of a key.
 */
const ids = words(`
  version stage id account_id accountId account_ids[] org_id app_id
  connectedAccountId platformAccountId
  dispute_id payment_intent_id payment_attempt_id payment_consent_id payment_method.id customer_id
  initial_payment_intent_id latest_successful_payment_intent_id
  card_id cardholder_id transaction_id lifecycle_id matched_authorizations[]
  card_transaction_id card_transaction_event_id card_transaction_lifecycle_id
  card_transaction_data.card_transaction_id card_transaction_data.card_transaction_event_id
  card_transaction_data.card_transaction_lifecycle_id`);

/** Fields whose new words are news: only a `drift` line tells them, and only one that is a word. */
const vocabulary = words(`
  status card_status connectedAccountStatus stage type transaction_type reason
  payment_method.type payment_method_type next_triggered_by
  account_details.legal_entity_type accountDetails.legalEntityType
  form_factor issue_to program.type authorization_controls.allowed_transaction_count
  delivery_details.status process_result subtype detailed_status updated_by`);

/** What state tables keep of texts: no person's, and nothing that a payment could be made with. */
const kept = words(`
  ${ids.join(' ')} ${vocabulary.join(' ')}

  authorized_scopes[]

  identifier connectedAccountIdentifier platformName entityType entity_type
  account_details.legal_entity_type account_details.business_details.business_name
  account_details.business_details.business_structure
  account_details.business_details.industry_category_code
  account_details.business_details.operating_country[]
  account_details.business_details.registration_address.country_code
  account_usage.collection_country_codes[] account_usage.collection_from[]
  account_usage.expected_monthly_transaction_volume.currency
  account_usage.payout_country_codes[] account_usage.payout_to[] account_usage.product_reference[]
  accountDetails.businessDetails.address.countryCode accountDetails.businessDetails.businessName
  accountDetails.businessDetails.businessNameEnglish
  accountDetails.businessDetails.businessStructure accountDetails.businessDetails.industryCategory
  accountDetails.businessDetails.industryCategoryLevel3
  accountDetails.businessDetails.industrySubCategory
  accountDetails.businessDetails.operatingCountry[] accountDetails.legalEntityType
  accountUsage.cardUsage[] accountUsage.collectionCountryCodes[] accountUsage.collectionFrom
  accountUsage.payoutCountryCodes[] accountUsage.payoutTo
  requirements.photo_file_id_required.message
  requirements.secondary_identification_required[].message
  agreedToTermsAndConditionsRequired.endpoint agreedToTermsAndConditionsRequired.message
  agreedToTermsAndConditionsRequired.method primaryIdentificationRequired[].message
  other[].message other[].error_code agreement_to_terms_and_conditions_required.endpoint
  agreement_to_terms_and_conditions_required.method
  agreement_to_terms_and_conditions_required.message
  primary_identification_required[].message primary_identification_required[].error_code
  account_details.legal_entity_id account_details.individual_details.account_usage.card_usage[]
  account_details.individual_details.account_usage.expected_monthly_transaction_volume.currency
  account_details.individual_details.account_usage.payout_country_codes[]
  account_details.individual_details.account_usage.product_reference[]
  details.mcc details.mcc_candidates[] details.reason_codes[]

  currency base_currency dcc_data.currency dispute_currency
  accept_reason acquirer_reference_number authorization_code business_name cancellation_reason
  descriptor dispute_original_reason_code dispute_reason_type
  failure_code failure_details.code provider_original_response_code provider_transaction_id
  reason.description reason.original_code reason.type
  disable_reason failure_reason.code invoice_id funds_split_data[].destination
  refunds[].id refunds[].acquirer_reference_number
  terms_of_use.payment_amount_type terms_of_use.payment_currency
  terms_of_use.payment_schedule.period_unit terms_of_use.start_date terms_of_use.end_date
  merchant_advice_code merchant_customer_id merchant_order_id merchant_trigger_reason
  mode next_triggered_by reference request_id settle_via title url
  card_brand card_scheme payment_method_type payment_method.type
  card.brand card.card_type card.expiry_month card.expiry_year card.issuer_country_code card.last4
  payment_method.card.brand payment_method.card.card_type payment_method.card.expiry_month
  payment_method.card.expiry_year payment_method.card.issuer_country_code payment_method.card.last4

  billing_currency billing_amounts[].currency transaction_currency fee_details[].currency
  conversion_details.buy_currency conversion_details.sell_currency fee_details[].type
  acquiring_institution_id acquiring_institution_identifier auth_code network_transaction_id
  retrieval_ref process_result failure_reason detailed_status fund_direction subtype
  transaction_category updated_by reissue_reason
  authorization_controls.allowed_currencies[] authorization_controls.allowed_transaction_count
  authorization_controls.transaction_limits.currency
  authorization_controls.transaction_limits.limits[].interval
  transaction_limits.currency transaction_limits.limits[].interval
  brand form_factor issue_to program.purpose program.type purpose card_nickname nick_name
  card_number masked_card_number new_masked_card_number old_masked_card_number
  delivery_details.delivery_mode delivery_details.delivery_vendor delivery_details.status
  delivery_details.status_description
  merchant.category_code merchant.city merchant.country merchant.identifier merchant.name
  merchant_name`);

/** A place without its domain and what surrounds an object. */
const fieldOf = (place: string): string =>
  place.replace(/^\w+: /, '').replace(/^data\.(?:object\.)?(?:latest_payment_attempt\.)?/, '');

const isEnvelope = (place: string): boolean => !place.includes(': data.');

/** Places of which a sentinel may be told. */
export type Allowance = (place: string) => boolean;

/** In a log line or a metric. */
export const inLines: Allowance = (place) => isEnvelope(place) && event.includes(fieldOf(place));

/** In a line that tells of drift, as the word that was found. */
export const inDrift: Allowance = (place) => inLines(place) || vocabulary.includes(fieldOf(place));

/** In what the tool prints of events. */
export const inListings: Allowance = (place) => ids.includes(fieldOf(place));

/** In a state table, and in what the tool prints of its records. */
export const inRecords: Allowance = (place) => kept.includes(fieldOf(place));

/** In a message's attributes, an answer to a request, and everywhere else. */
export const nowhere: Allowance = () => false;

/** The places of sentinels in a text that may not tell of them. */
export const leaks = (text: string, allowed: Allowance): readonly string[] =>
  placesIn(text).filter((place) => !allowed(place));

const messageOf = (line: string): unknown => JSON.parse(line).message;

/** The same of lines that functions have written. @throws SyntaxError when one is no JSON. */
export const leaksInLines = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => leaks(line, messageOf(line) === 'drift' ? inDrift : inLines));
