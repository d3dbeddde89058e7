import type { Family } from '../shared/record/family.ts';
import { card } from './card.ts';
import { cardTransaction } from './card-transaction.ts';
import { cardTransactionEvent, enrichment } from './card-transaction-event.ts';
import { cardholder } from './cardholder.ts';
import { dispute } from './dispute.ts';
import { lowLimit, notification, reissue } from './notice.ts';
import { transaction } from './transaction.ts';
import { lifecycleEvent, transactionLifecycleFamily } from './transaction-lifecycle.ts';

/** What reads each family of issuing events, by event name or dot-separated prefix of one. */
export const families: Readonly<Record<string, Family>> = {
  'issuing.card': card,
  'issuing.card.low_remaining_transaction_limit': lowLimit,
  'issuing.cardholder': cardholder,
  'issuing.reissue.succeeded': reissue,
  'issuing.transaction': transaction,
  'issuing.transaction_lifecycle': transactionLifecycleFamily,
  'issuing.transaction_lifecycle_event': lifecycleEvent,
  'issuing.transaction_dispute': dispute,
  'issuing.card_transaction': cardTransaction,
  'issuing.card_transaction_event': cardTransactionEvent,
  'issuing.card_transaction_event.enriched': enrichment,
  'issuing.card_transaction_lifecycle': transactionLifecycleFamily,
  'issuing.card_notification': notification,
  'issuing.3ds_notification': notification,
};
