import { setTimeout } from 'node:timers/promises';

/** How an audit tells what is under way from what is wrong. */
export interface Patience {
  /** Whether something of this time (epoch milliseconds) may still be on its way. */
  isRecent(at: number): boolean;
  /**
   * Looks again at what was found wanting, after short waits, until nothing is or it has looked
   * often enough. Where that was in vain many times, it waits no longer: the tables are broken.
   * @returns what is still wanting.
   */
  lookAgain<T>(
    wanting: readonly T[],
    look: (wanting: readonly T[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]>;
}

const IN_FLIGHT_MILLISECONDS = 60_000;
const WAITS_MILLISECONDS = [250, 750, 2_000];
const MOST_IN_VAIN = 200;

/** @param wait resolves after so many milliseconds. */
export const createPatience = (
  now: () => number = Date.now,
  wait: (milliseconds: number) => Promise<unknown> = setTimeout,
): Patience => {
  let inVain = 0;
  return {
    isRecent: (at) => now() - at < IN_FLIGHT_MILLISECONDS,
    lookAgain: async (wanting, look) => {
      if (inVain >= MOST_IN_VAIN) return wanting;
      let left = wanting;
      for (const milliseconds of WAITS_MILLISECONDS) {
        if (left.length === 0) return left;
        await wait(milliseconds);
        left = await look(left);
      }
      if (left.length > 0) inVain += 1;
      return left;
    },
  };
};
