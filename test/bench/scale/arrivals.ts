import { limits } from './limits.ts';

/** Numbers from 0 to 1, the same for a seed. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A random number with this mean, as events arrive: Poisson by its normal approximation. */
export const arrivals = (mean: number, random: () => number): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
};

/** What comes again: in which second, and how many tries each has behind it. */
export const retries = (random: () => number) => {
  const waiting = new Map<number, Map<number, number>>();
  return {
    /** Spreads them over half of the time that Airwallex waits before the next try. */
    add: (second: number, tries: number, count: number): boolean => {
      const wait = limits.retries[tries];
      if (wait === undefined) return false;
      const slots = Math.min(count, 30);
      for (let slot = 0; slot < slots; slot += 1) {
        const when = second + Math.ceil(wait * (1 + random() / 2));
        const at = waiting.get(when) ?? new Map<number, number>();
        const share = Math.floor((count * (slot + 1)) / slots) - Math.floor((count * slot) / slots);
        at.set(tries + 1, (at.get(tries + 1) ?? 0) + share);
        waiting.set(when, at);
      }
      return true;
    },
    due: (second: number): ReadonlyMap<number, number> => {
      const due = waiting.get(second) ?? new Map<number, number>();
      waiting.delete(second);
      return due;
    },
    isEmpty: (): boolean => waiting.size === 0,
    left: (): number =>
      [...waiting.values()].flatMap((at) => [...at.values()]).reduce((sum, each) => sum + each, 0),
  };
};
