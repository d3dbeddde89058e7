import * as v from 'valibot';
import type { Row } from '../../../../functions/shared/store/row.ts';
import type { Group } from '../messages/group.ts';
import { endedStates } from '../messages/message.ts';
import { aims, type Ending, type EndingOf } from './hold.ts';

const schema = v.object({ status: v.nullish(v.string()) });

/** The card transactions that are over, by key. */
export const endedIn = (rows: Iterable<Row>): ReadonlyMap<string, Ending> => {
  const ended = new Map<string, Ending>();
  for (const { pk, sk, eventId, attributes } of rows) {
    const { status } = sk === 'card_transaction' ? v.parse(schema, attributes) : {};
    const state = endedStates.find((one) => one === status);
    if (state) ended.set(pk, { ids: [pk], events: [eventId], ended: state });
  }
  return ended;
};

/**
 * What ends an authorization's hold: its own status, its card transaction's, or an expiry. A card
 * transaction always gets there. https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const endingsOf = (
  { messages }: Group,
  cardTransactions: ReadonlyMap<string, Ending>,
): EndingOf => {
  const authorizations = messages.filter(({ kind }) => kind === 'authorization');
  const expiries = messages.filter(({ kind }) => kind === 'expiry');
  return (authorization) =>
    authorization.ended
      ? authorization
      : (cardTransactions.get(authorization.cardTransaction ?? '') ??
        expiries.find((expiry) => aims(expiry, authorizations).includes(authorization)));
};
