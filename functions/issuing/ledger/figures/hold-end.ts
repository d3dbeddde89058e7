import * as v from 'valibot';
import type { MessageGroup } from '../messages/group.ts';
import { endedStates } from '../messages/message.ts';
import type { SpendRecord } from '../record.ts';
import { type HoldEnd, type HoldEndOf, sourcesOf } from './hold.ts';

const schema = v.object({ status: v.nullish(v.string()) });

/** The card transactions that have ended, by key. */
export const endedCardTransactions = (
  records: Iterable<SpendRecord>,
): ReadonlyMap<string, HoldEnd> => {
  const ended = new Map<string, HoldEnd>();
  for (const record of records) {
    const { pk, sk, eventId } = record;
    const { status } = sk === 'card_transaction' ? v.parse(schema, record) : {};
    const state = endedStates.find((one) => one === status);
    if (state) ended.set(pk, { ids: [pk], events: [eventId], ended: state });
  }
  return ended;
};

/**
 * What ends the hold of an authorization: its own status, that of its card transaction, or an expiry.
 * A card transaction always reaches its end. https://www.airwallex.com/docs/issuing/transactions/transaction-lifecycle
 */
export const holdEndsOf = (
  { messages }: MessageGroup,
  cardTransactions: ReadonlyMap<string, HoldEnd>,
): HoldEndOf => {
  const authorizations = messages.filter(({ kind }) => kind === 'authorization');
  const expiries = messages.filter(({ kind }) => kind === 'expiry');
  return (authorization) =>
    authorization.ended
      ? authorization
      : (cardTransactions.get(authorization.cardTransaction ?? '') ??
        expiries.find((expiry) => sourcesOf(expiry, authorizations).includes(authorization)));
};
