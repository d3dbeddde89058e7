/** Why schemas leave fields of the vendor's models unread: the names of the fields by reason. */
const reasons: Readonly<Record<string, readonly string[]>> = {
  'It gives access to an object or leads its customer on.': [
    ...['client_secret', 'next_action', 'return_url', 'mandate'],
  ],
  'It holds personal data: names, birth dates, documents, occupation and income.': [
    ...['customer', 'customer_name', 'first_name', 'last_name', 'first_name_english'],
    ...['last_name_english', 'middle_name', 'middle_name_english', 'other_names', 'name_on_card'],
    ...['individual', 'nickname', 'nationality', 'date_of_birth', 'identifications', 'employer'],
    ...['occupation', 'estimated_monthly_income', 'person_id', 'live_selfie_file_id'],
    ...['photo_holding_identification_file_id', 'business_person_details', 'trustee_details'],
    ...['customer_agreements', 'created_by', 'target', 'card.name', 'card.korean_card'],
  ],
  'It is an address or a contact; of an address its country is read.': [
    ...['address', 'address_line1', 'address_line2', 'postcode', 'state', 'suburb', 'email'],
    ...['business_address', 'registration_address_english', 'residential_address'],
    ...['residential_address_english', 'postal_address', 'phone_number', 'mobile_number'],
    ...['contact_number', 'primary_contact', 'primary_contact_details', 'billing', 'url'],
    ...['tracking_link', 'tracking_number'],
  ],
  'It holds documents or evidence, or names their files.': [
    ...['attachments', 'accept_details', 'challenge_details', 'issuer_documents'],
    ...['business_identifiers'],
  ],
  'It is free text, or the free data of a merchant or a platform.': [
    ...['metadata', 'client_data', 'additional_info', 'note', 'notes', 'comment', 'message'],
    ...['issuer_comment', 'description_of_goods_or_services', 'failure_reason.details'],
    ...['explanation_for_high_risk_countries_exposure', 'update_history', 'store_details'],
  ],
  'It identifies a card or a device.': [
    ...['bin', 'fingerprint', 'card.lifecycle_id', 'digital_wallet_token'],
    ...['digital_wallet_token_id'],
  ],
  'It is about the risk of a payment: device, buyer and basket.': [
    ...['risk_details', 'risk_control_options', 'authentication_data', 'order'],
  ],
  'It states how the object was to be made, not what became of it.': [
    ...['payment_method_options', 'activate_on_issue', 'as_trustee', 'view_type'],
    ...['data.object.payment_consent', 'has_nominee_shareholders', 'data.request_id'],
    ...['no_shareholders_with_over_25percent', 'blocked_transaction_usages'],
  ],
  'It describes the issuer’s product, which the brand and the card type suffice for.': [
    ...['is_commercial', 'issuer_name', 'number_type'],
  ],
  'A record of its own states it: of the attempt, of the method, of the card’s earlier versions.': [
    ...['latest_payment_attempt.acquirer_reference_number', 'all_card_versions'],
    ...['latest_payment_attempt.authorization_code', 'latest_payment_attempt.dcc_data'],
    ...['latest_payment_attempt.merchant_order_id', 'latest_payment_attempt.settle_via'],
    ...['latest_payment_attempt.payment_consent_id', 'latest_payment_attempt.payment_intent_id'],
    ...['latest_payment_attempt.payment_method_transaction_id'],
    ...['latest_payment_attempt.provider_transaction_id', 'payment_method.customer_id'],
    ...['payment_method.created_at', 'payment_method.updated_at', 'payment_method.status'],
  ],
};

/** Whether a place in an event, `data.object.note`, is that of a field, `note` or `object.note`. */
export const isAt = (place: string, field: string): boolean =>
  place === field || place.endsWith(`.${field}`);

/** The fields that have a reason, each as the end of its place. */
export const reasonedFields: readonly string[] = Object.values(reasons).flat();

/** Why the field at a place is unread; undefined where no reason is stated. */
export const reasonFor = (place: string): string | undefined =>
  Object.entries(reasons).find(([, fields]) => fields.some((field) => isAt(place, field)))?.[0];
