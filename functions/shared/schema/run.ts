import type * as v from 'valibot';

/*
 * All that the schemas use of Valibot's internals. They may change in any release, so package.json
 * pins it exactly and a test holds them in this file. Why they are used: with Valibot's public pipes, a
 * body is parsed, validated and projected in 3.2 times its bare parse, and in 7 the worst; by these in
 * 2.5 and 4 (bar 9 of test/bench, one machine).
 */

/** How a schema reads a value: whether it stops at the first issue, for one. */
export interface Config extends v.Config<v.BaseIssue<unknown>> {
  /** Called for a value that is dropped because the schema cannot read its form. */
  readonly onDropped?: () => void;
}

/** A value to read. */
export type Dataset = v.UnknownDataset;

/** What a schema read in a value, or its issues. */
export type Result<T> = v.OutputDataset<T, v.BaseIssue<unknown>>;

/** Reads a value as the schema does, without the exception or the copy of Valibot's own functions. */
export const run = <T>(
  schema: v.GenericSchema<unknown, T>,
  dataset: Dataset,
  config: Config = {},
): Result<T> => schema['~run'](dataset, config);

/** The result of a value that fits. */
export const fitting = <T>(value: T): v.SuccessDataset<T> =>
  // Stryker disable next-line BooleanLiteral: a mark for the type checker, which nothing reads.
  ({ typed: true, value });

/** The result of a value that does not fit. */
export const failing = (
  value: unknown,
  issues: [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): Result<never> =>
  // Stryker disable next-line BooleanLiteral: a mark for the type checker, which nothing reads.
  ({ typed: false, value, issues });

/** The same schema, which reads by this function. */
export const runBy = <S extends v.GenericSchema>(
  schema: S,
  read: (dataset: Dataset, config: Config) => Result<v.InferOutput<S>>,
): S => ({ ...schema, '~run': read });

/** What a transformation in a pipe makes of a value. */
export const transformed = (part: v.GenericTransformation, value: unknown): unknown =>
  // Stryker disable next-line BooleanLiteral: a mark for the type checker, which nothing reads.
  part['~run']({ typed: true, value }, {}).value;
