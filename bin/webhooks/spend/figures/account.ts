import type Big from 'big.js';
import type { Group } from '../messages/group.ts';
import { atLeastZero, ZERO } from '../money.ts';
import { type Entry, total } from './entry.ts';
import { type EndingOf, type Hold, holdOf } from './hold.ts';
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

type Line = Readonly<{ currency: string; hold: Hold }>;

/** What a hold's end releases; not where states say it was cleared, and no clearing has come. */
const lapsesOf = ({ currency, hold }: Line, hasCleared: boolean): readonly Entry[] => {
  if (hold.held === undefined || hold.lapsed.eq(0)) return [];
  if (!hasCleared && hold.by.some(({ ended }) => ended === 'CLEARED')) return [];
  const ids = [...new Set(hold.by.flatMap((ending) => ending.ids))];
  const events = [...new Set(hold.by.flatMap((ending) => ending.events))];
  return [{ figure: 'released', currency, amount: hold.lapsed, ids, events }];
};

const remarkOf = ({ currency, hold }: Line, lapses: readonly Entry[]): readonly string[] => {
  if (hold.held === undefined) return [`What is held in ${currency} is unknown: ${hold.why}.`];
  const isEarly = hold.lapsed.gt(0) && lapses.every((lapse) => lapse.currency !== currency);
  return isEarly ? ['Cleared by its state; the clearing itself has not come.'] : [];
};

/** A group's figures in each of its currencies. */
export const accountOf = (group: Group, endingOf: EndingOf): Account => {
  const posting = post(group);
  const currencies = new Set(group.messages.flatMap(({ money }) => money?.currency ?? []));
  const lines = [...currencies]
    .sort()
    .map((currency) => ({ currency, hold: holdOf(group, posting, currency, endingOf) }));
  const hasCleared = posting.entries.some(({ figure }) => figure === 'cleared');
  const lapses = lines.flatMap((line) => lapsesOf(line, hasCleared));
  const isUnknown = lines.some(({ hold }) => hold.held === undefined);
  // Where all is over, what was released abroad is part of what lapsed.
  const released = posting.abroad.flatMap((message): readonly Entry[] => {
    const { ids, events, money } = message;
    return money && isUnknown ? [{ figure: 'released', ...money, ids, events, message }] : [];
  });
  const lost = isUnknown || lapses.length > 0 ? [] : posting.abroad;
  const entries = [...posting.entries, ...lapses, ...released];
  const isTold = ({ currency }: Line): boolean =>
    entries.some((entry) => entry.currency === currency) ||
    !posting.abroad.some(({ money }) => money?.currency === currency);
  return {
    ...group,
    entries,
    remarks: [
      ...posting.remarks,
      ...lines.flatMap((line) => remarkOf(line, lapses)),
      ...lost.map(
        ({ ids, money }) =>
          `${ids.join(' ')} gives back ${money?.amount.toFixed()} ${money?.currency} of which nothing is known to be held: not counted.`,
      ),
    ],
    figures: lines
      .filter((line) => isUnknown || isTold(line))
      .map(({ currency, hold }) =>
        figuresOf(entries, currency, {
          held: hold.held,
          overCleared: overCleared(group, entries, currency),
        }),
      ),
  };
};
