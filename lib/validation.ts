import * as v from 'valibot';

/** A whole number from `from` to `to`, both included. */
export const wholeNumberBetween = (from: number, to: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/**
 * The value as its schema has it.
 * @throws Error with a line for everything to correct in the file.
 */
export const checked = <Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  file: string,
): v.InferOutput<Schema> => {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const lines = result.issues.map((issue) => {
    const path = v.getDotPath(issue);
    return path ? `  ${path}: ${issue.message}` : `  ${issue.message}`;
  });
  throw new Error([`${file} has something to correct:`, ...lines].join('\n'));
};
