import { key, keyOf } from '../shared/event/identifier.ts';
import type { Lifecycle } from '../shared/record/lifecycle.ts';
import { stateful } from '../shared/record/stateful.ts';
import { grownTotals, spend } from './spend.ts';

/**
 * All but AUTHORIZED are terminal: a card transaction reaches one of them, and no event is added to it
 * afterwards. In a tie between terminal states the one that moved money wins.
 * https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const cardTransactionLifecycle: Lifecycle = {
  ranks: {
    AUTHORIZED: 100,
    VERIFIED: 900,
    DECLINED: 910,
    EXPIRED: 920,
    REVERSED: 930,
    CLEARED: 940,
    REFUNDED: 950,
  },
};

/**
 * Several messages as one purchase, the middle one of the three levels of card spend: its state, and a
 * place under its card and its lifecycle.
 * https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const cardTransaction = stateful({
  kind: 'card_transaction',
  schema: spend,
  lifecycle: cardTransactionLifecycle,
  bound: ['failure_reason'],
  object: ({
    id,
    levels: { card_transaction_id = id, card_transaction_lifecycle_id },
    fields,
  }) => ({
    ...fields,
    card_transaction_id,
    card_transaction_lifecycle_id,
  }),
  id: 'card_transaction_id',
  timeline: (_pk, object) => ({
    to: keyOf('card', object.card_id),
    at: object.transacted_at ?? object.created_at,
  }),
  grown: (object) => grownTotals(object),
  beside: ({ object, record: { pk } }) => {
    const { card_transaction_id, card_transaction_lifecycle_id, card_id } = object;
    if (card_transaction_lifecycle_id === undefined) return [];
    return [
      {
        pk: key('transaction_lifecycle', card_transaction_lifecycle_id),
        sk: pk,
        attributes: { card_transaction_id, card_transaction_lifecycle_id, card_id },
      },
    ];
  },
});
