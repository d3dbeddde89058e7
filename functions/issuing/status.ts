/** An object's statuses with their ranks: the place in the lifecycle that decides a tie of times. */
export type Ranks = Readonly<Record<string, number>>;

/** An unknown status stands amid those that can still change: above the early, below the late. */
export const UNKNOWN_RANK = 500;

/** A status's rank; 0 where there is no status. */
export const rankOf = (ranks: Ranks, status: string | undefined): number => {
  if (status === undefined) return 0;
  return (Object.hasOwn(ranks, status) ? ranks[status] : undefined) ?? UNKNOWN_RANK;
};

/**
 * The status that a body states, else the one that the event's name ends in.
 * @param aliases other spellings, and endings of names that say a status in another word.
 * @returns undefined where neither says one: `issuing.card.modified` is no status.
 */
export const statusOf = (
  ranks: Ranks,
  stated: string | undefined,
  eventName: string,
  aliases: Readonly<Record<string, string>> = {},
): string | undefined => {
  const word = stated ?? eventName.slice(eventName.lastIndexOf('.') + 1).toUpperCase();
  const status = Object.hasOwn(aliases, word) ? aliases[word] : word;
  if (stated !== undefined) return status;
  return status !== undefined && Object.hasOwn(ranks, status) ? status : undefined;
};
