import type Big from 'big.js';
import * as v from 'valibot';
import type { Ledger } from '../ledger.ts';
import { ZERO } from '../money.ts';
import { decimal, type SpendRecord } from '../record.ts';
import { ledgerWithin } from './period.ts';

/** What a card has used of its monthly limit: authorized in a UTC month, and not released by a message of it. */
export interface MonthlyUse {
  /** `2026-11`. */
  readonly month: string;
  readonly currency: string;
  readonly used: Big;
  readonly limit: Big;
}

const limits = v.object({
  authorization_controls: v.object({
    transaction_limits: v.object({
      currency: v.string(),
      limits: v.array(
        v.object({
          interval: v.nullish(v.string()),
          amount: v.nullish(decimal),
        }),
      ),
    }),
  }),
});

/** @param card the records of the card. @returns undefined where no event states a monthly limit. */
export const monthlyUseOf = (
  card: readonly SpendRecord[],
  ledger: Ledger,
  now: number,
): MonthlyUse | undefined => {
  const details = card.find(({ sk }) => sk === 'details');
  const stated = v.safeParse(limits, details);
  if (!stated.success) return undefined;
  const { currency, limits: all } = stated.output.authorization_controls.transaction_limits;
  const amount = all.find(({ interval }) => interval === 'MONTHLY')?.amount;
  if (!amount) return undefined;
  const today = new Date(now);
  const since = Date.UTC(today.getUTCFullYear(), today.getUTCMonth());
  const until = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1);
  const figures = ledgerWithin(ledger, { since, until }).figures.find(
    (one) => one.currency === currency,
  );
  const used = figures ? figures.authorized.minus(figures.released) : ZERO;
  const month = today.toISOString().slice(0, 7);
  return { month, currency, used, limit: amount };
};
