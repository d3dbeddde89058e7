/** An object's statuses, as plain data. */
export interface Statuses {
  /** Each status's rank: it decides between events of one moment. Terminal from 900 on. */
  readonly ranks: Readonly<Record<string, number>>;
  /** Other words for a status: its other spellings, and endings of event names. */
  readonly words?: Readonly<Record<string, string>>;
}

/** An unknown status stands amid those that can still change: above the early, below the late. */
export const UNKNOWN_RANK = 500;

const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/**
 * An object's status and its rank: the status that the body states, else the one that the event's
 * name ends in. Neither says one, as in `issuing.card.modified`: no status, and the lowest rank.
 */
export const standing = (
  { ranks, words = {} }: Statuses,
  stated: string | undefined,
  eventName: string,
): { readonly status: string | undefined; readonly rank: number } => {
  const word = stated ?? eventName.slice(eventName.lastIndexOf('.') + 1).toUpperCase();
  const status = lookUp(words, word) ?? word;
  const rank = lookUp(ranks, status);
  if (stated === undefined && rank === undefined) return { status: undefined, rank: 0 };
  return { status, rank: rank ?? UNKNOWN_RANK };
};

/**
 * The row of an object's state, named by its kind. What an event tells without a status stands
 * beside it: it must not take the place of one that is known.
 */
export const stateRow = (kind: string, status: string | undefined): string =>
  status === undefined ? 'details' : kind;
