import * as v from 'valibot';
import { type Decimal, toDecimal } from './decimal.ts';
import { normaliseTime } from './time.ts';

/*
 * The kinds of field that a domain's schemas are made of. Schemas list what is used and are strict
 * in that; `v.object` lets any other field pass without an error and without its value, so that
 * neither tables nor logs can hold what no schema names.
 */

const nothing = (value: unknown): boolean => {
  if (typeof value !== 'object') return value === '';
  for (const name in value) if (Object.hasOwn(value ?? {}, name)) return false;
  return true;
};

/** Takes what stands for "nothing" (`null`, `''`, `[]`, `{}`) as absent, else what the schema says. */
export const orNothing = <const S extends v.GenericSchema>(schema: S) =>
  v.optional(
    v.pipe(
      v.unknown(),
      v.transform((value) => (nothing(value) ? undefined : value)),
      v.optional(schema),
    ),
  );

/** What makes one object itself: text, or a number as text. */
export const id = v.union(
  [v.pipe(v.string(), v.nonEmpty()), v.pipe(v.number(), v.transform(String))],
  'an id',
);

/** An id of another object, where there is one. */
export const link = orNothing(id);

export const text = orNothing(v.string());

export const flag = v.nullish(v.boolean());

/** An amount in major units, JSON number or numeric text, exact. */
export const amount = orNothing(
  v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Decimal>(({ dataset, addIssue, NEVER }) => {
      const decimal = toDecimal(dataset.value);
      if (decimal !== undefined) return decimal;
      addIssue({ expected: 'a decimal of at most 38 digits' });
      return NEVER;
    }),
  ),
);

/** A time in any of Airwallex's forms, normalised; one that cannot be read is absent. */
export const time = orNothing(
  v.pipe(
    v.union([v.string(), v.number()], 'a time'),
    v.transform((value): string | undefined => normaliseTime(value)),
  ),
);

export const texts = orNothing(v.array(v.string()));

/** Links to several objects. */
export const links = orNothing(v.array(id));

/** An object; Valibot alone would take an array for one. */
const object = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    v.unknown(),
    v.rawCheck(({ dataset, addIssue }) => {
      if (Array.isArray(dataset.value)) addIssue({ expected: 'Object' });
    }),
    v.object(entries),
  );

/** An object inside an object. */
export const nested = <const E extends v.ObjectEntries>(entries: E) => orNothing(object(entries));

/** A list of objects. */
export const list = <const E extends v.ObjectEntries>(entries: E) =>
  orNothing(v.array(object(entries)));
