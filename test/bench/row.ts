/** One bar with what was measured beside it. */
export interface Row {
  /** The bar's number. */
  readonly bar: number;
  readonly what: string;
  readonly unit: string;
  readonly floor?: number | undefined;
  readonly ours: number;
  readonly naive?: number | undefined;
  /** What the bar is about, where it is no measure of ours alone. */
  readonly ratio?: number | undefined;
  readonly limit: number;
  /** Figures of time may be unlucky once. */
  readonly isTimed: boolean;
}

/** Whether a row is within its bar. */
export const isMet = ({ ours, ratio, limit }: Row): boolean => (ratio ?? ours) <= limit;

/** Something measured beside the bars, for comparison. */
export interface Note {
  readonly about: string;
  readonly columns: readonly string[];
  readonly lines: readonly (readonly (string | number)[])[];
}

/** What a group of bars found. */
export interface Findings {
  readonly rows: readonly Row[];
  readonly notes?: readonly Note[];
}

/** A group of bars that are measured together. @param folder for what it builds. */
export type Group = (folder: string) => Promise<Findings>;
