import * as fc from 'fast-check';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A unique text, and the field that it was put in. */
export interface Sentinel {
  readonly field: string;
  readonly text: string;
}

/** Fields of the envelope that identify the event and are not part of its content. */
const envelope = ['id', 'name', 'version', 'account_id', 'accountId', 'org_id', 'orgId', 'app_id'];

const isMap = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\d/.test(text);
const isNumber = (text: string): boolean => text !== '' && !Number.isNaN(Number(text));

/**
 * An event with a sentinel at the end of each of its texts, and in unknown fields. Times, numbers and
 * fields of the envelope stay, so that it remains an event.
 * @param unique distinguishes these sentinels from those of other events.
 * @param spared matches the names of fields whose texts stay.
 */
export const marked = (
  event: Json,
  unique = '',
  spared = /^$/,
): { event: Json; texts: readonly Sentinel[] } => {
  const texts: Sentinel[] = [];
  const sentinel = (field: string, before = ''): string => {
    const text = `sentinel-${unique}${texts.length}-${field.length}`;
    texts.push({ field, text });
    return `${before} ${text}`.trimStart();
  };
  const mark = (value: Json, field: string, depth: number): Json => {
    if (typeof value === 'string')
      return isTime(value) || isNumber(value) || spared.test(field)
        ? value
        : sentinel(field, value);
    if (Array.isArray(value)) return value.map((one) => mark(one, field, depth));
    if (!isMap(value)) return value;
    const fields = Object.entries(value).map(([name, inner]): [string, Json] => [
      name,
      depth === 0 && envelope.includes(name) ? inner : mark(inner, name, depth + 1),
    ]);
    // Each field of requirements is an object of a known form.
    if (field === 'requirements') return Object.fromEntries(fields);
    return {
      ...Object.fromEntries(fields),
      never_heard_of: sentinel('never_heard_of'),
      [sentinel('of a name').replaceAll('-', '_')]: sentinel('never_heard_of'),
    };
  };
  return { event: mark(event, '', 0), texts };
};

const stranger = fc.constantFrom<Json | undefined>(
  ...[undefined, null, '', 'Jane Doe', 'jane@doe.example', 'WORD', 7, 1e21, true, '12.50'],
  ...['2026-03-01T10:00:00Z', '4111111111111111', [], {}, ['Jane'], [{}], { jane: 'doe' }],
);

/** Fields that keys are made of, so that their texts remain in tables. */
export const inKeys = /^(?:stage|matched_authorizations|(?:\w+_)?ids?|\w+Id)$/;

/** An event with a few values replaced or removed, and a new field. */
export const twisted = (event: Json): fc.Arbitrary<Json> => {
  const places = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] => [
    path,
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
          places(inner, [...path, name]),
        )
      : []),
  ];
  const replaced = (
    value: Json,
    [name, ...rest]: readonly string[],
    by: Json | undefined,
  ): Json => {
    if (name === undefined || typeof value !== 'object' || value === null) return value;
    const copy: [string, Json][] = Object.entries(value).flatMap(
      ([one, inner]: [string, Json]): [string, Json][] => {
        if (one !== name) return [[one, inner]];
        if (rest.length > 0) return [[one, replaced(inner, rest, by)]];
        return by === undefined ? [] : [[one, by]];
      },
    );
    return Array.isArray(value) ? copy.map(([, inner]) => inner) : Object.fromEntries(copy);
  };
  const change = fc.tuple(fc.constantFrom(...places(event).slice(1)), stranger);
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => ({
    ...Object(changes.reduce((value, [path, by]) => replaced(value, path, by), event)),
    note: 'new field',
  }));
};
