import * as v from 'valibot';

/** When a line was logged: epoch milliseconds. */
export const timestamp = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
);

/**
 * A reader of the log lines with one message. A log has many million others: they are not parsed.
 * @param fields what such a line has beside its message and time.
 * @returns undefined for a line about something else.
 */
export const lineReader = <const Fields extends v.ObjectEntries>(
  message: string,
  fields: Fields,
): ((
  text: string,
) => (v.InferOutput<v.ObjectSchema<Fields, undefined>> & { at: number }) | undefined) => {
  const mark = JSON.stringify(message);
  const json = v.pipe(v.string(), v.parseJson());
  const head = v.object({ message: v.literal(message), timestamp });
  const body = v.object(fields);
  return (text) => {
    if (!text.includes(mark)) return undefined;
    const parsed = v.safeParse(json, text);
    const known = v.safeParse(head, parsed.output);
    const found = v.safeParse(body, parsed.output);
    if (!known.success || !found.success) return undefined;
    return { ...found.output, at: known.output.timestamp };
  };
};
