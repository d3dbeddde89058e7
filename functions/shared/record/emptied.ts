import { isObject } from '../event/json.ts';
import { isNothing } from '../schema/fields.ts';
import type { Attribute, Attributes } from './projection.ts';

/**
 * Adds to what was read of an object the fields of which its body states that they have no value (`null`,
 * an empty text, list or object): unlike those that it leaves out, they take the place of an earlier
 * value.
 * @param fields the names of all fields.
 * @param within where `data` has the object; in itself where this is missing.
 */
export const withEmptied = (
  read: Attributes,
  data: unknown,
  fields: readonly string[],
  within?: string,
): Attributes => {
  const inner = within !== undefined && isObject(data) ? data[within] : data;
  const attributes: Record<string, Attribute> = { ...read };
  if (isObject(inner))
    // A field may have had its value under another name.
    for (const name of fields)
      if (attributes[name] === undefined && Object.hasOwn(inner, name) && isNothing(inner[name]))
        attributes[name] = null;
  return attributes;
};
