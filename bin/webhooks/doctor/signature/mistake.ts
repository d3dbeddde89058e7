/** A known mistake that makes a signature not fit. */
export interface Mistake {
  /** Names it for machines: lower-case words with hyphens. */
  readonly name: string;
  /** What is signed, or compared, instead of what should be. */
  readonly what: string;
  /** Where it usually comes from, and how to mend it. */
  readonly from: string;
}

/** A mistake as what it makes of a value. */
export interface Way<T> {
  readonly mistake: Mistake;
  /** What the value may have been instead; nothing where the mistake cannot have been made. */
  readonly of: (value: T) => readonly T[];
  /** So many values that it is only tried by itself. */
  readonly alone?: true;
}
