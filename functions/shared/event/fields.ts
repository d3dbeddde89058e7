import * as v from 'valibot';
import { toDecimal } from './decimal.ts';
import { normaliseTime } from './time.ts';

/*
 * The kinds of field that a domain's schemas are made of. Schemas list what is used and are strict
 * in that; `v.object` lets any other field pass without an error and without its value, so that
 * neither tables nor logs can hold what no schema names.
 */

/** What stands for "nothing": `null`, `''`, `[]`, `{}`. */
const isNothing = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return (value ?? '') === '';
  for (const _ in value) return false;
  return true;
};

/** Takes what stands for nothing as absent, else what the schema says. */
export const orNothing = <const S extends v.GenericSchema>(
  schema: S,
): v.OptionalSchema<S, undefined> => ({
  ...v.optional(schema),
  // In place of a pipe through two more schemas: most fields of most events come this way.
  '~run': (dataset, config) =>
    isNothing(dataset.value) ? { typed: true, value: undefined } : schema['~run'](dataset, config),
});

/** What a function makes of a value; an issue where it makes nothing of it. */
const readBy = <T>(expected: string, read: (value: unknown) => T | undefined) =>
  v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const output = read(dataset.value);
      if (output !== undefined) return output;
      addIssue({ expected });
      return NEVER;
    }),
  );

/** What makes one object itself: text, or a number as text. */
export const id = readBy('an id', (value) => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
});

/** An id of another object, where there is one. */
export const link = orNothing(id);

export const text = orNothing(v.string());

export const flag = v.nullish(v.boolean());

/** An amount in major units, JSON number or numeric text, exact. */
export const amount = orNothing(readBy('a decimal of at most 38 digits', toDecimal));

/** A time in any of Airwallex's forms, normalised; one that cannot be read is absent. */
export const time = orNothing(
  v.pipe(
    readBy('a time', (value) =>
      typeof value === 'string' || typeof value === 'number' ? value : undefined,
    ),
    v.transform((value): string | undefined => normaliseTime(value)),
  ),
);

export const texts = orNothing(v.array(v.string()));

/** Links to several objects. */
export const links = orNothing(v.array(id));

/** An object; Valibot alone would take an array for one. */
const object = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    readBy('Object', (value) => (Array.isArray(value) ? undefined : value)),
    v.object(entries),
  );

/** An object inside an object. */
export const nested = <const E extends v.ObjectEntries>(entries: E) => orNothing(object(entries));

/** A list of objects. */
export const list = <const E extends v.ObjectEntries>(entries: E) =>
  orNothing(v.array(object(entries)));
