/** A command line as it was given, without the options that select the pipeline. */
export interface GivenCommand {
  readonly title: string;
  readonly operands: readonly string[];
  readonly options: readonly string[];
}
