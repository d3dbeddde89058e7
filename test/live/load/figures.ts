/** Percentiles of values. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** @returns the value below which a share (0–1) of the values lies; 0 of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? 0;
};

export const spreadOf = (values: readonly number[]): Spread => ({
  p50: quantile(values, 0.5),
  p95: quantile(values, 0.95),
  p99: quantile(values, 0.99),
});

/** Readings reduced to a number of points, each the highest of its part of the time. */
export const highestOf = (readings: readonly number[], points: number): readonly number[] =>
  Array.from({ length: Math.min(points, readings.length) }, (_, index, { length } = readings) => {
    const at = (part: number): number => Math.floor((part * length) / Math.min(points, length));
    return Math.max(...readings.slice(at(index), at(index + 1)));
  });
