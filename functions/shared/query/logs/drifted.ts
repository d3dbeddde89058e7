import * as v from 'valibot';
import { lineReader } from './log-line.ts';

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

/** The drift of a log line; undefined where it is about something else. */
export const driftIn: (text: string) => DriftLine | undefined = lineReader('drift', {
  name: v.string(),
  path: v.string(),
  sort: v.string(),
  found: v.string(),
});
