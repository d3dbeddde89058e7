import type Big from 'big.js';
import type { MessageGroup } from '../messages/group.ts';
import type { Message } from '../messages/message.ts';
import { atLeastZero, least, type Money, sum } from '../money.ts';
import { type Entry, total } from './entry.ts';

/** The counted messages of a group. */
export interface Posting {
  readonly entries: readonly Entry[];
  /** Messages that give back in the merchant's currency only, while the hold is in another. */
  readonly foreignCurrency: readonly Message[];
  /** Remarks on messages that could not be counted. */
  readonly remarks: readonly string[];
}

/** The figure of a message that counts in only one; negative amounts reduce it. */
const singleFigures: Partial<
  Record<Message['kind'], { figure: Entry['figure']; of: 'debit' | 'credit' }>
> = {
  authorization: { figure: 'authorized', of: 'debit' },
  clearing: { figure: 'cleared', of: 'debit' },
  'clearing reversal': { figure: 'reversed', of: 'credit' },
  refund: { figure: 'refunded', of: 'credit' },
  'original credit': { figure: 'unlinked', of: 'credit' },
};

const credits: readonly Message['kind'][] = ['refund', 'original credit', 'none', 'unknown'];

/** Whether the group contains a purchase that a refund could give back. */
const hasPurchase = ({ messages, awaited }: MessageGroup): boolean =>
  awaited.length > 0 || messages.some(({ kind }) => !credits.includes(kind));

/**
 * Counts each message of a group once. A reversal gives back what is still held at its time, then, if it
 * bills anything, what was cleared by then. All authorizations of the group count as held, so that a clearing may
 * arrive, and be dated, before its own.
 */
export const postGroup = (group: MessageGroup): Posting => {
  const entries: Entry[] = [];
  const foreignCurrency: Message[] = [];
  const remarks: string[] = [];
  const linked = hasPurchase(group);
  const authorizations = group.messages.filter(({ kind }) => kind === 'authorization');
  const authorizedIn = (currency: string): Big =>
    sum(
      authorizations.flatMap(({ money }) =>
        money?.currency === currency ? [money.amount.abs()] : [],
      ),
    );
  const count = (message: Message, figure: Entry['figure'], { currency, amount }: Money): void => {
    const { ids, events } = message;
    if (!amount.eq(0)) entries.push({ figure, currency, amount, ids, events, message });
  };
  const giveBack = (message: Message, { currency, amount }: Money): void => {
    const sumOf = (figure: Entry['figure']): Big => total(entries, figure, currency);
    const authorized = authorizedIn(currency);
    if (
      authorized.eq(0) &&
      authorizations.some(({ original }) => original?.currency === currency)
    ) {
      foreignCurrency.push(message);
      return;
    }
    const held = atLeastZero(authorized.minus(sumOf('released')).minus(sumOf('cleared')));
    const released = least(amount, held);
    const reversible = atLeastZero(sumOf('cleared').minus(sumOf('reversed')));
    const excess = amount.minus(released);
    const reversed = message.kind === 'reversal' ? least(excess, reversible) : excess.times(0);
    count(message, 'released', { currency, amount: released });
    count(message, 'reversed', { currency, amount: reversed });
    const remaining = excess.minus(reversed);
    if (remaining.gt(0) && message.kind !== 'expiry')
      remarks.push(
        `${message.ids.join(' ')} gives back ${remaining.toFixed()} ${currency} more than is known to be ${message.kind === 'reversal' ? 'held or cleared' : 'held'}: not counted.`,
      );
  };
  const post = (message: Message, money: Money): void => {
    const single = singleFigures[message.kind];
    if (!single) {
      giveBack(message, { ...money, amount: money.amount.abs() });
      return;
    }
    const { figure, of } = single;
    const amount = of === 'debit' ? money.amount.times(-1) : money.amount;
    count(message, figure === 'refunded' && !linked ? 'unlinked' : figure, { ...money, amount });
  };
  for (const message of group.messages.filter(({ kind }) => kind !== 'none')) {
    const { kind, money, ids } = message;
    if (kind === 'unknown') remarks.push(`${ids.join(' ')} is of an unknown type: not counted.`);
    else if (money) post(message, money);
    else remarks.push(`${ids.join(' ')} states no amount: not counted.`);
  }
  return { entries, foreignCurrency, remarks };
};
