import * as v from 'valibot';

/** What the ingress reports of requests that it refused: one line is a sample of a cause. */
export interface RefusedLine {
  /** `signature wrong`, `stale` and so on. */
  readonly cause: string;
  /** How many requests it counts. */
  readonly refused: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A log of many million lines has few of these: the others are not parsed. */
const MARK = '"refused"';

const refusedLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    message: v.literal('refused'),
    timestamp: v.pipe(
      v.string(),
      v.transform((text) => Date.parse(text)),
      v.number(),
    ),
    cause: v.string(),
    refused: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
);

/** The refused requests of a log line; undefined where it is about something else. */
export const refusedIn = (text: string): RefusedLine | undefined => {
  if (!text.includes(MARK)) return undefined;
  const line = v.safeParse(refusedLine, text);
  if (!line.success) return undefined;
  const { cause, refused, timestamp: at } = line.output;
  return { cause, refused, at };
};
