import type { Pen } from './pen.ts';

/** Units of a story's time, milliseconds. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An event of a story, made of a sample: what the story says replaces what the sample says. */
export interface Told {
  /** The sample's name: the event's, with a `~<variant>` where it has one. */
  readonly sample: string;
  /** The event's name, where it is not the sample's. */
  readonly name?: string;
  /** Milliseconds since the story began. */
  readonly after: number;
  readonly account?: string;
  /** Fields of the envelope beside those that every event has. */
  readonly envelope?: object;
  /** Replaces fields of the sample's `data`, deep; `undefined` takes one away. */
  readonly data: object;
}

type Value = string | number | boolean | readonly string[];

/** A row that must stand when a story has ended, with the attributes that the story is about. */
export interface ExpectedRow {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly attributes: Readonly<Record<string, Value>>;
}

/**
 * A coherent piece of life. What must stand at its end is written by hand from the story, never
 * computed by the projection that it examines.
 */
export interface Story {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly about: string;
  /** The API version whose names and shapes its events have. */
  readonly version: string;
  /** Milliseconds from its beginning to its end. */
  readonly lasts: number;
  readonly tell: (pen: Pen) => {
    readonly events: readonly Told[];
    /** Every row about every object of the story. */
    readonly expected: readonly ExpectedRow[];
    /** Commands that show what came of it. */
    readonly look: readonly string[];
  };
}
