import * as v from 'valibot';
import { isObject } from '../shared/event/json.ts';
import { container } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';

/*
 * Objects whose fields may have the camelCase names of older API versions.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** A name as current API versions write it. */
export const snakeCase = (name: string): string =>
  // Stryker disable next-line ConditionalExpression: only a quicker way to the same.
  /[A-Z]/.test(name) ? name.replace(/[A-Z]/g, '_$&').toLowerCase() : name;

/** Gives the fields that a schema lists their current names, and leaves any other as it is. */
const inCurrentNames = (entries: v.ObjectEntries) => {
  const currentNames = new Map<string, string>();
  for (const name of Object.keys(entries)) {
    // Stryker disable next-line ConditionalExpression: without it only more is copied.
    if (camelCase(name) !== name) currentNames.set(camelCase(name), name);
  }
  return (value: unknown): unknown => {
    // Stryker disable next-line ConditionalExpression: nothing else has such a name.
    if (!isObject(value)) return value;
    let current: Record<string, unknown> | undefined;
    for (const older in value) {
      const name = currentNames.get(older);
      // Stryker disable next-line ConditionalExpression: what is copied too much is read by no schema.
      if (name === undefined) continue;
      current ??= { ...value };
      current[name] ??= value[older];
    }
    return current ?? value;
  };
};

/** An object in either case. */
export const eitherCase = <const E extends v.ObjectEntries>(entries: E) => {
  const current = object(entries);
  // Both spellings are known, and so are those of what is not read.
  const known = Object.entries(current.entries);
  return {
    ...v.pipe(v.unknown(), v.transform(inCurrentNames(entries)), current),
    entries: Object.fromEntries([
      ...known,
      ...known.map(([name, field]) => [camelCase(name), field]),
    ]),
  };
};

/** The same inside an object. */
export const nestedInEitherCase = <const E extends v.ObjectEntries>(entries: E) =>
  container(eitherCase(entries), entries);
