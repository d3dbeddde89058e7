import type { AnyChange } from '../change/any-change.ts';
import { isWanted } from '../change/on.ts';
import type { AnyHandling, AnyReactionDefinition, Effects, Handled, Later } from './definition.ts';
import { expiryOf, type Ledger, noteKey } from './ledger.ts';
import { MOST_EFFECTS, MOST_RECEIVES, MOST_SECONDS } from './limits.ts';
import { idempotencyKeyOf, noteAfter, placeOf } from './order.ts';

/** What became of a change: handled now or before, outdated, not wanted, or to come back. */
export type Outcome = 'handled' | 'repeated' | 'stale' | 'ignored' | Later;

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
 * Looks what is noted, calls the handler, and commits its effects with the note. A crash between any two
 * calls heals when the message comes back.
 * @param isOver whether the time of the change is over, so that nothing more may be committed.
 * @returns undefined when somebody else has handled a change of this record meanwhile.
 */
const attempt = async (
  handling: AnyHandling,
  { name, definition, ledger, now }: Applying,
  isOver: () => boolean,
): Promise<Outcome | undefined> => {
  const { change } = handling;
  const key = noteKey(name, change);
  const before = await ledger.read(key);
  const place = placeOf(change, before);
  if (place === 'repeated' || place === 'stale') return place;
  const handled = place === 'new' ? await definition.handle(handling) : undefined;
  if (isOver()) throw new Error('The change took too long.');
  if (isLater(handled)) return handled;
  const handledAt = now();
  const after = noteAfter(change, place, before);
  const noting = { key, before, after, handledAt, expiresAt: expiryOf(change, handledAt) };
  if (!(await ledger.commit(noting, transactOf(handled ?? undefined)))) return undefined;
  return place === 'new' ? 'handled' : 'repeated';
};

/**
 * Takes one change the whole way.
 * @param receives how often its message has come.
 */
export const applyChange = async (
  change: AnyChange,
  applying: Applying,
  receives: number,
  isOver: () => boolean,
): Promise<Outcome> => {
  const { name, definition } = applying;
  if (!isWanted(definition.on, change)) return 'ignored';
  const idempotencyKey = idempotencyKeyOf(name, change);
  const handling = { change, idempotencyKey, later: laterAfter(receives) };
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const outcome = await attempt(handling, applying, isOver);
    if (outcome !== undefined) return outcome;
  }
  throw new Error('Too many others handle changes of this record at once.');
};
