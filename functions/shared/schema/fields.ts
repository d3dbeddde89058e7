import * as v from 'valibot';
import { toDecimal } from '../event/decimal.ts';
import { normaliseTime } from '../event/time.ts';
import { isUnread, object } from './object.ts';
import { fitting, run, runBy } from './run.ts';
import type { Shape } from './shape.ts';

/*
 * The kinds of field that a domain's schemas are made of. Schemas list what is used. They are strict in
 * keys, statuses, times, amounts and links, and drop any other field whose form they cannot read. An object
 * lets what it does not list pass without an error and without its value, so that neither tables nor logs
 * can hold what no schema names.
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

/** A schema of which a value of another form is dropped: the field is absent, and the event is not refused. */
type Droppable<S> = S & { readonly droppable: true };

/** Whether a value that a schema cannot read is dropped. */
const isDroppable = (schema: Shape): boolean => {
  const [first] = schema.pipe ?? [];
  return schema.droppable ?? (first?.kind === 'schema' && isDroppable(first));
};

/** Reads what the schema can read, and drops any other form. */
export const orDropped = <T>(
  schema: v.OptionalSchema<v.GenericSchema<unknown, T>, undefined>,
): Droppable<v.OptionalSchema<v.GenericSchema<unknown, T>, undefined>> => ({
  ...runBy(schema, (dataset, config) => {
    const read = run(schema, dataset, config);
    if (!read.issues) return read;
    config.onDropped?.();
    return fitting(undefined);
  }),
  droppable: true,
});

/** An object or a list: dropped in another form if nothing in it is essential. */
export const container = <T>(
  schema: v.GenericSchema<unknown, T>,
  entries: v.ObjectEntries,
): v.OptionalSchema<v.GenericSchema<unknown, T>, undefined> => {
  const read = orNothing(schema);
  return Object.values(entries).every((field) => isUnread(field) || isDroppable(field))
    ? orDropped(read)
    : read;
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

/** Words and descriptions, which are dropped where they are no text. */
export const text = orDropped(orNothing(anyText));

/** The status of an object, or another word that decides what an event states. */
export const status = orNothing(anyText);

/**
 * A text that names a field beside it, `type: 'ideal'` of `{ type, ideal: {…} }`: that field is known,
 * and not read.
 */
export const variant = { ...text, namesField: true };

export const flag = orDropped(
  orNothing(readBy('boolean', (value) => (typeof value === 'boolean' ? value : null))),
);

const decimal = readBy('a decimal of at most 38 digits', (value) => toDecimal(value) ?? null);

/** An amount in major units, JSON number or numeric text, exact. */
export const amount = orNothing(decimal);

/** A figure that moves no money: a limit, a rate, an estimate. */
export const number = orDropped(orNothing(decimal));

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

export const texts = orDropped(orNothing(alike(v.array(anyText))));

/** Links to several objects. */
export const links = orNothing(alike(v.array(id)));

/** An object inside an object. */
export const nested = <const E extends v.ObjectEntries>(entries: E) =>
  container(object(entries), entries);

/** A list of objects. */
export const list = <const E extends v.ObjectEntries>(entries: E) =>
  container(alike(v.array(object(entries))), entries);

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
