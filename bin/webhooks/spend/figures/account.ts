import type Big from 'big.js';
import type { Group } from '../messages/group.ts';
import { atLeastZero, ZERO } from '../money.ts';
import { type Entry, total } from './entry.ts';
import { type Ending, type EndingOf, type Hold, holdOf } from './hold.ts';
import { post } from './post.ts';

/** Figures in one currency: magnitudes, but for `posted`, which is negative where money was spent. */
export interface Figures {
  readonly currency: string;
  readonly authorized: Big;
  /** What no longer is held without having been cleared. */
  readonly released: Big;
  /** Undefined where webhooks don't say. */
  readonly held: Big | undefined;
  readonly cleared: Big;
  /** Cleared beyond what was held for it: tips, exchange rates. Undefined where webhooks don't say. */
  readonly overCleared: Big | undefined;
  /** Given back of what was cleared. */
  readonly reversed: Big;
  readonly refunded: Big;
  /** Credits that name no authorization. */
  readonly unlinked: Big;
  /** What the wallet's balance changed by: all that came back less all that was cleared. */
  readonly posted: Big;
}

/** A connected group with its figures, and what they are made of. */
export interface Account extends Group {
  readonly figures: readonly Figures[];
  readonly entries: readonly Entry[];
  /** What a person should know of the figures. */
  readonly remarks: readonly string[];
}

/** Adds entries up; what is held and over-cleared doesn't follow from sums alone. */
export const figuresOf = (
  entries: readonly Entry[],
  currency: string,
  derived: Pick<Figures, 'held' | 'overCleared'>,
): Figures => {
  const [cleared, reversed, refunded, unlinked] = [
    total(entries, 'cleared', currency),
    total(entries, 'reversed', currency),
    total(entries, 'refunded', currency),
    total(entries, 'unlinked', currency),
  ];
  return {
    currency,
    authorized: total(entries, 'authorized', currency),
    released: total(entries, 'released', currency),
    cleared,
    reversed,
    refunded,
    unlinked,
    ...derived,
    posted: reversed.plus(refunded).plus(unlinked).minus(cleared),
  };
};

const overCleared = (group: Group, entries: readonly Entry[], currency: string) => {
  const cleared = total(entries, 'cleared', currency);
  const authorized = total(entries, 'authorized', currency);
  const hasAuthorization = group.messages.some(({ kind }) => kind === 'authorization');
  if (cleared.eq(0) || (!hasAuthorization && group.awaited.length === 0)) return ZERO;
  if (authorized.eq(0) || group.awaited.length > 0) return undefined;
  const kept = cleared.minus(total(entries, 'reversed', currency));
  return atLeastZero(kept.minus(authorized).plus(total(entries, 'released', currency)));
};

/** The states that ended a hold say that it was cleared, before any clearing has come. */
const isEarly = (by: readonly Ending[], entries: readonly Entry[]): boolean =>
  by.some(({ ended }) => ended === 'CLEARED') && !entries.some((one) => one.figure === 'cleared');

const lapse = (currency: string, { lapsed: amount, by }: Hold & { held: Big }): Entry => ({
  figure: 'released',
  currency,
  amount,
  ids: [...new Set(by.flatMap(({ ids }) => ids))],
  events: [...new Set(by.flatMap(({ events }) => events))],
});

/** A group's figures in each of its currencies. */
export const accountOf = (group: Group, endingOf: EndingOf): Account => {
  const posting = post(group);
  const entries = [...posting.entries];
  const remarks = [...posting.remarks];
  const currencies = [
    ...new Set(group.messages.flatMap(({ money }) => money?.currency ?? [])),
  ].sort();
  const holds = currencies.map((currency) => ({
    currency,
    hold: holdOf(group, posting, currency, endingOf),
  }));
  for (const { currency, hold } of holds)
    if (hold.held === undefined)
      remarks.push(`What is held in ${currency} is unknown: ${hold.why}.`);
    else if (hold.lapsed.gt(0) && isEarly(hold.by, entries))
      remarks.push(`Cleared by its state; the clearing itself has not come.`);
    else if (hold.lapsed.gt(0)) entries.push(lapse(currency, hold));
  const unsettled = holds.some(({ hold }) => hold.held === undefined);
  for (const message of posting.abroad) {
    const { ids, events, money } = message;
    if (money && unsettled) entries.push({ figure: 'released', ...money, ids, events, message });
  }
  return {
    ...group,
    entries,
    remarks,
    figures: holds.map(({ currency, hold }) =>
      figuresOf(entries, currency, {
        held: hold.held,
        overCleared: overCleared(group, entries, currency),
      }),
    ),
  };
};
