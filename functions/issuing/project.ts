import { type Family, knowing } from '../shared/event/interpret.ts';
import { wordsOf } from '../shared/event/lifecycle.ts';
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

const anyLifecycle = knowing(lifecycle, { status: wordsOf(lifecycleStatuses) });

/** What each family of issuing events says, by event name or dot-separated prefix of one. */
export const issuingFamilies: Readonly<Record<string, Family>> = {
  'issuing.card': knowing(card, {
    status: wordsOf(cardStatuses),
    card_status: wordsOf(cardStatuses),
  }),
  'issuing.card.low_remaining_transaction_limit': lowLimit,
  'issuing.cardholder': knowing(cardholder, { status: wordsOf(cardholderStatuses) }),
  'issuing.reissue.succeeded': reissue,
  'issuing.transaction': knowing(transaction, {
    status: wordsOf(transactionStatuses),
    transaction_type: messageTypes,
  }),
  'issuing.transaction_lifecycle': anyLifecycle,
  'issuing.transaction_lifecycle_event': lifecycleEvent,
  'issuing.transaction_dispute': knowing(dispute, { status: wordsOf(disputeStatuses) }),
  'issuing.card_transaction': knowing(cardTransaction, {
    status: wordsOf(cardTransactionStatuses),
  }),
  'issuing.card_transaction_event': knowing(cardTransactionEvent, { type: messageTypes }),
  'issuing.card_transaction_event.enriched': enrichment,
  'issuing.card_transaction_lifecycle': anyLifecycle,
  'issuing.card_notification': notification,
  'issuing.3ds_notification': notification,
};
