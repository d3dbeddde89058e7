import { setTimeout } from 'node:timers/promises';

/** How an audit distinguishes what is in progress from what is wrong. */
export interface Rechecks {
  /** Whether something of this time (epoch milliseconds) may still be in progress. */
  isRecent(at: number): boolean;
  /**
   * Checks what was found missing again, after short waits, until nothing is missing or the waits
   * are used up. After many fruitless rechecks it waits no longer: the tables are broken.
   * @returns what is still missing.
   */
  recheck<T>(
    missing: readonly T[],
    check: (missing: readonly T[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]>;
}

const IN_FLIGHT_MILLISECONDS = 60_000;
const WAITS_MILLISECONDS = [250, 750, 2_000];
const MAX_FRUITLESS_RECHECKS = 200;

/** @param wait resolves after that time. */
export const createRechecks = (
  now: () => number = Date.now,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Rechecks => {
  let fruitless = 0;
  return {
    isRecent: (at) => now() - at < IN_FLIGHT_MILLISECONDS,
    recheck: async (missing, check) => {
      if (fruitless >= MAX_FRUITLESS_RECHECKS) return missing;
      let remaining = missing;
      for (const milliseconds of WAITS_MILLISECONDS) {
        if (remaining.length === 0) return remaining;
        await wait(milliseconds);
        remaining = await check(remaining);
      }
      if (remaining.length > 0) fruitless += 1;
      return remaining;
    },
  };
};
