import type { Family } from '../shared/event/interpret.ts';
import { card } from './card.ts';
import { cardTransaction, cardTransactionEvent, enrichment } from './card-transaction.ts';
import { cardholder } from './cardholder.ts';
import { dispute } from './dispute.ts';
import { lifecycle, lifecycleEvent } from './lifecycle.ts';
import { lowLimit, notification, reissue } from './notice.ts';
import { transaction } from './transaction.ts';

/** What each family of issuing events says, by event name or dot-separated prefix of one. */
export const issuingFamilies: Readonly<Record<string, Family>> = {
  'issuing.card': card,
  'issuing.card.low_remaining_transaction_limit': lowLimit,
  'issuing.cardholder': cardholder,
  'issuing.reissue.succeeded': reissue,
  'issuing.transaction': transaction,
  'issuing.transaction_lifecycle': lifecycle,
  'issuing.transaction_lifecycle_event': lifecycleEvent,
  'issuing.transaction_dispute': dispute,
  'issuing.card_transaction': cardTransaction,
  'issuing.card_transaction_event': cardTransactionEvent,
  'issuing.card_transaction_event.enriched': enrichment,
  'issuing.card_transaction_lifecycle': lifecycle,
  'issuing.card_notification': notification,
  'issuing.3ds_notification': notification,
};
