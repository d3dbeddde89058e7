// Derived from the records of the domains by `npm run docs`.

/** The domain of each kind of record, and the patterns of its key. */
export const recordKeys = {
  account_connection: { domain: 'connections', pk: 'account#<account_id>', sk: 'connection#<app_id>' },
  org_connection: { domain: 'connections', pk: 'org#<org_id>', sk: 'connection#<app_id>' },
  connection: { domain: 'connections', pk: 'connection#<connection_id>', sk: 'connection' },
  account_status: { domain: 'accounts', pk: 'account#<account_id>', sk: 'status' },
  account_requirements: { domain: 'accounts', pk: 'account#<account_id>', sk: 'requirements' },
  account_named_requirements: { domain: 'accounts', pk: 'account#<account_id>', sk: 'named_requirements' },
  account_details: { domain: 'accounts', pk: 'account#<account_id>', sk: 'details' },
  account_platform: { domain: 'accounts', pk: 'account#<account_id>', sk: 'platform#<platform_account_id>' },
  account_capability: { domain: 'accounts', pk: 'account#<account_id>', sk: 'capability#<capability>' },
  account_amendment: { domain: 'accounts', pk: 'account#<account_id>', sk: 'amendment#<amendment_id>' },
  payment_intent: { domain: 'payments', pk: 'payment_intent#<payment_intent_id>', sk: 'payment_intent' },
  payment_attempt: { domain: 'payments', pk: 'payment_attempt#<payment_attempt_id>', sk: 'payment_attempt' },
  refund: { domain: 'payments', pk: 'refund#<refund_id>', sk: 'refund' },
  payment_dispute: { domain: 'payments', pk: 'payment_dispute#<payment_dispute_id>', sk: 'payment_dispute' },
  payment_dispute_stage: { domain: 'payments', pk: 'payment_dispute#<payment_dispute_id>', sk: 'stage#<stage>' },
  customer: { domain: 'payments', pk: 'customer#<customer_id>', sk: 'customer' },
  payment_method: { domain: 'payments', pk: 'payment_method#<payment_method_id>', sk: 'payment_method' },
  payment_method_attachment: { domain: 'payments', pk: 'payment_method#<payment_method_id>', sk: 'attachment' },
  payment_consent: { domain: 'payments', pk: 'payment_consent#<payment_consent_id>', sk: 'payment_consent' },
  payment_link: { domain: 'payments', pk: 'payment_link#<payment_link_id>', sk: 'payment_link' },
  payment_link_payment: { domain: 'payments', pk: 'payment_link#<payment_link_id>', sk: 'payment_intent#<payment_intent_id>' },
  card: { domain: 'issuing', pk: 'card#<card_id>', sk: 'card' },
  card_details: { domain: 'issuing', pk: 'card#<card_id>', sk: 'details' },
  card_additional_cardholder: { domain: 'issuing', pk: 'card#<card_id>', sk: 'cardholder#<cardholder_id>' },
  card_delivery: { domain: 'issuing', pk: 'card#<card_id>', sk: 'delivery' },
  card_reissue: { domain: 'issuing', pk: 'card#<card_id>', sk: 'reissue#<event_id>' },
  card_alert: { domain: 'issuing', pk: 'card#<card_id>', sk: 'alert#<event_id>' },
  cardholder: { domain: 'issuing', pk: 'cardholder#<cardholder_id>', sk: 'cardholder' },
  card_notification: { domain: 'issuing', pk: 'card#<card_id>', sk: 'notification#<event_id>' },
  cardholder_notification: { domain: 'issuing', pk: 'cardholder#<cardholder_id>', sk: 'notification#<event_id>' },
  transaction: { domain: 'issuing', pk: 'transaction#<transaction_id>', sk: 'transaction' },
  transaction_match: { domain: 'issuing', pk: 'transaction#<authorization_id>', sk: 'match#<transaction_id>' },
  lifecycle_transaction: { domain: 'issuing', pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>', sk: 'transaction#<transaction_id>' },
  card_transaction_event: { domain: 'issuing', pk: 'card_transaction_event#<card_transaction_event_id>', sk: 'card_transaction_event' },
  card_transaction_event_enrichment: { domain: 'issuing', pk: 'card_transaction_event#<card_transaction_event_id>', sk: 'enrichment' },
  card_transaction: { domain: 'issuing', pk: 'card_transaction#<card_transaction_id>', sk: 'card_transaction' },
  card_transaction_message: { domain: 'issuing', pk: 'card_transaction#<card_transaction_id>', sk: 'card_transaction_event#<card_transaction_event_id>' },
  lifecycle: { domain: 'issuing', pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>', sk: 'transaction_lifecycle' },
  lifecycle_card_transaction: { domain: 'issuing', pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>', sk: 'card_transaction#<card_transaction_id>' },
  lifecycle_message: { domain: 'issuing', pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>', sk: 'card_transaction_event#<card_transaction_event_id>' },
  lifecycle_beta_message: { domain: 'issuing', pk: 'transaction_lifecycle#<card_transaction_lifecycle_id>', sk: 'transaction_lifecycle_event#<transaction_lifecycle_event_id>' },
  transaction_dispute: { domain: 'issuing', pk: 'transaction_dispute#<transaction_dispute_id>', sk: 'transaction_dispute' },
  transaction_dispute_of_event: { domain: 'issuing', pk: 'transaction_dispute#<transaction_dispute_id>', sk: 'card_transaction_event' },
} as const;

/** An exact number: as many digits as Airwallex sent, without an exponent. */
type Decimal = string;

/** A moment in UTC, `2026-03-01T12:00:00.000Z`: texts of times sort. */
export type Time = string;

/** The attributes of each kind of record, by its name. */
export interface RecordAttributes {
  /** Whether there is a connection between an account and an app. Where no event names the app, the key has the id of the connection in its place. */
  readonly account_connection: {
    /** Airwallex reports that a connection is lost; that there is one again, the application does. */
    readonly status: 'CONNECTED' | 'DISCONNECTED' | (string & {});
    /** When the event that set the status states that it happened. Unit: UTC. */
    readonly since?: Time;
    /** Airwallex’s id of the connection, where an event names it. */
    readonly connection_id?: string;
    /** The app; absent where no event names it. */
    readonly app_id?: string;
    /** Why it was lost, such as `user_initiated`. */
    readonly reason?: string;
    /** When it was last lost. Unit: UTC. */
    readonly disconnected_at?: Time;
    /** When the application last reported that there is a connection. Unit: UTC. */
    readonly connected_at?: Time;
    /** The account. */
    readonly account_id: string;
    /** The organisation that the event names beside the account. */
    readonly org_id?: string;
    /** What the app was allowed. */
    readonly authorized_scopes?: readonly string[];
  };
  /** Whether there is a connection between an organisation and an app. */
  readonly org_connection: {
    /** Airwallex reports that a connection is lost; that there is one again, the application does. */
    readonly status: 'CONNECTED' | 'DISCONNECTED' | (string & {});
    /** When the event that set the status states that it happened. Unit: UTC. */
    readonly since?: Time;
    /** Airwallex’s id of the connection, where an event names it. */
    readonly connection_id?: string;
    /** The app; absent where no event names it. */
    readonly app_id?: string;
    /** Why it was lost, such as `user_initiated`. */
    readonly reason?: string;
    /** When it was last lost. Unit: UTC. */
    readonly disconnected_at?: Time;
    /** When the application last reported that there is a connection. Unit: UTC. */
    readonly connected_at?: Time;
    /** The organisation. */
    readonly org_id: string;
  };
  /** Which account and app a connection is of, found by its own id. */
  readonly connection: {
    /** Airwallex’s id of the connection, where an event names it. */
    readonly connection_id: string;
    /** The account. */
    readonly account_id: string;
    /** The app; absent where no event names it. */
    readonly app_id?: string;
  };
  /** The status of an account. */
  readonly account_status: {
    /** CLOSED is terminal. */
    readonly status: 'CREATED' | 'SUBMITTED' | 'ACTION_REQUIRED' | 'ACTIVE' | 'DORMANT' | 'SUSPENDED' | 'CLOSED' | (string & {});
  };
  /** Whether the account has to bring something, which always agrees with its status. */
  readonly account_requirements: {
    /** True while the status is ACTION_REQUIRED. */
    readonly open: boolean;
    /** What it has to bring; absent where the event that opened them names none. */
    readonly requirements?: readonly {
      /** What is required, such as `primary_identification_required`. */
      readonly name?: string;
      /** What is wrong, in a sentence. */
      readonly message?: string;
      /** Where in Airwallex’s API to provide it. */
      readonly endpoint?: string;
      /** The HTTP method of that endpoint. */
      readonly method?: string;
      /** What is wrong, as a code. */
      readonly error_code?: string;
    }[];
  };
  /** The requirements that were named last; an empty list once none is open. */
  readonly account_named_requirements: {
    /** What the account has to bring. */
    readonly requirements: readonly {
      /** What is required, such as `primary_identification_required`. */
      readonly name?: string;
      /** What is wrong, in a sentence. */
      readonly message?: string;
      /** Where in Airwallex’s API to provide it. */
      readonly endpoint?: string;
      /** The HTTP method of that endpoint. */
      readonly method?: string;
      /** What is wrong, as a code. */
      readonly error_code?: string;
    }[];
  };
  /** What describes the account’s business; nothing of persons. */
  readonly account_details: {
    /** The platform’s own identifier of the account; absent where it contains an `@`, as e-mail addresses do. */
    readonly identifier?: string;
    /** Who the account belongs to. */
    readonly account_details?: {
      /** Airwallex’s id of the legal entity. */
      readonly legal_entity_id?: string;
      /** `BUSINESS` or `INDIVIDUAL`. */
      readonly legal_entity_type?: string;
      /** The business; absent where the account is a person’s. */
      readonly business_details?: {
        /** The registered name. */
        readonly business_name?: string;
        /** The name in English. */
        readonly business_name_english?: string;
        /** The name under which it trades. */
        readonly business_name_trading?: string;
        /** When the business began. */
        readonly business_start_date?: string;
        /** `COMPANY`, `SOLE_TRADER` … */
        readonly business_structure?: string;
        /** The industry, in words. */
        readonly industry_category?: string;
        /** The industry, as Airwallex’s code. */
        readonly industry_category_code?: string;
        /** The industry at the third level of the categories. */
        readonly industry_category_level3?: string;
        /** The industry at the second level of the categories. */
        readonly industry_sub_category?: string;
        /** The countries that it operates in, ISO 3166-1. */
        readonly operating_country?: readonly string[];
        /** The state in which it is incorporated. */
        readonly state_of_incorporation?: string;
        /** The country of its address, ISO 3166-1; no more of the address is kept. */
        readonly country_code?: string;
      };
    };
    /** What the account is used for. */
    readonly account_usage?: {
      /** What its cards are for. */
      readonly card_usage?: readonly string[];
      /** The countries that it collects money from, ISO 3166-1. */
      readonly collection_country_codes?: readonly string[];
      /** Whom it collects money from. */
      readonly collection_from?: readonly string[];
      /** The revenue that it expects in a month. */
      readonly estimated_monthly_revenue?: {
        /** The amount. Unit: major units of `currency` beside it. */
        readonly amount?: Decimal;
        /** The currency of the amount. Unit: ISO 4217. */
        readonly currency?: string;
      };
      /** The volume that it expects in a month. */
      readonly expected_monthly_transaction_volume?: {
        /** The amount. Unit: major units of `currency` beside it. */
        readonly amount?: Decimal;
        /** The currency of the amount. Unit: ISO 4217. */
        readonly currency?: string;
      };
      /** The countries that it pays to, ISO 3166-1. */
      readonly payout_country_codes?: readonly string[];
      /** Whom it pays. */
      readonly payout_to?: readonly string[];
      /** The products that it uses. */
      readonly product_reference?: readonly string[];
    };
    /** When the account was created. Unit: UTC. */
    readonly created_at?: Time;
  };
  /** That an account is connected to a platform. */
  readonly account_platform: {
    /** The connected account. */
    readonly connected_account_id: string;
    /** The platform’s own identifier of the account; absent where it contains an `@`. */
    readonly connected_account_identifier?: string;
    /** The account’s status when it was connected. */
    readonly connected_account_status?: 'CREATED' | 'SUBMITTED' | 'ACTION_REQUIRED' | 'ACTIVE' | 'DORMANT' | 'SUSPENDED' | 'CLOSED' | (string & {});
    /** The platform’s account. */
    readonly platform_account_id: string;
    /** The platform’s name. */
    readonly platform_name?: string;
    /** When the account was connected. Unit: UTC. */
    readonly created_at?: Time;
  };
  /** Whether an account has a capability. */
  readonly account_capability: {
    /** The capability, such as `payments_visa`. */
    readonly id: string;
    /** None is terminal. */
    readonly status?: 'PENDING' | 'ENABLED' | 'DISABLED' | (string & {});
    /** What kind of entity it is for. */
    readonly entity_type?: string;
    /** Why it is so. */
    readonly details?: {
      /** The reasons, as codes. */
      readonly reason_codes?: readonly string[];
      /** The merchant category code that was assigned. */
      readonly mcc?: string;
      /** Merchant category codes that are considered. */
      readonly mcc_candidates?: readonly string[];
    };
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** One change of an account’s details that Airwallex reviews. */
  readonly account_amendment: {
    /** Airwallex’s id of the amendment. */
    readonly id: string;
    /** REJECTED and APPROVED are terminal. */
    readonly status?: 'PENDING' | 'REJECTED' | 'APPROVED' | (string & {});
    /** When it was requested. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** A payment as it is now: what is to be paid, how far it has come, what is captured. */
  readonly payment_intent: {
    /** Airwallex’s id of the intent. */
    readonly id: string;
    /** The id of the request that created it, chosen by the merchant. */
    readonly request_id?: string;
    /** The merchant’s id of the order. */
    readonly merchant_order_id?: string;
    /** How far the payment has come; CANCELLED and SUCCEEDED are terminal. */
    readonly status?: 'REQUIRES_PAYMENT_METHOD' | 'REQUIRES_CUSTOMER_ACTION' | 'PENDING' | 'PENDING_REVIEW' | 'REQUIRES_CAPTURE' | 'CANCELLED' | 'SUCCEEDED' | (string & {});
    /** What is to be paid. Unit: major units of `currency`. */
    readonly amount?: Decimal;
    /** The currency of `amount` and `captured_amount`. Unit: ISO 4217. */
    readonly currency?: string;
    /** What is captured. Unit: major units of `currency`. */
    readonly captured_amount?: Decimal;
    /** The amount before its conversion for the customer. Unit: major units of `base_currency`. */
    readonly base_amount?: Decimal;
    /** The currency of `base_amount`. Unit: ISO 4217. */
    readonly base_currency?: string;
    /** The customer, where one is known. */
    readonly customer_id?: string;
    /** The consent by which it is paid. */
    readonly payment_consent_id?: string;
    /** The link by which it is paid. */
    readonly payment_link_id?: string;
    /** The connected account that it is for. */
    readonly connected_account_id?: string;
    /** The invoice that it pays. */
    readonly invoice_id?: string;
    /** What the customer’s statement shows. */
    readonly descriptor?: string;
    /** Why it was cancelled. */
    readonly cancellation_reason?: string;
    /** When it was cancelled. Unit: UTC. */
    readonly cancelled_at?: Time;
    /** The attempt that came last. */
    readonly latest_payment_attempt?: {
      /** The id of the attempt. */
      readonly id?: string;
      /** What the attempt is to collect. Unit: major units of `currency`. */
      readonly amount?: Decimal;
      /** The currency of the attempt’s amounts. Unit: ISO 4217. */
      readonly currency?: string;
      /** What of it is captured. Unit: major units of `currency`. */
      readonly captured_amount?: Decimal;
      /** What of the captured amount is refunded. Unit: major units of `currency`. */
      readonly refunded_amount?: Decimal;
      /** How far the attempt has come; from FAILED on terminal. */
      readonly status?: 'RECEIVED' | 'AUTHENTICATION_REDIRECTED' | 'PENDING_AUTHORIZATION' | 'AUTHORIZED' | 'CAPTURE_REQUESTED' | 'SETTLED' | 'FAILED' | 'EXPIRED' | 'CANCELLED' | 'PAID' | (string & {});
      /** Why it failed, in Airwallex’s words. */
      readonly failure_code?: string;
      /** Why it failed, in more detail. */
      readonly failure_details?: {
        /** The code of the failure. */
        readonly code?: string;
      };
      /** The card scheme’s advice on trying again. */
      readonly merchant_advice_code?: string;
      /** The answer of the issuer or provider, in its own code. */
      readonly provider_original_response_code?: string;
      /** The payment method. */
      readonly payment_method?: {
        /** Absent where the method is used once and not kept. */
        readonly id?: string;
        /** `card`, `alipaycn`, `ideal` … */
        readonly type?: string;
        /** What is known of a card; nothing that identifies it or its holder. */
        readonly card?: {
          /** The card scheme, such as `visa`. */
          readonly brand?: string;
          /** The last four digits of the card’s number. */
          readonly last4?: string;
          /** `CREDIT`, `DEBIT` … */
          readonly card_type?: string;
          /** The country of the issuer, ISO 3166-1. */
          readonly issuer_country_code?: string;
          /** The month in which the card expires, two digits. */
          readonly expiry_month?: string;
          /** The year in which the card expires, four digits. */
          readonly expiry_year?: string;
          /** What the card scheme’s account updater changed. */
          readonly card_updater_info?: {
            /** Whether it changed the date of expiry. */
            readonly expiry_updated?: boolean;
            /** Whether it changed the number. */
            readonly number_updated?: boolean;
          };
        };
      };
      /** When it was created. Unit: UTC. */
      readonly created_at?: Time;
      /** When it last changed, as the event that set the record states it. Unit: UTC. */
      readonly updated_at?: Time;
    };
    /** How the payment is split among accounts. */
    readonly funds_split_data?: readonly {
      /** The share. Unit: major units of the intent’s `currency`. */
      readonly amount?: Decimal;
      /** The account that gets it. */
      readonly destination?: string;
    }[];
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** One attempt to collect a payment, as it is now. */
  readonly payment_attempt: {
    /** Airwallex’s id of the attempt. */
    readonly id: string;
    /** The payment that it is to collect. */
    readonly payment_intent_id?: string;
    /** The consent by which it is made. */
    readonly payment_consent_id?: string;
    /** The merchant’s id of the order. */
    readonly merchant_order_id?: string;
    /** What the attempt is to collect. Unit: major units of `currency`. */
    readonly amount?: Decimal;
    /** The currency of the attempt’s amounts. Unit: ISO 4217. */
    readonly currency?: string;
    /** What of it is captured. Unit: major units of `currency`. */
    readonly captured_amount?: Decimal;
    /** What of the captured amount is refunded. Unit: major units of `currency`. */
    readonly refunded_amount?: Decimal;
    /** How far the attempt has come; from FAILED on terminal. */
    readonly status?: 'RECEIVED' | 'AUTHENTICATION_REDIRECTED' | 'PENDING_AUTHORIZATION' | 'AUTHORIZED' | 'CAPTURE_REQUESTED' | 'SETTLED' | 'FAILED' | 'EXPIRED' | 'CANCELLED' | 'PAID' | (string & {});
    /** Why it failed, in Airwallex’s words. */
    readonly failure_code?: string;
    /** Why it failed, in more detail. */
    readonly failure_details?: {
      /** The code of the failure. */
      readonly code?: string;
    };
    /** The card scheme’s advice on trying again. */
    readonly merchant_advice_code?: string;
    /** The answer of the issuer or provider, in its own code. */
    readonly provider_original_response_code?: string;
    /** The payment method. */
    readonly payment_method?: {
      /** Absent where the method is used once and not kept. */
      readonly id?: string;
      /** `card`, `alipaycn`, `ideal` … */
      readonly type?: string;
      /** What is known of a card; nothing that identifies it or its holder. */
      readonly card?: {
        /** The card scheme, such as `visa`. */
        readonly brand?: string;
        /** The last four digits of the card’s number. */
        readonly last4?: string;
        /** `CREDIT`, `DEBIT` … */
        readonly card_type?: string;
        /** The country of the issuer, ISO 3166-1. */
        readonly issuer_country_code?: string;
        /** The month in which the card expires, two digits. */
        readonly expiry_month?: string;
        /** The year in which the card expires, four digits. */
        readonly expiry_year?: string;
        /** What the card scheme’s account updater changed. */
        readonly card_updater_info?: {
          /** Whether it changed the date of expiry. */
          readonly expiry_updated?: boolean;
          /** Whether it changed the number. */
          readonly number_updated?: boolean;
        };
      };
    };
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
    /** Who settles it: `airwallex` or an acquirer. */
    readonly settle_via?: string;
    /** The issuer’s code of the authorization. */
    readonly authorization_code?: string;
    /** The provider’s id of the transaction. */
    readonly provider_transaction_id?: string;
    /** The payment method’s id of the transaction. */
    readonly payment_method_transaction_id?: string;
    /** The acquirer’s reference number (ARN). */
    readonly acquirer_reference_number?: string;
    /** What dynamic currency conversion made of the amount. */
    readonly dcc_data?: {
      /** What the cardholder pays. Unit: major units of `dcc_data.currency`. */
      readonly amount?: Decimal;
      /** The currency that the cardholder pays in. Unit: ISO 4217. */
      readonly currency?: string;
    };
  };
  /** One refund of a payment, as it is now. */
  readonly refund: {
    /** Airwallex’s id of the refund. */
    readonly id: string;
    /** The id of the request that created it, chosen by the merchant. */
    readonly request_id?: string;
    /** The payment that it refunds. */
    readonly payment_intent_id?: string;
    /** The attempt that it refunds. */
    readonly payment_attempt_id?: string;
    /** How far the refund has come; FAILED and SETTLED are terminal. */
    readonly status?: 'RECEIVED' | 'ACCEPTED' | 'FAILED' | 'SETTLED' | (string & {});
    /** What is paid back. Unit: major units of `currency`. */
    readonly amount?: Decimal;
    /** The currency of `amount`. Unit: ISO 4217. */
    readonly currency?: string;
    /** Why it is paid back, in the merchant’s words. */
    readonly reason?: string;
    /** Why it failed, in Airwallex’s words. */
    readonly failure_code?: string;
    /** Why it failed, in more detail. */
    readonly failure_details?: {
      /** The code of the failure. */
      readonly code?: string;
    };
    /** The acquirer’s reference number (ARN). */
    readonly acquirer_reference_number?: string;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** A dispute of a payment, as it is now, at its latest stage. */
  readonly payment_dispute: {
    /** Airwallex’s id of the dispute. */
    readonly id: string;
    /** The payment that is disputed. */
    readonly payment_intent_id?: string;
    /** The attempt that is disputed. */
    readonly payment_attempt_id?: string;
    /** The customer, where one is known. */
    readonly customer_id?: string;
    /** The merchant’s id of the order. */
    readonly merchant_order_id?: string;
    /** What is disputed, never negative. Unit: major units of `currency`. */
    readonly amount?: Decimal;
    /** The currency of `amount`. Unit: ISO 4217. */
    readonly currency?: string;
    /** The stage of the dispute; each later one asks for a response again. */
    readonly stage?: 'RFI' | 'PRE_CHARGEBACK' | 'PRE_DISPUTE' | 'CHARGEBACK' | 'DISPUTE' | 'PRE_ARBITRATION' | 'ARBITRATION' | (string & {});
    /** How far the dispute has come at its stage. */
    readonly status?: 'REQUIRES_RESPONSE' | 'CHALLENGED' | 'PENDING_DECISION' | 'PENDING_CLOSURE' | 'EXPIRED' | 'ACCEPTED' | 'LOST' | 'REVERSED' | 'WON' | (string & {});
    /** Why the customer disputes. */
    readonly reason?: {
      /** The reason in Airwallex’s words, such as `FRAUDULENT`. */
      readonly type?: string;
      /** The reason in the card scheme’s code. */
      readonly original_code?: string;
      /** What the code means. */
      readonly description?: string;
    };
    /** The card scheme. */
    readonly card_brand?: string;
    /** The type of the payment method, such as `card`. */
    readonly payment_method_type?: string;
    /** What kind of transaction is disputed. */
    readonly transaction_type?: string;
    /** The acquirer’s reference number (ARN). */
    readonly acquirer_reference_number?: string;
    /** How the dispute is handled between merchant and Airwallex. */
    readonly mode?: string;
    /** Why the merchant accepted it. */
    readonly accept_reason?: string;
    /** Refunds of the disputed payment. */
    readonly refunds?: readonly {
      /** The id of the refund. */
      readonly id?: string;
      /** The acquirer’s reference number (ARN). */
      readonly acquirer_reference_number?: string;
    }[];
    /** Until when the merchant can respond. Unit: UTC. */
    readonly due_at?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** A stage that a dispute went through; `stage#UNSTATED` has what events state without a stage. The latest of these records has the status of the record `payment_dispute`, which has what is disputed. */
  readonly payment_dispute_stage: {
    /** Airwallex’s id of the dispute. */
    readonly id: string;
    /** The stage of the dispute; each later one asks for a response again. */
    readonly stage?: 'RFI' | 'PRE_CHARGEBACK' | 'PRE_DISPUTE' | 'CHARGEBACK' | 'DISPUTE' | 'PRE_ARBITRATION' | 'ARBITRATION' | (string & {});
    /** How far the dispute had come at this stage, as an event last stated it. */
    readonly status: 'REQUIRES_RESPONSE' | 'CHALLENGED' | 'PENDING_DECISION' | 'PENDING_CLOSURE' | 'EXPIRED' | 'ACCEPTED' | 'LOST' | 'REVERSED' | 'WON' | (string & {});
    /** Why the customer disputes. */
    readonly reason?: {
      /** The reason in Airwallex’s words, such as `FRAUDULENT`. */
      readonly type?: string;
      /** The reason in the card scheme’s code. */
      readonly original_code?: string;
      /** What the code means. */
      readonly description?: string;
    };
    /** Until when the merchant can respond. Unit: UTC. */
    readonly due_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** A customer of the merchant, without anything of the person. */
  readonly customer: {
    /** Airwallex’s id of the customer. */
    readonly id: string;
    /** The id of the request that created it, chosen by the merchant. */
    readonly request_id?: string;
    /** The merchant’s id of the customer; absent where it contains an `@`, as e-mail addresses do. */
    readonly merchant_customer_id?: string;
    /** The name of the customer’s business. */
    readonly business_name?: string;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** A payment method, as it is now; whether it is attached is a record of its own. */
  readonly payment_method: {
    /** Airwallex’s id of the method. */
    readonly id: string;
    /** The id of the request that created it, chosen by the merchant. */
    readonly request_id?: string;
    /** The customer whose method it is. */
    readonly customer_id?: string;
    /** DISABLED is terminal. */
    readonly status?: 'CREATED' | 'DISABLED' | (string & {});
    /** `card`, `alipaycn`, `ideal` … */
    readonly type?: string;
    /** What is known of a card; nothing that identifies it or its holder. */
    readonly card?: {
      /** The card scheme, such as `visa`. */
      readonly brand?: string;
      /** The last four digits of the card’s number. */
      readonly last4?: string;
      /** `CREDIT`, `DEBIT` … */
      readonly card_type?: string;
      /** The country of the issuer, ISO 3166-1. */
      readonly issuer_country_code?: string;
      /** The month in which the card expires, two digits. */
      readonly expiry_month?: string;
      /** The year in which the card expires, four digits. */
      readonly expiry_year?: string;
      /** What the card scheme’s account updater changed. */
      readonly card_updater_info?: {
        /** Whether it changed the date of expiry. */
        readonly expiry_updated?: boolean;
        /** Whether it changed the number. */
        readonly number_updated?: boolean;
      };
    };
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** Whether a payment method is attached to its customer. */
  readonly payment_method_attachment: {
    /** False once it was detached. */
    readonly attached: boolean;
    /** The customer, where the event names one. */
    readonly customer_id?: string;
  };
  /** A customer’s consent to further charges, as it is now. */
  readonly payment_consent: {
    /** Airwallex’s id of the consent. */
    readonly id: string;
    /** The id of the request that created it, chosen by the merchant. */
    readonly request_id?: string;
    /** The customer who gave it. */
    readonly customer_id?: string;
    /** The payment with which it was given. */
    readonly initial_payment_intent_id?: string;
    /** The connected account that it is for. */
    readonly connected_account_id?: string;
    /** Only a VERIFIED consent can be charged; DISABLED is terminal. */
    readonly status?: 'PENDING_VERIFICATION' | 'REQUIRES_PAYMENT_METHOD' | 'REQUIRES_CUSTOMER_ACTION' | 'PENDING' | 'VERIFIED' | 'PAUSED' | 'DISABLED' | (string & {});
    /** Who starts the next payment. */
    readonly next_triggered_by?: 'CUSTOMER' | 'MERCHANT' | (string & {});
    /** `scheduled` or `unscheduled`. */
    readonly merchant_trigger_reason?: string;
    /** The payment method. */
    readonly payment_method?: {
      /** Absent where the method is used once and not kept. */
      readonly id?: string;
      /** `card`, `alipaycn`, `ideal` … */
      readonly type?: string;
      /** What is known of a card; nothing that identifies it or its holder. */
      readonly card?: {
        /** The card scheme, such as `visa`. */
        readonly brand?: string;
        /** The last four digits of the card’s number. */
        readonly last4?: string;
        /** `CREDIT`, `DEBIT` … */
        readonly card_type?: string;
        /** The country of the issuer, ISO 3166-1. */
        readonly issuer_country_code?: string;
        /** The month in which the card expires, two digits. */
        readonly expiry_month?: string;
        /** The year in which the card expires, four digits. */
        readonly expiry_year?: string;
        /** What the card scheme’s account updater changed. */
        readonly card_updater_info?: {
          /** Whether it changed the date of expiry. */
          readonly expiry_updated?: boolean;
          /** Whether it changed the number. */
          readonly number_updated?: boolean;
        };
      };
    };
    /** What the customer agreed to. */
    readonly terms_of_use?: {
      /** `FIXED` or `VARIABLE`. */
      readonly payment_amount_type?: string;
      /** The currency of the amounts. Unit: ISO 4217. */
      readonly payment_currency?: string;
      /** Each payment. Unit: major units of `payment_currency`. */
      readonly fixed_payment_amount?: Decimal;
      /** The first payment. Unit: major units of `payment_currency`. */
      readonly first_payment_amount?: Decimal;
      /** The least that a payment can be. Unit: major units of `payment_currency`. */
      readonly min_payment_amount?: Decimal;
      /** The most that a payment can be. Unit: major units of `payment_currency`. */
      readonly max_payment_amount?: Decimal;
      /** How often it is paid. */
      readonly payment_schedule?: {
        /** Units between two payments. Unit: `period_unit`. */
        readonly period?: Decimal;
        /** `DAY`, `WEEK`, `MONTH`, `YEAR`. */
        readonly period_unit?: string;
      };
      /** The day of the cycle on which is charged. Unit: day. */
      readonly billing_cycle_charge_day?: Decimal;
      /** How many cycles there are. Unit: count. */
      readonly total_billing_cycles?: Decimal;
      /** The first day. */
      readonly start_date?: string;
      /** The last day. */
      readonly end_date?: string;
    };
    /** Why it was disabled. */
    readonly disable_reason?: string;
    /** Why its verification failed. */
    readonly failure_reason?: {
      /** The code of the failure. */
      readonly code?: string;
    };
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** A payment link, as it is now. */
  readonly payment_link: {
    /** Airwallex’s id of the link. */
    readonly id: string;
    /** What the page shows as its title. */
    readonly title?: string;
    /** The merchant’s reference. */
    readonly reference?: string;
    /** A reusable link stays PAID while it is paid again. */
    readonly status?: 'UNPAID' | 'PAID' | (string & {});
    /** What is to be paid; absent where the payer decides. Unit: major units of `currency`. */
    readonly amount?: Decimal;
    /** The currency of `amount`. Unit: ISO 4217. */
    readonly currency?: string;
    /** The currency that the page offers first. Unit: ISO 4217. */
    readonly default_currency?: string;
    /** The currencies that the page offers. */
    readonly supported_currencies?: readonly string[];
    /** The customer, where the link is for one. */
    readonly customer_id?: string;
    /** The connected account that it is for. */
    readonly connected_account_id?: string;
    /** Whether it can be paid. */
    readonly active?: boolean;
    /** Whether it can be paid more than once. */
    readonly reusable?: boolean;
    /** How many payments succeeded. Unit: count. */
    readonly successful_payment_intent_count?: Decimal;
    /** The latest of them. */
    readonly latest_successful_payment_intent_id?: string;
    /** The address of the page. */
    readonly url?: string;
    /** Until when it can be paid. Unit: UTC. */
    readonly expires_at?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** That a payment was made by a link: the link’s place in the payment’s timeline. */
  readonly payment_link_payment: {
    /** The link. */
    readonly payment_link_id: string;
    /** The payment. */
    readonly payment_intent_id: string;
    /** The link’s title. */
    readonly title?: string;
    /** The merchant’s reference. */
    readonly reference?: string;
  };
  /** The status of a card, in the timeline of its holder. */
  readonly card: {
    /** The card. */
    readonly card_id: string;
    /** FAILED and CLOSED are terminal. */
    readonly status?: 'PENDING' | 'ACTIVE' | 'INACTIVE' | 'EXPIRED' | 'BLOCKED' | 'LOST' | 'STOLEN' | 'FAILED' | 'CLOSED' | (string & {});
    /** The holder. */
    readonly cardholder_id?: string;
    /** When the card was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When the card last changed, as the event that set the record states it. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** What describes a card, beside its status: the first item of its timeline. */
  readonly card_details: {
    /** The card. */
    readonly card_id: string;
    /** Others who may use it. */
    readonly additional_cardholder_ids?: readonly string[];
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The card scheme, such as `VISA`. */
    readonly brand?: string;
    /** Whether it is of plastic. */
    readonly form_factor?: 'PHYSICAL' | 'VIRTUAL' | (string & {});
    /** The name that the card was given. */
    readonly nick_name?: string;
    /** Whether it has a holder’s name. */
    readonly is_personalized?: boolean;
    /** Whom it is issued to. */
    readonly issue_to?: 'INDIVIDUAL' | 'ORGANISATION' | (string & {});
    /** What it is for. */
    readonly purpose?: string;
    /** The card program. */
    readonly program?: {
      /** `COMMERCIAL`, `CONSUMER`. */
      readonly purpose?: string;
      /** How spending is funded. */
      readonly type?: 'CREDIT' | 'DEBIT' | 'DEFERRED_DEBIT' | 'PREPAID' | 'UNKNOWN' | (string & {});
      /** The type in more detail. */
      readonly sub_type?: string;
      /** The share of the interchange fee. Unit: percent. */
      readonly interchange_percent?: Decimal;
    };
    /** What funds its spending. */
    readonly funding_source_id?: string;
    /** How many times it was made. Unit: count. */
    readonly card_version?: Decimal;
    /** When the card’s owner is warned. */
    readonly alert_settings?: {
      /** That a limit is nearly used up. */
      readonly low_remaining_transaction_limit?: {
        /** Whether there is such a warning. */
        readonly enabled?: boolean;
        /** What of the limit remains at the warning. Unit: percent. */
        readonly percent?: Decimal;
      };
    };
    /** What it may be used for. */
    readonly authorization_controls?: {
      /** From when it can be used. Unit: UTC. */
      readonly active_from?: Time;
      /** Until when it can be used. Unit: UTC. */
      readonly active_to?: Time;
      /** The currencies that it can pay in, ISO 4217; any where absent. */
      readonly allowed_currencies?: readonly string[];
      /** The merchant categories that it can pay. */
      readonly allowed_merchant_categories?: readonly string[];
      /** How often it can be used. */
      readonly allowed_transaction_count?: 'MULTIPLE' | 'SINGLE' | (string & {});
      /** How much the card can spend. */
      readonly transaction_limits?: {
        /** The currency of the limits. Unit: ISO 4217. */
        readonly currency?: string;
        /** The limits of all spending. */
        readonly limits?: readonly {
          /** `PER_TRANSACTION`, `DAILY`, `MONTHLY` … */
          readonly interval?: string;
          /** The limit. Unit: major units of `transaction_limits.currency`. */
          readonly amount?: Decimal;
          /** What remains of it. Unit: major units of `transaction_limits.currency`. */
          readonly remaining?: Decimal;
        }[];
        /** The limits of cash withdrawals. */
        readonly cash_withdrawal_limits?: readonly {
          /** `PER_TRANSACTION`, `DAILY`, `MONTHLY` … */
          readonly interval?: string;
          /** The limit. Unit: major units of `transaction_limits.currency`. */
          readonly amount?: Decimal;
          /** What remains of it. Unit: major units of `transaction_limits.currency`. */
          readonly remaining?: Decimal;
        }[];
      };
    };
  };
  /** That somebody beside its holder may use a card. It counts only while `additional_cardholder_ids` of the card’s details names them. */
  readonly card_additional_cardholder: {
    /** The card. */
    readonly card_id: string;
    /** Who may use it. */
    readonly cardholder_id: string;
  };
  /** Where a physical card is on its way to its holder. */
  readonly card_delivery: {
    /** The card. */
    readonly card_id: string;
    /** How far the delivery has come. */
    readonly status?: 'PENDING' | 'PRINTED' | 'FAILED_TO_PRINT' | 'DISPATCHED' | 'IN_TRANSIT' | 'OUT_FOR_DELIVERY' | 'DELIVERED' | 'DELIVERY_FAILED' | 'DELIVERY_DELAYED' | 'UNKNOWN' | (string & {});
    /** The status in the carrier’s words. */
    readonly status_description?: string;
    /** `STANDARD`, `EXPRESS` … */
    readonly delivery_mode?: string;
    /** The carrier. */
    readonly delivery_vendor?: string;
    /** Whether it can be tracked. */
    readonly tracked?: boolean;
    /** When this was reported. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** That a card was made again; it keeps its id. */
  readonly card_reissue: {
    /** The card. */
    readonly card_id: string;
    /** The card’s number, masked: `************4242`. */
    readonly new_masked_card_number?: string;
    /** The number that it had before, masked. */
    readonly old_masked_card_number?: string;
    /** Why, such as `CARD_RENEWAL`. */
    readonly reissue_reason?: string;
  };
  /** That a spending limit of a card is nearly used up. */
  readonly card_alert: {
    /** The card. */
    readonly card_id: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The name that the card was given. */
    readonly nick_name?: string;
    /** When the card’s owner is warned. */
    readonly alert_settings?: {
      /** That a limit is nearly used up. */
      readonly low_remaining_transaction_limit?: {
        /** Whether there is such a warning. */
        readonly enabled?: boolean;
        /** What of the limit remains at the warning. Unit: percent. */
        readonly percent?: Decimal;
      };
    };
    /** How much the card can spend. */
    readonly transaction_limits?: {
      /** The currency of the limits. Unit: ISO 4217. */
      readonly currency?: string;
      /** The limits of all spending. */
      readonly limits?: readonly {
        /** `PER_TRANSACTION`, `DAILY`, `MONTHLY` … */
        readonly interval?: string;
        /** The limit. Unit: major units of `transaction_limits.currency`. */
        readonly amount?: Decimal;
        /** What remains of it. Unit: major units of `transaction_limits.currency`. */
        readonly remaining?: Decimal;
      }[];
      /** The limits of cash withdrawals. */
      readonly cash_withdrawal_limits?: readonly {
        /** `PER_TRANSACTION`, `DAILY`, `MONTHLY` … */
        readonly interval?: string;
        /** The limit. Unit: major units of `transaction_limits.currency`. */
        readonly amount?: Decimal;
        /** What remains of it. Unit: major units of `transaction_limits.currency`. */
        readonly remaining?: Decimal;
      }[];
    };
    /** Where some versions state the limits. */
    readonly authorization_controls?: {
      /** How much the card can spend. */
      readonly transaction_limits?: {
        /** The currency of the limits. Unit: ISO 4217. */
        readonly currency?: string;
        /** The limits of all spending. */
        readonly limits?: readonly {
          /** `PER_TRANSACTION`, `DAILY`, `MONTHLY` … */
          readonly interval?: string;
          /** The limit. Unit: major units of `transaction_limits.currency`. */
          readonly amount?: Decimal;
          /** What remains of it. Unit: major units of `transaction_limits.currency`. */
          readonly remaining?: Decimal;
        }[];
        /** The limits of cash withdrawals. */
        readonly cash_withdrawal_limits?: readonly {
          /** `PER_TRANSACTION`, `DAILY`, `MONTHLY` … */
          readonly interval?: string;
          /** The limit. Unit: major units of `transaction_limits.currency`. */
          readonly amount?: Decimal;
          /** What remains of it. Unit: major units of `transaction_limits.currency`. */
          readonly remaining?: Decimal;
        }[];
      };
    };
  };
  /** A cardholder, without anything of the person. */
  readonly cardholder: {
    /** Airwallex’s id of the holder. */
    readonly cardholder_id: string;
    /** A person, or who uses cards for a business. */
    readonly type?: 'DELEGATE' | 'INDIVIDUAL' | (string & {});
    /** Cards can be issued to a READY holder; DELETED is terminal. */
    readonly status?: 'INCOMPLETE' | 'PENDING' | 'READY' | 'DISABLED' | 'DELETED' | (string & {});
    /** When the holder was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When the holder last changed. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** That a card’s holder was to be notified, such as of a one-time passcode. */
  readonly card_notification: {
    /** The card. */
    readonly card_id: string;
    /** The holder. */
    readonly cardholder_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** Whether the card is of plastic. */
    readonly form_factor?: 'PHYSICAL' | 'VIRTUAL' | (string & {});
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The merchant’s name. */
    readonly merchant_name?: string;
    /** The amount of the payment. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency of the payment. Unit: ISO 4217. */
    readonly transaction_currency?: string;
  };
  /** The same, where no card is named. */
  readonly cardholder_notification: {
    /** The card. */
    readonly card_id?: string;
    /** The holder. */
    readonly cardholder_id: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** Whether the card is of plastic. */
    readonly form_factor?: 'PHYSICAL' | 'VIRTUAL' | (string & {});
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The merchant’s name. */
    readonly merchant_name?: string;
    /** The amount of the payment. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency of the payment. Unit: ISO 4217. */
    readonly transaction_currency?: string;
  };
  /** One message of card spend: an authorization, a clearing, a reversal, a refund. */
  readonly transaction: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** How far the message has come; from FAILED on terminal. */
    readonly status?: 'PENDING' | 'APPROVED' | 'FAILED' | 'EXPIRED' | 'REVERSED' | 'CLEARED' | (string & {});
    /** The ids of the three levels of card spend. */
    readonly card_transaction_data?: {
      /** The message. */
      readonly card_transaction_event_id?: string;
      /** The card transaction that the message is of. */
      readonly card_transaction_id?: string;
      /** The lifecycle that the card transaction is of. */
      readonly card_transaction_lifecycle_id?: string;
    };
  };
  /** That a transaction clears, reverses or refunds an authorization. It counts only while the transaction’s own `matched_authorizations` names the authorization. */
  readonly transaction_match: {
    /** The transaction. */
    readonly transaction_id: string;
    /** The card. */
    readonly card_id?: string;
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** How far the message has come; from FAILED on terminal. */
    readonly status?: 'PENDING' | 'APPROVED' | 'FAILED' | 'EXPIRED' | 'REVERSED' | 'CLEARED' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
  };
  /** That a transaction belongs to a lifecycle. */
  readonly lifecycle_transaction: {
    /** The transaction. */
    readonly transaction_id: string;
    /** The card. */
    readonly card_id?: string;
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** How far the message has come; from FAILED on terminal. */
    readonly status?: 'PENDING' | 'APPROVED' | 'FAILED' | 'EXPIRED' | 'REVERSED' | 'CLEARED' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
  };
  /** One message of card spend, whose movement of funds never changes. */
  readonly card_transaction_event: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The message. */
    readonly card_transaction_event_id: string;
    /** The card transaction that the message is of. */
    readonly card_transaction_id?: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id?: string;
  };
  /** What became known of a message later. */
  readonly card_transaction_event_enrichment: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The message. */
    readonly card_transaction_event_id: string;
    /** The card transaction that the message is of. */
    readonly card_transaction_id?: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id?: string;
  };
  /** Several messages as one purchase: its state and totals. */
  readonly card_transaction: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The card transaction that the message is of. */
    readonly card_transaction_id: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id?: string;
    /** All but AUTHORIZED are terminal. */
    readonly status?: 'AUTHORIZED' | 'VERIFIED' | 'DECLINED' | 'EXPIRED' | 'REVERSED' | 'CLEARED' | 'REFUNDED' | (string & {});
  };
  /** The message, under the card transaction that it belongs to. */
  readonly card_transaction_message: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The message. */
    readonly card_transaction_event_id: string;
    /** The card transaction that the message is of. */
    readonly card_transaction_id: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id?: string;
  };
  /** What belongs to one purchase as well as the card network’s data allow: its totals. */
  readonly lifecycle: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id: string;
    /** Only the beta states one; none is terminal. */
    readonly status?: 'AUTHORIZED' | 'VERIFIED' | 'DECLINED' | 'EXPIRED' | 'REVERSED' | 'CLEARED' | 'REFUNDED' | (string & {});
  };
  /** That a card transaction belongs to a lifecycle. */
  readonly lifecycle_card_transaction: {
    /** The card transaction that the message is of. */
    readonly card_transaction_id: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id: string;
    /** The card. */
    readonly card_id?: string;
  };
  /** The message, under the lifecycle that it belongs to. */
  readonly lifecycle_message: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The message. */
    readonly card_transaction_event_id: string;
    /** The card transaction that the message is of. */
    readonly card_transaction_id?: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id: string;
  };
  /** A message in the shape of the beta, under its lifecycle. */
  readonly lifecycle_beta_message: {
    /** The card. */
    readonly card_id?: string;
    /** The name that the card was given. */
    readonly card_nickname?: string;
    /** The card’s number, masked: `************4242`. */
    readonly masked_card_number?: string;
    /** The transaction. */
    readonly transaction_id?: string;
    /** The ids of the transactions that it clears, reverses or refunds. */
    readonly matched_authorizations?: readonly string[];
    /** What the message is. */
    readonly transaction_type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** `PURCHASE`, `REFUND`, `WITHDRAWAL` … */
    readonly transaction_category?: string;
    /** What the message is. */
    readonly type?: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REVERSAL_AUTH' | 'REFUND' | 'ORIGINAL_CREDIT' | (string & {});
    /** What exactly it is: `PARTIAL_CLEARING`, `INCREMENTAL_AUTHORIZATION` … */
    readonly subtype?: string;
    /** What became of the message. */
    readonly process_result?: 'APPROVED' | 'DECLINED' | (string & {});
    /** Why it was declined. */
    readonly failure_reason?: string;
    /** Which way money moves. */
    readonly fund_direction?: 'DEBIT' | 'CREDIT' | 'NO_MOVEMENT' | (string & {});
    /** What is billed to the wallet, signed. Unit: major units of `billing_currency`. */
    readonly billing_amount?: Decimal;
    /** The currency of the wallet. Unit: ISO 4217. */
    readonly billing_currency?: string;
    /** The amount at the merchant, signed. Unit: major units of `transaction_currency`. */
    readonly transaction_amount?: Decimal;
    /** The currency at the merchant. Unit: ISO 4217. */
    readonly transaction_currency?: string;
    /** What was billed in all, by currency. */
    readonly billing_amounts?: readonly {
      /** The currency of the totals, where there are several. Unit: ISO 4217. */
      readonly currency?: string;
      /** What was authorized, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_authorized?: Decimal;
      /** What is held, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_pending?: Decimal;
      /** What was taken, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_debited?: Decimal;
      /** What came back, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_credited?: Decimal;
      /** What was reversed, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_reversed?: Decimal;
      /** What expired, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_expired?: Decimal;
      /** What was declined, signed. Unit: major units of `currency`, or `billing_currency`. */
      readonly total_declined?: Decimal;
    }[];
    /** How the amount was converted. */
    readonly conversion_details?: {
      /** The currency that was bought. Unit: ISO 4217. */
      readonly buy_currency?: string;
      /** The currency that was sold. Unit: ISO 4217. */
      readonly sell_currency?: string;
      /** The rate of the conversion. Unit: `sell_currency` for one `buy_currency`. */
      readonly rate?: Decimal;
    };
    /** Fees that the amount contains. */
    readonly fee_details?: readonly {
      /** What the fee is for. */
      readonly type?: string;
      /** The fee. Unit: major units of `currency` beside it. */
      readonly amount?: Decimal;
      /** The currency of the fee. Unit: ISO 4217. */
      readonly currency?: string;
    }[];
    /** The merchant, as the card network names it. */
    readonly merchant?: {
      /** The name. */
      readonly name?: string;
      /** The merchant category code (MCC). */
      readonly category_code?: string;
      /** The city. */
      readonly city?: string;
      /** The country, ISO 3166-1. */
      readonly country?: string;
      /** The acquirer’s id of the merchant. */
      readonly identifier?: string;
    };
    /** The code of the authorization. */
    readonly auth_code?: string;
    /** The card network’s retrieval reference number. */
    readonly retrieval_ref?: string;
    /** The card network’s id of the transaction. */
    readonly network_transaction_id?: string;
    /** The acquirer. */
    readonly acquiring_institution_identifier?: string;
    /** When the card was used. Unit: UTC. */
    readonly transacted_at?: Time;
    /** When it was posted to the wallet. Unit: UTC. */
    readonly posted_at?: Time;
    /** When the authorization expires. Unit: UTC. */
    readonly expiry_date?: Time;
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
    /** The message. */
    readonly card_transaction_event_id?: string;
    /** The card transaction that the message is of. */
    readonly card_transaction_id?: string;
    /** The lifecycle that the card transaction is of. */
    readonly card_transaction_lifecycle_id: string;
    /** Airwallex’s id of the message. */
    readonly id?: string;
  };
  /** A dispute of card spend, as it is now. */
  readonly transaction_dispute: {
    /** Airwallex’s id of the dispute. */
    readonly id: string;
    /** The transaction that is disputed. */
    readonly transaction_id?: string;
    /** The message that is disputed. */
    readonly card_transaction_event_id?: string;
    /** How far the dispute has come; from CANCELED on terminal. */
    readonly status?: 'DRAFT' | 'SUBMITTED' | 'REJECTED' | 'IN_PROGRESS' | 'CANCELED' | 'EXPIRED' | 'LOST' | 'WON' | (string & {});
    /** How far it has come at the card network. */
    readonly detailed_status?: 'DISPUTE_FILED' | 'DISPUTE_DECLINED' | 'PRE_ARB_RECEIVED' | 'PRE_ARB_DECLINED_BY_ISSUER' | 'PRE_ARB_DELIVERED' | 'PRE_ARB_DECLINED_BY_ACQUIRER' | 'ARBITRATION_RECEIVED' | 'ARB_DELIVERED' | 'WON' | 'LOST' | (string & {});
    /** Why the holder disputes. */
    readonly reason?: 'SUSPECTED_FRAUD' | 'UNAUTHORIZED_TRANSACTION' | 'DUPLICATED_TRANSACTION' | 'PAID_BY_OTHER_MEANS' | 'GOODS_SERVICE_NOT_AS_DESCRIBED' | 'GOODS_DAMAGED' | 'GOODS_SERVICE_NOT_RECEIVED' | 'REFUND_UNPROCESSED' | 'GOODS_SERVICE_CANCELED' | 'RECURRING_CANCELED' | 'OTHER' | (string & {});
    /** What is disputed, never negative. Unit: major units of `currency`, or the billing currency. */
    readonly amount?: Decimal;
    /** The reference that its owner gave it. */
    readonly reference?: string;
    /** The currency of `amount`. Unit: ISO 4217. */
    readonly currency?: string;
    /** Who changed it last. */
    readonly updated_by?: 'AIRWALLEX' | 'CUSTOMER' | (string & {});
    /** When it was created. Unit: UTC. */
    readonly created_at?: Time;
    /** When it last changed. Unit: UTC. */
    readonly updated_at?: Time;
  };
  /** The same dispute’s status, in the timeline of the message that it disputes. */
  readonly transaction_dispute_of_event: {
    /** Airwallex’s id of the dispute. */
    readonly id: string;
    /** The message that is disputed. */
    readonly card_transaction_event_id?: string;
    /** How far the dispute has come; from CANCELED on terminal. */
    readonly status?: 'DRAFT' | 'SUBMITTED' | 'REJECTED' | 'IN_PROGRESS' | 'CANCELED' | 'EXPIRED' | 'LOST' | 'WON' | (string & {});
  };
}

