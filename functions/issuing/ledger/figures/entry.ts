import type Big from 'big.js';
import type { Message } from '../messages/message.ts';
import { sum } from '../money.ts';

/** The figures that are sums of messages; the others follow from these. */
type Summed = 'authorized' | 'released' | 'cleared' | 'reversed' | 'refunded' | 'unlinked';

/** A message's share in a figure: a reversal may have one in two figures, nothing counts twice. */
export interface Entry {
  readonly figure: Summed;
  readonly currency: string;
  /** A magnitude; negative only where a credit is taken back. */
  readonly amount: Big;
  /** Keys of the objects of the message, or of what ended a hold without an amount. */
  readonly ids: readonly string[];
  /** Ids of the webhooks that report it. */
  readonly events: readonly string[];
  /** The message of the share; none where a hold ended without one. */
  readonly message?: Message;
}

/** The sum of the entries of one figure and currency. */
export const total = (entries: readonly Entry[], figure: Summed, currency: string): Big =>
  sum(
    entries
      .filter((entry) => entry.figure === figure && entry.currency === currency)
      .map(({ amount }) => amount),
  );
