import type { ValueGenerator } from './generator.ts';

/** Units of a scenario's time, milliseconds. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** An event of a scenario, made of a sample: the fields of the script replace those of the sample. */
export interface ScriptedEvent {
  /** The sample's name: the event's, with a `~<variant>` where it has one. */
  readonly sample: string;
  /** The event's name, where it is not the sample's. */
  readonly name?: string;
  /** Milliseconds since the start of the scenario. */
  readonly after: number;
  readonly account?: string;
  /** Fields of the envelope beside those that every event has. */
  readonly envelope?: object;
  /** Replaces fields of the sample's `data`, deep; `undefined` takes one away. */
  readonly data: object;
}

type Value = string | number | boolean | readonly string[];

/** A record that must be stored at the end of a scenario, with the attributes that the scenario checks. */
export interface ExpectedRecord {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly attributes: Readonly<Record<string, Value>>;
}

/**
 * The script of a coherent lifecycle. The expected records are written by hand, never computed by the
 * projection that they check.
 */
export interface Script {
  readonly name: string;
  /** What happens, in a sentence. */
  readonly about: string;
  /** The API version whose names and shapes its events have. */
  readonly version: string;
  /** Milliseconds from its start to its end. */
  readonly lasts: number;
  readonly build: (generator: ValueGenerator) => {
    readonly events: readonly ScriptedEvent[];
    /** Every record of every object of the scenario. */
    readonly expected: readonly ExpectedRecord[];
    /** Commands that show the result. */
    readonly followUp: readonly string[];
  };
}
