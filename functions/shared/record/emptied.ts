import { isObject } from '../event/json.ts';
import { isNothing } from '../schema/fields.ts';
import type { Attributes } from './projection.ts';

/**
 * The fields of which a body states that they have no value (`null`, an empty text, list or object): unlike
 * those that it leaves out, they take the place of an earlier value.
 * @param read what was read of the object: a field may have had its value under another name.
 * @param fields the names of all fields.
 * @param within where `data` has the object; in itself where this is missing.
 * @returns undefined where there are none, which is usual.
 */
export const emptiedIn = (
  read: Attributes,
  data: unknown,
  fields: readonly string[],
  within?: string,
): Readonly<Record<string, null>> | undefined => {
  const stated = within !== undefined && isObject(data) ? data[within] : data;
  if (!isObject(stated)) return undefined;
  let emptied: Record<string, null> | undefined;
  for (const name in stated)
    if (isNothing(stated[name]) && read[name] === undefined && fields.includes(name)) {
      emptied ??= {};
      emptied[name] = null;
    }
  return emptied;
};
