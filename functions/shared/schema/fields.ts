import * as v from 'valibot';
import { toDecimal } from '../event/decimal.ts';
import { normaliseTime } from '../event/time.ts';
import { object } from './object.ts';
import { fitting, run, runBy } from './run.ts';

/*
 * The kinds of field that a domain's schemas are made of. Schemas list what is used and are strict
 * in that; an object lets any other field pass without an error and without its value, so that
 * neither tables nor logs can hold what no schema names.
 */

/** What means "nothing": `null`, `''`, `[]`, `{}`. */
export const isNothing = (value: unknown): boolean => {
  // Stryker disable next-line ConditionalExpression: there is nothing in null either.
  if (typeof value !== 'object' || value === null) return (value ?? '') === '';
  for (const _ in value) return false;
  return true;
};

/*
 * Nearly every field of an event comes through one of the next two, so each is a Valibot schema that
 * reads by a function of its own, which does at once what would else take a pipe of three or four.
 */

/** Takes an empty value as absent, any other as the schema reads it. */
export const orNothing = <const S extends v.GenericSchema>(
  schema: S,
): v.OptionalSchema<S, undefined> =>
  runBy(v.optional(schema), (dataset, config) =>
    isNothing(dataset.value) ? fitting(undefined) : run(schema, dataset, config),
  );

/** What a function reads in a value; an issue where it reads `null`. */
const readBy = <T>(
  expected: string,
  read: (value: unknown) => T | null,
): v.GenericSchema<unknown, T> => {
  const refusal = { ...v.never(), expects: expected };
  return runBy<v.GenericSchema<unknown, T>>(refusal, (dataset, config) => {
    const value = read(dataset.value);
    return value === null ? run(refusal, dataset, config) : fitting(value);
  });
};

/** What makes one object itself: text, or a number as text. */
export const id = readBy('an id', (value) => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
});

/** An id of another object, where there is one. */
export const link = orNothing(id);

/** A text, the empty one too; a number, which some versions write for a text of digits, as text. */
export const anyText = readBy('string', (value) => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
});

export const text = orNothing(anyText);

/**
 * A text that names a field beside it, `type: 'ideal'` of `{ type, ideal: {…} }`: that field is known,
 * and not read.
 */
export const variant = { ...text, namesField: true };

export const flag = v.nullish(v.boolean());

/** An amount in major units, JSON number or numeric text, exact. */
export const amount = orNothing(
  readBy('a decimal of at most 38 digits', (value) => toDecimal(value) ?? null),
);

/** A time in any of Airwallex's forms, normalised; one that cannot be read is absent. */
export const time = orNothing(
  readBy('a time', (value) =>
    typeof value === 'string' || typeof value === 'number' ? normaliseTime(value) : null,
  ),
);

/** A longer list is no list that Airwallex sends, and fits no item: that of a table holds 400 KB. */
const MOST_ALIKE = 100_000;

const tooMany = { ...v.never(), expects: `a list of at most ${MOST_ALIKE}` };

/**
 * Many things alike: only the first wrong one is reported, since a list of a million would have a
 * million issues, which neither a function's memory nor an item could hold.
 */
export const alike = <const S extends v.GenericSchema>(many: S): S =>
  runBy(many, (dataset, config) =>
    Array.isArray(dataset.value) && dataset.value.length > MOST_ALIKE
      ? run(tooMany, dataset, config)
      : run(many, dataset, { ...config, abortEarly: true }),
  );

export const texts = orNothing(alike(v.array(anyText)));

/** Links to several objects. */
export const links = orNothing(alike(v.array(id)));

/** An object inside an object. */
export const nested = <const E extends v.ObjectEntries>(entries: E) => orNothing(object(entries));

/** A list of objects. */
export const list = <const E extends v.ObjectEntries>(entries: E) =>
  orNothing(alike(v.array(object(entries))));

/** One thing, or a list of such things. */
export const oneOrMore = <const S extends v.GenericSchema>(
  one: S,
  expected: string,
): v.GenericSchema<unknown, v.InferOutput<S> | v.InferOutput<S>[]> => {
  const more = alike(v.array(one));
  const either = v.union([more, one], expected);
  // A union tries everything that it is made of: only worth it to report what is wrong.
  return runBy<v.GenericSchema<unknown, v.InferOutput<S> | v.InferOutput<S>[]>>(
    either,
    (dataset, config) => {
      const { value } = dataset;
      // Stryker disable next-line ObjectLiteral: only a quicker way to the same.
      const read = run(Array.isArray(value) ? more : one, { value }, config);
      return read.issues ? run(either, dataset, config) : read;
    },
  );
};
