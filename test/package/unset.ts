/** Attributes that no sample sets, of one kind of record or several, and why. */
interface Unset {
  readonly records: readonly string[];
  /** Paths; those inside an attribute are listed with it. */
  readonly attributes: readonly string[];
  readonly reason: string;
}

/** The shape of all card spend, wherever a record has it. */
const spending = [
  ...['transaction', 'card_transaction_event', 'card_transaction_event_enrichment'],
  ...['card_transaction', 'card_transaction_message', 'lifecycle', 'lifecycle_message'],
  'lifecycle_beta_message',
];

/** What is in a schema and in no sample. */
export const unset: readonly Unset[] = [
  {
    records: ['account_details', 'account_amendment', 'cardholder'],
    attributes: [
      'account_details.business_details.business_name_trading',
      'account_details.business_details.business_start_date',
      'account_details.business_details.state_of_incorporation',
      'account_usage.estimated_monthly_revenue',
      ...['created_at', 'updated_at'],
    ],
    reason: 'Fields of the API’s object that no printed body of an event has.',
  },
  {
    records: ['payment_intent', 'payment_attempt', 'payment_method', 'payment_consent'],
    attributes: [
      ...['payment_link_id', 'connected_account_id', 'payment_method_transaction_id'],
      ...['card.card_updater_info', 'payment_method.card.card_updater_info'],
      'latest_payment_attempt.payment_method.card.card_updater_info',
      'terms_of_use.fixed_payment_amount',
      'terms_of_use.first_payment_amount',
      'terms_of_use.total_billing_cycles',
    ],
    reason: 'Fields of the vendor’s typed models that no printed body of an event has.',
  },
  {
    records: ['payment_link'],
    attributes: ['default_currency', 'supported_currencies', 'connected_account_id'],
    reason: 'Fields of links in several currencies, or of a platform.',
  },
  {
    records: ['card_details', 'card_alert'],
    attributes: [
      ...['program.sub_type', 'program.interchange_percent', 'funding_source_id'],
      ...['authorization_controls', 'authorization_controls.active_from'],
      'authorization_controls.active_to',
      'authorization_controls.allowed_merchant_categories',
      'authorization_controls.transaction_limits.limits[].remaining',
      'authorization_controls.transaction_limits.cash_withdrawal_limits',
      'transaction_limits.cash_withdrawal_limits',
    ],
    reason: 'Fields of the vendor’s typed models that no printed body of an event has.',
  },
  {
    records: ['card_notification'],
    attributes: ['merchant'],
    reason: 'The passcode’s notification names a merchant by its name alone.',
  },
  {
    records: ['cardholder_notification'],
    attributes: [
      ...['card_id', 'card_nickname', 'form_factor', 'merchant', 'merchant_name'],
      ...['transaction_amount', 'transaction_currency'],
    ],
    reason: 'Every printed notification names a card.',
  },
  {
    records: ['transaction_dispute'],
    attributes: ['currency'],
    reason: 'Printed disputes state no currency.',
  },
  {
    records: spending,
    attributes: [
      ...['card_id', 'card_nickname', 'masked_card_number', 'transaction_id', 'type', 'subtype'],
      ...['matched_authorizations', 'transaction_type', 'transaction_category'],
      ...['process_result', 'failure_reason', 'fund_direction', 'billing_amount'],
      ...['billing_currency', 'transaction_amount', 'transaction_currency', 'billing_amounts'],
      ...['billing_amounts[].currency', 'conversion_details', 'fee_details'],
      ...['auth_code', 'retrieval_ref', 'network_transaction_id', 'transacted_at', 'posted_at'],
      ...['acquiring_institution_identifier', 'expiry_date', 'created_at', 'updated_at'],
      ...['card_transaction_event_id', 'card_transaction_id'],
    ],
    reason: 'All card spend is read by one schema, and no level of it has every field.',
  },
];

/** Whether it is stated that no sample sets an attribute of a kind of record. */
export const isUnset = (record: string, path: string): boolean =>
  unset.some(
    ({ records, attributes }) =>
      records.includes(record) &&
      attributes.some(
        (one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[]`),
      ),
  );
