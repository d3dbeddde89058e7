import * as v from 'valibot';
import { lineReader } from './log-line.ts';

/** What a consumer logged of a message that failed: one line for each time it was received. */
export interface FailedLine {
  readonly messageId: string;
  /** How often it was received by then. */
  readonly receives: number;
  /** The name of the error, of its cause, and the line where it arose. */
  readonly error: string;
  readonly cause?: string | undefined;
  readonly where?: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The failed message of a log line; undefined where it is about something else. */
export const failedIn: (text: string) => FailedLine | undefined = lineReader('failed', {
  messageId: v.string(),
  receives: v.number(),
  error: v.string(),
  cause: v.optional(v.string()),
  where: v.optional(v.string()),
});
