/** An option as it was given: its long flag, and its value where it takes one. */
export type GivenOption = readonly [flag: string, value: string | undefined];

/** A command line as it was given, without the options that select the pipeline. */
export interface GivenCommand {
  readonly title: string;
  readonly operands: readonly string[];
  readonly pairs: readonly GivenOption[];
}
