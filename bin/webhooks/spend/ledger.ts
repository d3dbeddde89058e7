import type Big from 'big.js';
import type { Row } from '../../../functions/shared/store/row.ts';
import { type Account, accountOf, type Figures, figuresOf } from './figures/account.ts';
import { endedIn, endingsOf } from './figures/ending.ts';
import { type Disagreement, disagreements } from './figures/totals.ts';
import { type Group, groupsOf } from './messages/group.ts';
import { partsOf } from './messages/parts.ts';
import { messagesOf } from './messages/twins.ts';
import { sum } from './money.ts';

/** Card spend as webhooks tell it. */
export interface Ledger {
  readonly accounts: readonly Account[];
  /** Of all groups together, by currency. */
  readonly figures: readonly Figures[];
  /** Told totals that messages don't add up to: messages that have not come, or were not subscribed. */
  readonly disagreements: readonly Disagreement[];
}

const known = (amounts: readonly (Big | undefined)[]): Big | undefined => {
  const told = amounts.filter((amount) => amount !== undefined);
  return told.length === amounts.length ? sum(told) : undefined;
};

const together = (accounts: readonly Account[]): readonly Figures[] => {
  const entries = accounts.flatMap((account) => account.entries);
  const all = accounts.flatMap(({ figures }) => figures);
  return [...new Set(all.map(({ currency }) => currency))].sort().map((currency) => {
    const figures = all.filter((one) => one.currency === currency);
    return figuresOf(entries, currency, {
      held: known(figures.map(({ held }) => held)),
      overCleared: known(figures.map(({ overCleared }) => overCleared)),
    });
  });
};

/** Whether a group holds one of these keys, or waits for it. */
const concerns = ({ messages, awaited, lifecycles, cardTransactions }: Group, keys: Set<string>) =>
  [...messages.flatMap(({ ids }) => ids), ...awaited, ...lifecycles, ...cardTransactions].some(
    (key) => keys.has(key),
  );

/**
 * The ledger of what is stored of card spend: pure, and the same whatever order, repetition or API
 * version the webhooks came in. Only messages are summed; states end holds, totals are compared.
 * @param about keys of objects: only the groups that hold one of them. All groups by default.
 */
export const ledgerOf = (rows: readonly Row[], about?: readonly string[]): Ledger => {
  const keys = about && new Set(about);
  const cardTransactions = endedIn(rows);
  const accounts = groupsOf(messagesOf(partsOf(rows)))
    .filter((group) => !keys || concerns(group, keys))
    .map((group) => accountOf(group, endingsOf(group, cardTransactions)));
  const levels = new Set(
    accounts.flatMap((one) => [...one.lifecycles, ...one.cardTransactions]).concat(about ?? []),
  );
  const totals = about ? rows.filter(({ pk }) => levels.has(pk)) : rows;
  return { accounts, figures: together(accounts), disagreements: disagreements(totals, accounts) };
};
