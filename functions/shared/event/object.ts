import * as v from 'valibot';

/*
 * Schemas of objects. They list far more fields than any one body has, so they go through what the
 * body has; only what is wrong with it is left to Valibot's own object, to say where.
 */

/** What is read of each group of fields. */
type Outputs<G extends Readonly<Record<string, v.ObjectEntries>>> = {
  readonly [K in keyof G]: v.InferOutput<v.ObjectSchema<G[K], undefined>>;
};

interface Place {
  readonly group: string;
  readonly field: v.GenericSchema;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What Valibot alone would take for an object. An empty one is what some write for an empty object. */
const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const refusal = { ...v.custom<never>(() => false), expects: 'Object' };

/**
 * An object's fields, of which none has a default, in groups that can each be kept as a whole: to
 * take an object apart afterwards is to copy it.
 */
export const groups = <const G extends Readonly<Record<string, v.ObjectEntries>>>(
  fieldsOf: G,
): v.GenericSchema<unknown, Outputs<G>> => {
  const names = Object.keys(fieldsOf);
  const places = new Map<string, Place>();
  for (const [group, fields] of Object.entries(fieldsOf))
    for (const [name, field] of Object.entries(fields)) places.set(name, { group, field });
  const entries = Object.fromEntries([...places].map(([name, { field }]) => [name, field]));
  const whole = v.object(entries);
  const required = Object.entries(entries)
    .filter(([name, field]) => !v.is(v.object({ [name]: field }), {}))
    .map(([name]) => name);
  const read = (value: unknown, config: v.Config<v.BaseIssue<unknown>>) => {
    if (!isObject(value) || isList(value)) return undefined;
    const outputs: Record<string, Record<string, unknown>> = {};
    for (const group of names) outputs[group] = {};
    for (const name in value) {
      const place = places.get(name);
      if (place === undefined) continue;
      const field = place.field['~run']({ value: value[name] }, config);
      if (field.issues) return undefined;
      const output = outputs[place.group];
      if (output) output[name] = field.value;
    }
    return required.every((name) => Object.hasOwn(value, name)) ? outputs : undefined;
  };
  const typed = v.custom<Outputs<G>>(() => true);
  return {
    ...typed,
    '~run': ({ value }, config) => {
      const outputs = read(value, config);
      if (outputs !== undefined) return typed['~run']({ value: outputs }, config);
      const { issues } = (isList(value) ? refusal : whole)['~run']({ value }, config);
      return issues ? { typed: false, value, issues } : typed['~run']({ value }, config);
    },
  };
};

/** An object with these fields, of which none has a default. */
export const object = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    groups({ all: entries }),
    v.transform(({ all }) => all),
  );
