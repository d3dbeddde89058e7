import * as v from 'valibot';

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

/** A log of many million lines has few of these: the others are not parsed. */
const MARK = '"failed"';

const failedLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    message: v.literal('failed'),
    timestamp: v.pipe(
      v.string(),
      v.transform((text) => Date.parse(text)),
      v.number(),
    ),
    messageId: v.string(),
    receives: v.number(),
    error: v.string(),
    cause: v.optional(v.string()),
    where: v.optional(v.string()),
  }),
);

/** The failed message of a log line; undefined where it is about something else. */
export const failedIn = (text: string): FailedLine | undefined => {
  if (!text.includes(MARK)) return undefined;
  const line = v.safeParse(failedLine, text);
  if (!line.success) return undefined;
  const { message: _message, timestamp: at, ...failed } = line.output;
  return { ...failed, at };
};
