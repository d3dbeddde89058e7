import type Big from 'big.js';
import {
  figuresOf,
  type GroupLedger,
  groupLedgerOf,
  type SpendFigures,
} from './figures/group-ledger.ts';
import { endedCardTransactions, holdEndsOf } from './figures/hold-end.ts';
import { type Disagreement, disagreements } from './figures/totals.ts';
import { groupsOf, type MessageGroup } from './messages/group.ts';
import { messagesOf } from './messages/pairing.ts';
import { messagePartsOf } from './messages/parts.ts';
import { sum } from './money.ts';
import type { SpendRecord } from './record.ts';

/** Card spend as reported by webhooks. */
export interface Ledger {
  readonly groups: readonly GroupLedger[];
  /** The sum of all groups, by currency. */
  readonly figures: readonly SpendFigures[];
  /** Reported totals that differ from the sum of the messages: some are missing, or not subscribed. */
  readonly disagreements: readonly Disagreement[];
}

const known = (amounts: readonly (Big | undefined)[]): Big | undefined => {
  const defined = amounts.filter((amount) => amount !== undefined);
  return defined.length === amounts.length ? sum(defined) : undefined;
};

const sumOfGroups = (groups: readonly GroupLedger[]): readonly SpendFigures[] => {
  const entries = groups.flatMap((group) => group.entries);
  const all = groups.flatMap(({ figures }) => figures);
  return [...new Set(all.map(({ currency }) => currency))].sort().map((currency) => {
    const figures = all.filter((one) => one.currency === currency);
    return figuresOf(entries, currency, {
      held: known(figures.map(({ held }) => held)),
      overCleared: known(figures.map(({ overCleared }) => overCleared)),
    });
  });
};

/** Whether a group contains one of these keys, or waits for it. */
const contains = (
  { messages, awaited, lifecycles, cardTransactions }: MessageGroup,
  keys: Set<string>,
) =>
  [...messages.flatMap(({ ids }) => ids), ...awaited, ...lifecycles, ...cardTransactions].some(
    (key) => keys.has(key),
  );

/**
 * The ledger of stored card spend: pure, and independent of the order, repetition and API version of
 * the webhooks. Only messages are summed; states end holds, totals are compared.
 * @param about keys of objects: only the groups that contain one of them. All groups by default.
 */
export const ledgerOf = (records: readonly SpendRecord[], about?: readonly string[]): Ledger => {
  const keys = about && new Set(about);
  const cardTransactions = endedCardTransactions(records);
  const groups = groupsOf(messagesOf(messagePartsOf(records)))
    .filter((group) => !keys || contains(group, keys))
    .map((group) => groupLedgerOf(group, holdEndsOf(group, cardTransactions)));
  const levels = new Set(
    groups.flatMap((one) => [...one.lifecycles, ...one.cardTransactions]).concat(about ?? []),
  );
  const totals = about ? records.filter(({ pk }) => levels.has(pk)) : records;
  return {
    groups,
    figures: sumOfGroups(groups),
    disagreements: disagreements(totals, groups),
  };
};
