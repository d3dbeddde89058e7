/** A known mistake that leads to a wrong signature. */
export interface Mistake {
  /** Machine-readable name: lower-case words with hyphens. */
  readonly name: string;
  /** What is signed or compared instead of the right input. */
  readonly what: string;
  /** Its usual cause, and how to fix it. */
  readonly from: string;
}

/** A mistake as the variants that it makes of a value. */
export interface Variant<T> {
  readonly mistake: Mistake;
  /** The possible values; none where the mistake cannot have been made. */
  readonly of: (value: T) => readonly T[];
  /** Has too many variants to be combined with other mistakes. */
  readonly alone?: true;
}
