/** What was used last of much more: the rest is read again when it is needed. */
export interface Cache<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  /** Forgets what was not used for the longest, until no more than the limit remains. */
  trim(): void;
}

/**
 * A cache that keeps all that was set until it is trimmed.
 * @param limit the sum of the sizes that remain.
 */
export const createCache = <T>(limit: number, sizeOf: (value: T) => number): Cache<T> => {
  const values = new Map<string, T>();
  return {
    get: (key) => {
      const value = values.get(key);
      if (value === undefined) return undefined;
      // A Map keeps the order in which its keys were set.
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set: (key, value) => void values.set(key, value),
    trim: () => {
      let size = 0;
      for (const value of values.values()) size += sizeOf(value);
      for (const [key, value] of values) {
        if (size <= limit) return;
        size -= sizeOf(value);
        values.delete(key);
      }
    },
  };
};
