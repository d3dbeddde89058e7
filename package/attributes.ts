import { descriptionOf } from '../functions/shared/interface/attribute.ts';
import type { Shape } from '../functions/shared/schema/shape.ts';
import type { Plain } from './plain.ts';

/** An attribute of a record, or one inside another. */
export interface PlacedAttribute extends ReturnType<typeof descriptionOf> {
  /** `latest_payment_attempt.amount`, `requirements[].name`. */
  readonly path: string;
  /** Whether everything that can have it has it. */
  readonly always: boolean;
}

/** The schemas whose attributes are inside an attribute, each with what their paths begin with. */
const insideOf = (
  { entries, item }: Shape,
  path: string,
): readonly { readonly schema: Pick<Shape, 'entries'>; readonly prefix: string }[] => [
  ...(entries ? [{ schema: { entries }, prefix: `${path}.` }] : []),
  ...(item?.entries ? [{ schema: item, prefix: `${path}[].` }] : []),
];

/** Every attribute that a schema lists, those inside others after them. */
export const attributesOf = (
  { entries = {} }: Pick<Shape, 'entries'>,
  prefix = '',
): readonly PlacedAttribute[] =>
  Object.entries(entries).flatMap(([name, entry]) => {
    const attribute = entry.wrapped ?? entry;
    const path = `${prefix}${name}`;
    return [
      { path, always: entry.wrapped === undefined, ...descriptionOf(attribute) },
      ...insideOf(attribute, path).flatMap((inner) => attributesOf(inner.schema, inner.prefix)),
    ];
  });

/** The paths of the attributes that values state. */
export const pathsIn = (values: Readonly<Record<string, Plain>>, prefix = ''): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return [path, ...pathsInside(value, path)];
  });

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

const pathsInside = (value: Plain, path: string): readonly string[] => {
  if (isList(value)) return value.flatMap((entry) => pathsInside(entry, `${path}[]`));
  return typeof value === 'object' ? pathsIn(value, `${path}.`) : [];
};
