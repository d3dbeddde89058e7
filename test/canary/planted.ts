import { sentinel } from './sentinels.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A value that contains no other value. */
type Leaf = string | number | boolean | null;

/** Fields that no schema knows: under a plain name, and under names that look like data. */
const novelties = (domain: string, path: string): Readonly<Record<string, string>> => {
  const plant = (): string => sentinel(`${domain}: a new field of ${path}`);
  return { novelty: plant(), [`${plant()} & Co`]: plant(), [`${plant()}@a.example`]: plant() };
};

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** A value with every leaf changed, and new fields in every object. */
const changed = (
  value: Json,
  change: (value: Leaf, path: string) => Json,
  domain: string,
  path = '',
): Json => {
  if (Array.isArray(value))
    return value.map((one: Json) => changed(one, change, domain, `${path}[]`));
  if (typeof value !== 'object' || value === null) return change(value, path);
  const fields = Object.entries(value).map(([name, inner]: [string, Json]) => [
    name,
    changed(inner, change, domain, within(path, name)),
  ]);
  return { ...Object.fromEntries(fields), ...novelties(domain, path) };
};

/** Text that must stay: it selects the schema, or is an amount. */
const needed = /^name$|amount$/;

const plantedBy =
  (toValue: (value: Leaf, plant: () => string) => Json) =>
  (domain: string, body: Uint8Array): Buffer => {
    const event: Json = JSON.parse(Buffer.from(body).toString());
    const change = (value: Leaf, path: string): Json =>
      typeof value === 'string' && needed.test(path)
        ? value
        : toValue(value, () => sentinel(`${domain}: ${path}`));
    return Buffer.from(JSON.stringify(changed(event, change, domain)));
  };

/** An event with a sentinel for every text, and in fields that no schema knows. */
export const inEveryText = plantedBy((value, plant) =>
  typeof value === 'string' ? plant() : value,
);

/** An event with a sentinel for every value, of another type than the value had. */
export const inEveryForm = plantedBy((value, plant) =>
  typeof value === 'string' ? { value: plant() } : plant(),
);
