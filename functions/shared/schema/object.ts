import * as v from 'valibot';
import { type Config, failing, run, runBy } from './run.ts';

/*
 * Schemas of objects. They list far more fields than any one body has, so these go through what the
 * body has, and leave it to Valibot's own object to report what is wrong. No field may have a default.
 */

type Groups = Readonly<Record<string, v.ObjectEntries>>;
type Outputs = Readonly<Record<string, Record<string, unknown>>>;
type OutputOf<E extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What Valibot alone takes for an object; an empty one is what some write for an empty object. */
const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** The types of schema here whose field Valibot's own object lets be missing. */
const optional = ['optional', 'nullish'];

const noObject = { ...v.never(), expects: 'Object' };

const neverRead = v.optional(v.never());

/** Whether a field is one that is known to come and stays in the archived body. */
export const isUnread = (field: v.GenericSchema | undefined): boolean => field === neverRead;

/**
 * Fields that are known to come and that stay in the archived body: no reading has them, but they
 * are no news to who looks for new ones.
 */
export const unread = (...names: readonly string[]): Record<never, never> =>
  Object.fromEntries(names.map((name) => [name, neverRead]));

/** A schema that can be asked which fields it knows. */
export interface ObjectSchema<T> extends v.GenericSchema<unknown, T> {
  readonly entries: v.ObjectEntries;
}

/** @param toOutput makes the output of what was read of each group. */
const reading = <T>(groups: Groups, toOutput: (outputs: Outputs) => unknown): ObjectSchema<T> => {
  const places = new Map<string, { readonly group: string; readonly field: v.GenericSchema }>();
  for (const [group, fields] of Object.entries(groups))
    for (const [name, field] of Object.entries(fields))
      if (field !== neverRead) places.set(name, { group, field });
  const fields = [...places].map(([name, { field }]) => ({ name, field }));
  const whole = v.object(Object.fromEntries(fields.map(({ name, field }) => [name, field])));
  const required = fields.filter(({ field }) => !optional.includes(field.type));
  const output = v.custom<T>(() => true);

  /** What was read of each group; undefined at the first field that does not fit. */
  const readFields = (
    value: Readonly<Record<string, unknown>>,
    config: Config,
  ): Outputs | undefined => {
    const outputs: Record<string, Record<string, unknown>> = {};
    for (const group in groups) outputs[group] = {};
    for (const name in value) {
      const place = places.get(name);
      const into = place && outputs[place.group];
      if (!into) continue;
      const field = run(place.field, { value: value[name] }, config);
      if (field.issues) return undefined;
      into[name] = field.value;
    }
    return outputs;
  };

  const read = (value: unknown, config: Config): Outputs | undefined =>
    isObject(value) && !isList(value) && required.every(({ name }) => Object.hasOwn(value, name))
      ? readFields(value, config)
      : undefined;

  const schema: ObjectSchema<T> = {
    ...output,
    entries: Object.assign({}, ...Object.values(groups)),
  };
  return runBy(schema, ({ value }, config) => {
    const outputs = read(value, config);
    if (outputs) return run(output, { value: toOutput(outputs) }, config);
    const issues = isList(value) ? undefined : run(whole, { value }, config).issues;
    return issues ? failing(value, issues) : run(noObject, { value }, config);
  });
};

/** An object with these fields. */
export const object = <const E extends v.ObjectEntries>(fields: E) =>
  reading<OutputOf<E>>({ all: fields }, ({ all }) => all);

/**
 * An object whose fields come in groups, so that each can be kept as a whole: to take an object
 * apart afterwards would be to copy it.
 */
export const groups = <const G extends Groups>(fields: G) =>
  reading<{ readonly [K in keyof G]: OutputOf<G[K]> }>(fields, (outputs) => outputs);
