import Big from 'big.js';

/*
 * The one place for signs. Airwallex signs what it tells from the card's side: a debit is negative,
 * a credit positive. All figures of a ledger are magnitudes, with one exception: `posted` is what
 * the wallet's balance changed by, so it is negative where money was spent.
 */

/** An exact amount in major units, with the sign that it was told with. */
export interface Money {
  readonly amount: Big;
  readonly currency: string;
}

export const ZERO: Big = new Big(0);

/** Whether it takes money from the wallet, or would. */
export const isDebit = ({ amount }: Money): boolean => amount.lt(ZERO);

export const sum = (amounts: Iterable<Big>): Big => {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
};

export const least = (a: Big, b: Big): Big => (a.lt(b) ? a : b);

/** What is left, which is never less than nothing. */
export const atLeastZero = (amount: Big): Big => (amount.lt(ZERO) ? ZERO : amount);
