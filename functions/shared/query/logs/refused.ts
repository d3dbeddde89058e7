import * as v from 'valibot';
import { lineReader } from './log-line.ts';

/** What the ingress reports of requests that it refused: one line is a sample of a cause. */
export interface RefusedLine {
  /** `signature wrong`, `stale` and so on. */
  readonly cause: string;
  /** How many requests it counts. */
  readonly refused: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The refused requests of a log line; undefined where it is about something else. */
export const refusedIn: (text: string) => RefusedLine | undefined = lineReader('refused', {
  cause: v.string(),
  refused: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
