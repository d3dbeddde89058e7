/** The newest of many, in bounded memory. */
export interface Newest<T> {
  add(one: T): void;
  /** The newest of them, as many as were asked for, the newest first. */
  all(): readonly T[];
}

/** @param most how many are kept. @param at the time of one, epoch milliseconds. */
export const createNewest = <T>(most: number, at: (one: T) => number): Newest<T> => {
  let kept: T[] = [];
  const newest = (): T[] => kept.sort((a, b) => at(b) - at(a)).slice(0, most);
  return {
    add: (one) => {
      kept.push(one);
      if (kept.length >= 2 * most) kept = newest();
    },
    all: newest,
  };
};
