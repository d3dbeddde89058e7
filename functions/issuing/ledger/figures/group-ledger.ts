import type Big from 'big.js';
import type { MessageGroup } from '../messages/group.ts';
import { atLeastZero, ZERO } from '../money.ts';
import { type Entry, total } from './entry.ts';
import { type Hold, type HoldEndOf, holdOf } from './hold.ts';
import { postGroup } from './post.ts';

/** Figures in one currency: magnitudes, but for `posted`, which is negative where money was spent. */
export interface SpendFigures {
  readonly currency: string;
  readonly authorized: Big;
  /** No longer held, and not cleared. */
  readonly released: Big;
  /** Undefined where no webhook states it. */
  readonly held: Big | undefined;
  readonly cleared: Big;
  /** Cleared beyond what was held for it: tips, exchange rates. Undefined where no webhook states it. */
  readonly overCleared: Big | undefined;
  /** Given back of what was cleared. */
  readonly reversed: Big;
  readonly refunded: Big;
  /** Credits that name no authorization. */
  readonly unlinked: Big;
  /** The change of the wallet's balance: everything given back less everything cleared. */
  readonly posted: Big;
}

/** A connected group with its figures and their entries. */
export interface GroupLedger extends MessageGroup {
  readonly figures: readonly SpendFigures[];
  readonly entries: readonly Entry[];
  /** Messages that are not counted, at least in part: remarks name them. */
  readonly uncounted: number;
  /** Remarks on the figures. */
  readonly remarks: readonly string[];
}

/** Sums entries; what is held and over-cleared does not follow from sums alone. */
export const figuresOf = (
  entries: readonly Entry[],
  currency: string,
  derived: Pick<SpendFigures, 'held' | 'overCleared'>,
): SpendFigures => {
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

const overCleared = (group: MessageGroup, entries: readonly Entry[], currency: string) => {
  const cleared = total(entries, 'cleared', currency);
  const authorized = total(entries, 'authorized', currency);
  const hasAuthorization = group.messages.some(({ kind }) => kind === 'authorization');
  if (cleared.eq(0) || (!hasAuthorization && group.awaited.length === 0)) return ZERO;
  if (authorized.eq(0) || group.awaited.length > 0) return undefined;
  const notReversed = cleared.minus(total(entries, 'reversed', currency));
  return atLeastZero(notReversed.minus(authorized).plus(total(entries, 'released', currency)));
};

type Line = Readonly<{ currency: string; hold: Hold }>;

/** What the end of a hold releases; nothing where a state reports it cleared and the clearing is missing. */
const lapsesOf = ({ currency, hold }: Line, hasCleared: boolean): readonly Entry[] => {
  if (hold.held === undefined || hold.lapsed.eq(0)) return [];
  if (!hasCleared && hold.by.some(({ ended }) => ended === 'CLEARED')) return [];
  const ids = [...new Set(hold.by.flatMap((end) => end.ids))];
  const events = [...new Set(hold.by.flatMap((end) => end.events))];
  return [{ figure: 'released', currency, amount: hold.lapsed, ids, events }];
};

const remarkOf = ({ currency, hold }: Line, lapses: readonly Entry[]): readonly string[] => {
  if (hold.held === undefined) return [`What is held in ${currency} is unknown: ${hold.why}.`];
  const isEarly = hold.lapsed.gt(0) && lapses.every((lapse) => lapse.currency !== currency);
  return isEarly ? ['Cleared by its state; the clearing itself has not arrived.'] : [];
};

/** A group's figures in each of its currencies. */
export const groupLedgerOf = (group: MessageGroup, holdEndOf: HoldEndOf): GroupLedger => {
  const posting = postGroup(group);
  const currencies = new Set(group.messages.flatMap(({ money }) => money?.currency ?? []));
  const lines = [...currencies]
    .sort()
    .map((currency) => ({ currency, hold: holdOf(group, posting, currency, holdEndOf) }));
  const hasCleared = posting.entries.some(({ figure }) => figure === 'cleared');
  const lapses = lines.flatMap((line) => lapsesOf(line, hasCleared));
  const isUnknown = lines.some(({ hold }) => hold.held === undefined);
  // Where every hold has ended, what was released in a foreign currency is part of what lapsed.
  const released = posting.foreignCurrency.flatMap((message): readonly Entry[] => {
    const { ids, events, money } = message;
    return money && isUnknown ? [{ figure: 'released', ...money, ids, events, message }] : [];
  });
  const uncounted = isUnknown || lapses.length > 0 ? [] : posting.foreignCurrency;
  const entries = [...posting.entries, ...lapses, ...released];
  const isReported = ({ currency }: Line): boolean =>
    entries.some((entry) => entry.currency === currency) ||
    !posting.foreignCurrency.some(({ money }) => money?.currency === currency);
  return {
    ...group,
    entries,
    uncounted: posting.remarks.length + uncounted.length,
    remarks: [
      ...group.messages
        .filter(({ isDoubtful }) => isDoubtful)
        .map(({ ids }) => `${ids.join(' = ')}: by amount and time alone taken for one message.`),
      ...posting.remarks,
      ...lines.flatMap((line) => remarkOf(line, lapses)),
      ...uncounted.map(
        ({ ids, money }) =>
          `${ids.join(' ')} gives back ${money?.amount.toFixed()} ${money?.currency} of which nothing is known to be held: not counted.`,
      ),
    ],
    figures: lines
      .filter((line) => isUnknown || isReported(line))
      .map(({ currency, hold }) =>
        figuresOf(entries, currency, {
          held: hold.held,
          overCleared: overCleared(group, entries, currency),
        }),
      ),
  };
};
