import { performance } from 'node:perf_hooks';

const MEASUREMENTS = 100_000;
/** What the machine held up is left out: the slowest tenth of both together. */
const KEPT = 0.9;

interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

const momentsOf = (values: readonly number[]): Moments => {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, variance, count };
};

/** A coin that falls the same way in every run. */
const seededCoin = (seed: number): (() => boolean) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 31 === 1;
  };
};

/**
 * Whether two turns differ in time, as dudect tests it: in random order, by Welch's t.
 * https://eprint.iacr.org/2016/1123.pdf
 * @returns t, and the mean microseconds of each.
 */
export const differenceOf = (a: () => unknown, b: () => unknown) => {
  const coin = seededCoin(20_261_122);
  const took: Record<'a' | 'b', number[]> = { a: [], b: [] };
  for (let warm = 0; warm < 2_000; warm += 1) {
    a();
    b();
  }
  for (let measurement = 0; measurement < MEASUREMENTS; measurement += 1) {
    const isA = coin();
    const turn = isA ? a : b;
    const start = performance.now();
    turn();
    (isA ? took.a : took.b).push((performance.now() - start) * 1_000);
  }
  const all = [...took.a, ...took.b].sort((x, y) => x - y);
  const slowest = all[Math.floor(all.length * KEPT)] ?? Number.POSITIVE_INFINITY;
  const [first, second] = [took.a, took.b].map((values) =>
    momentsOf(values.filter((value) => value < slowest)),
  );
  if (!first || !second) throw new Error('Nothing was measured.');
  const error = Math.sqrt(first.variance / first.count + second.variance / second.count);
  return { t: (first.mean - second.mean) / error, a: first.mean, b: second.mean };
};
