import * as v from 'valibot';

/** What a consumer logged of a body that has something no schema knows: never a value. */
export interface DriftLine {
  /** Of the event. */
  readonly name: string;
  /** Where: `data.object.status`. */
  readonly path: string;
  /** A new field, a known one of another form, or a new word. */
  readonly sort: string;
  /** The field's type, or the word. */
  readonly found: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A log of many million lines has few of these: the others are not parsed. */
const MARK = '"drift"';

const driftLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    message: v.literal('drift'),
    timestamp: v.pipe(
      v.string(),
      v.transform((text) => Date.parse(text)),
      v.number(),
    ),
    name: v.string(),
    path: v.string(),
    sort: v.string(),
    found: v.string(),
  }),
);

/** The drift of a log line; undefined where it is about something else. */
export const driftIn = (text: string): DriftLine | undefined => {
  if (!text.includes(MARK)) return undefined;
  const line = v.safeParse(driftLine, text);
  if (!line.success) return undefined;
  const { message: _message, timestamp: at, ...drift } = line.output;
  return { ...drift, at };
};
