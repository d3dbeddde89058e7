import { objectKeysOf } from '../../../pipeline/names.ts';
import type { Target } from '../../../pipeline/target.ts';
import type { ObjectReport } from '../object/report.ts';
import { byAccount, byCustomer, type FoundRecords } from './lookup.ts';

/** Records that are found by another key than their own. */
export interface Belonging {
  /** By a key that the integrator chose, by their customer, or by their account. */
  readonly lookups: readonly FoundRecords[];
  /** Whether the stage finds records by account; null where no account was looked for. */
  readonly accountIndexed: boolean | null;
}

/** The id of the account that words name. */
const accountIn = (words: readonly string[]): string | undefined =>
  /^(?:account#)?(acct_.*)$/.exec(words.at(-1) ?? '')?.[1];

/**
 * The payments of a customer and the records about an account that words name.
 * @param objects those that the words name, whose own records are not repeated.
 */
export const belonging = async (
  target: Target,
  words: readonly string[],
  objects: readonly ObjectReport[],
): Promise<Belonging> => {
  const known = objects.map(({ object }) => object);
  // A customer of whom no event came can have payments.
  const keys = known.length > 0 ? known : objectKeysOf(words).map(({ pk }) => pk);
  const payments = await byCustomer(target, keys);
  const account = accountIn(words);
  if (account === undefined) return { lookups: payments, accountIndexed: null };
  const ofAccount = await byAccount(target, account);
  const own = new Set(known);
  const others = (ofAccount ?? []).flatMap((found) => {
    const records = found.records.filter(({ pk }) => !own.has(pk?.S ?? ''));
    return records.length > 0 ? [{ ...found, records }] : [];
  });
  return { lookups: [...payments, ...others], accountIndexed: ofAccount !== undefined };
};
