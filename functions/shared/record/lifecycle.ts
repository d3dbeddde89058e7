/** An object's statuses, as plain data. */
export interface Lifecycle {
  /**
   * Each status's rank, a whole number from 0 to 999: it decides between events of one moment. From
   * 900 on (`FINAL`) the status is terminal.
   */
  readonly ranks: Readonly<Record<string, number>>;
  /** The rank of a status without one of its own; {@link UNKNOWN_RANK} where this is missing. */
  readonly unknown?: number;
  /** Other words for a status: of older API versions, and endings of event names. */
  readonly words?: Readonly<Record<string, string>>;
}

/** Every word for a status that is known. */
export const wordsOf = ({ ranks, words = {} }: Lifecycle): readonly string[] => [
  ...Object.keys(ranks),
  ...Object.keys(words),
];

/** An undocumented status ranks among those that can still change. */
export const UNKNOWN_RANK = 500;

const lookUp = <T>(table: Readonly<Record<string, T>>, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const inCurrentWords = ({ words }: Lifecycle, word: string): string =>
  (words && lookUp(words, word)) ?? word;

/** The status that an event's name ends in, if it ends in one: `payment_consent.updated` doesn't. */
export const namedStatus = (lifecycle: Lifecycle, eventName: string): string | undefined => {
  const ending = eventName.slice(eventName.lastIndexOf('.') + 1).toUpperCase();
  const status = inCurrentWords(lifecycle, ending);
  return Object.hasOwn(lifecycle.ranks, status) ? status : undefined;
};

/** The rank of a status; the lowest of all where there is none. */
export const rankOf = (
  { ranks, unknown = UNKNOWN_RANK }: Lifecycle,
  status: string | undefined,
): number => (status === undefined ? 0 : (lookUp(ranks, status) ?? unknown));

/** An object's status and its rank in its lifecycle. */
export interface RankedStatus {
  readonly status: string | undefined;
  readonly rank: number;
}

/** An object's status and its rank: the status that the body states, else the one in the event's name. */
export const statusIn = (
  lifecycle: Lifecycle,
  stated: string | undefined,
  eventName: string,
): RankedStatus => {
  const status =
    stated === undefined
      ? namedStatus(lifecycle, eventName)
      : inCurrentWords(lifecycle, stated.toUpperCase());
  return { status, rank: rankOf(lifecycle, status) };
};
