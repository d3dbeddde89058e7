type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Every name of a field, however deep. */
export const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
    : [];

/** Every text inside the fields whose names must not be stored. */
export const secretsIn = (value: Json, neverStored: RegExp): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
        neverStored.test(name) ? textsIn(inner) : secretsIn(inner, neverStored),
      );
