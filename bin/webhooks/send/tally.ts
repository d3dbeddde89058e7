import { durationOf } from '../terminal/duration.ts';
import { counted, number } from '../terminal/table.ts';

/** Answers counted by status, and their durations. */
export interface SendTally {
  add(status: number, took: number): void;
  readonly count: number;
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds within which this share of the answers arrived; 0 where there is none. */
  percentile(share: number): number;
}

export const createTally = (): SendTally => {
  const statuses = new Map<number, number>();
  const times: number[] = [];
  return {
    add: (status, took) => {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      times.push(took);
    },
    get count() {
      return times.length;
    },
    statuses,
    percentile: (share) => {
      const sorted = times.toSorted((a, b) => a - b);
      return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
    },
  };
};

/** `200 ×998, 401 ×2`. */
export const statusesOf = (statuses: ReadonlyMap<number, number>): string =>
  [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status} ×${number(count)}`)
    .join(', ');

/** A summary of the deliveries. @param took milliseconds from the first to the last answer. */
export const summaryOf = (tally: SendTally, took: number): string => {
  const rate = Math.round((tally.count * 1_000) / Math.max(took, 1));
  const times = [0.5, 0.99].map(
    (share) => `p${share * 100} ${durationOf(Math.round(tally.percentile(share)))}`,
  );
  return `${counted(tally.count, 'delivery', 'deliveries')} in ${durationOf(Math.round(took))} (${number(rate)}/s): ${statusesOf(tally.statuses)}; answers ${times.join(', ')}`;
};
