import { type Family, knowing } from '../shared/record/family.ts';
import { wordsOf } from '../shared/record/lifecycle.ts';
import { card, cardStatuses } from './card.ts';
import {
  cardTransaction,
  cardTransactionEvent,
  cardTransactionStatuses,
  enrichment,
} from './card-transaction.ts';
import { cardholder, cardholderStatuses } from './cardholder.ts';
import { dispute, disputeStatuses } from './dispute.ts';
import { lifecycle, lifecycleEvent, lifecycleStatuses } from './lifecycle.ts';
import { lowLimit, notification, reissue } from './notice.ts';
import { transaction, transactionStatuses } from './transaction.ts';

/** What a message can be. */
const messageTypes = [
  'AUTHORIZATION',
  'CLEARING',
  'REVERSAL',
  'REVERSAL_AUTH',
  'REFUND',
  'ORIGINAL_CREDIT',
];

/*
 * Words of the vendor's typed models: `@airwallex/node-sdk` 2.1.0-beta.5, IssuingNonPci…Dto.
 */
const cardWords = {
  form_factor: ['PHYSICAL', 'VIRTUAL'],
  issue_to: ['INDIVIDUAL', 'ORGANISATION'],
  'program.type': ['CREDIT', 'DEBIT', 'DEFERRED_DEBIT', 'PREPAID', 'UNKNOWN'],
  'authorization_controls.allowed_transaction_count': ['MULTIPLE', 'SINGLE'],
  'delivery_details.status': [
    ...['PENDING', 'PRINTED', 'FAILED_TO_PRINT', 'DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY'],
    ...['DELIVERED', 'DELIVERY_FAILED', 'DELIVERY_DELAYED', 'UNKNOWN'],
  ],
};

const messageResults = ['APPROVED', 'DECLINED'];

/** What exactly a message of a type is. */
const messageSubtypes = [
  ...['AUTHORIZATION', 'INCREMENTAL_AUTHORIZATION', 'VERIFICATION', 'EXPIRED_AUTHORIZATION'],
  ...['REVERSAL', 'PARTIAL_REVERSAL', 'CLEARING', 'PARTIAL_CLEARING'],
];

/** What kind of purchase a message is about, in the lifecycle's beta. */
const purchaseTypes = [
  ...['PURCHASE', 'CASH_DISBURSEMENT', 'DEBIT_ADJUSTMENT', 'ACCOUNT_FUNDING_TRANSACTION'],
  ...['QUASI_CASH', 'FEE_COLLECTION', 'MERCHANT_CREDIT', 'DISPUTE_CREDIT', 'CREDIT_ADJUSTMENT'],
  ...['ORIGINAL_CREDIT', 'FUNDS_DISBURSEMENT_CREDIT', 'AVAILABLE_FUNDS_INQUIRY', 'UNKNOWN'],
  ...['ELIGIBILITY_INQUIRY', 'CARDHOLDER_ACCOUNT_TRANSFER_ATM', 'PAY_OTHER_PARTY', 'PAYMENT_US'],
];

const disputeWords = {
  detailed_status: [
    ...['DISPUTE_FILED', 'DISPUTE_DECLINED', 'PRE_ARB_RECEIVED', 'PRE_ARB_DECLINED_BY_ISSUER'],
    ...['PRE_ARB_DELIVERED', 'PRE_ARB_DECLINED_BY_ACQUIRER', 'ARBITRATION_RECEIVED'],
    ...['ARB_DELIVERED', 'WON', 'LOST'],
  ],
  reason: [
    ...['SUSPECTED_FRAUD', 'UNAUTHORIZED_TRANSACTION', 'DUPLICATED_TRANSACTION'],
    ...['PAID_BY_OTHER_MEANS', 'GOODS_SERVICE_NOT_AS_DESCRIBED', 'GOODS_DAMAGED'],
    ...['GOODS_SERVICE_NOT_RECEIVED', 'REFUND_UNPROCESSED', 'GOODS_SERVICE_CANCELED'],
    ...['RECURRING_CANCELED', 'OTHER'],
  ],
  updated_by: ['AIRWALLEX', 'CUSTOMER'],
};

const anyLifecycle = knowing(lifecycle, { status: wordsOf(lifecycleStatuses) });

/** What each family of issuing events reports, by event name or dot-separated prefix of one. */
export const families: Readonly<Record<string, Family>> = {
  'issuing.card': knowing(card, {
    status: wordsOf(cardStatuses),
    card_status: wordsOf(cardStatuses),
    ...cardWords,
  }),
  'issuing.card.low_remaining_transaction_limit': lowLimit,
  'issuing.cardholder': knowing(cardholder, {
    status: wordsOf(cardholderStatuses),
    type: ['DELEGATE', 'INDIVIDUAL'],
  }),
  'issuing.reissue.succeeded': reissue,
  'issuing.transaction': knowing(transaction, {
    status: wordsOf(transactionStatuses),
    transaction_type: messageTypes,
  }),
  'issuing.transaction_lifecycle': anyLifecycle,
  'issuing.transaction_lifecycle_event': knowing(lifecycleEvent, {
    type: messageTypes,
    subtype: messageSubtypes,
    process_result: messageResults,
    transaction_type: purchaseTypes,
  }),
  'issuing.transaction_dispute': knowing(dispute, {
    status: wordsOf(disputeStatuses),
    ...disputeWords,
  }),
  'issuing.card_transaction': knowing(cardTransaction, {
    status: wordsOf(cardTransactionStatuses),
  }),
  'issuing.card_transaction_event': knowing(cardTransactionEvent, {
    type: messageTypes,
    process_result: messageResults,
  }),
  'issuing.card_transaction_event.enriched': enrichment,
  'issuing.card_transaction_lifecycle': anyLifecycle,
  'issuing.card_notification': notification,
  'issuing.3ds_notification': notification,
};
