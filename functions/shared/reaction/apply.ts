import type { AnyChange } from '../change/any-change.ts';
import { isWanted } from '../change/on.ts';
import type { AnyReactionDefinition, Effects, Handled, Later } from './definition.ts';
import { expiryOf, type Ledger, noteKey } from './ledger.ts';
import { MOST_EFFECTS, MOST_RECEIVES, MOST_SECONDS } from './limits.ts';
import { idempotencyKeyOf, noteAfter, type Place, placeOf } from './order.ts';

/** What became of a change: handled now or before, outdated, not wanted, or to come back. */
export type Outcome = 'handled' | Exclude<Place, 'new'> | 'ignored' | Later;

export interface Applying {
  readonly name: string;
  readonly definition: AnyReactionDefinition;
  readonly ledger: Ledger;
  readonly now: () => number;
}

/** How often a note may change between our read and our write before we let the queue try again. */
const MOST_ROUNDS = 5;

/** The wish to be called again, of a change that was received a number of times. */
const laterAfter =
  (receives: number) =>
  (laterSeconds: number): Later => {
    if (!Number.isInteger(laterSeconds) || laterSeconds < 1 || laterSeconds > MOST_SECONDS)
      throw new RangeError(`later() takes whole seconds, 1 to ${MOST_SECONDS}.`);
    if (receives >= MOST_RECEIVES)
      throw new RangeError(
        `This change has come ${receives} times. Its queue makes it a dead letter after ${MOST_RECEIVES}: later() can be used ${MOST_RECEIVES - 1} times.`,
      );
    return { laterSeconds };
  };

const isLater = (handled: Handled): handled is Later =>
  typeof handled === 'object' && 'laterSeconds' in handled;

const transactOf = (handled: Effects | undefined) => {
  const transact = handled?.transact ?? [];
  if (transact.length > MOST_EFFECTS)
    throw new RangeError(`transact takes ${MOST_EFFECTS} items at most.`);
  return transact;
};

/**
 * Takes one change the whole way: looks what is noted, calls the handler, and commits its effects with
 * the note. A crash between any two calls heals when the message comes back.
 * @param receives how often the message has come.
 * @param isOver whether the time of the change is over, so that nothing more may be committed.
 */
export const applyChange = async (
  change: AnyChange,
  { name, definition, ledger, now }: Applying,
  receives: number,
  isOver: () => boolean,
): Promise<Outcome> => {
  if (!isWanted(definition.on, change)) return 'ignored';
  const key = noteKey(name, change);
  const means = { idempotencyKey: idempotencyKeyOf(name, change), later: laterAfter(receives) };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = await ledger.read(key);
    const place = placeOf(change, before);
    if (place !== 'new') return place;
    const handled = await definition.handle({ change, ...means });
    if (isOver()) throw new Error('The change took too long.');
    if (isLater(handled)) return handled;
    const handledAt = now();
    const after = noteAfter(change, before);
    const noting = { key, before, after, handledAt, expiresAt: expiryOf(change, handledAt) };
    if (await ledger.commit(noting, transactOf(handled ?? undefined))) return 'handled';
  }
  throw new Error('Too many others handle changes of this record at once.');
};
