import Big from 'big.js';

/*
 * The only module that handles signs. Airwallex signs amounts from the side of the card: a debit is
 * negative, a credit positive. All figures of a ledger are magnitudes, with one exception: `posted`
 * is the change of the wallet's balance, so it is negative where money was spent.
 */

/** An exact amount in major units, with the sign that Airwallex reported. */
export interface Money {
  readonly amount: Big;
  readonly currency: string;
}

export const ZERO: Big = new Big(0);

/** Whether it takes money from the wallet, or would take it. */
export const isDebit = ({ amount }: Money): boolean => amount.lt(ZERO);

export const sum = (amounts: Iterable<Big>): Big => {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
};

export const least = (a: Big, b: Big): Big => (a.lt(b) ? a : b);

/** An amount, or zero where it is negative. */
export const atLeastZero = (amount: Big): Big => (amount.lt(ZERO) ? ZERO : amount);
