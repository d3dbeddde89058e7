import * as v from 'valibot';
import { isObject } from '../shared/event/json.ts';
import type { Attributes } from '../shared/record/projection.ts';
import { alike, oneOrMore, text } from '../shared/schema/fields.ts';
import { object } from '../shared/schema/object.ts';
import { snakeCase } from './casing.ts';

/*
 * What an account still has to bring: an object by the requirement's name, of one requirement or of
 * several (one for each document that was refused). Beside the message such an entry repeats the
 * names and files of the person concerned, which are not read.
 */

// Only one of its names has two spellings: `eitherCase` would take longer.
const requirement = object({
  message: text,
  endpoint: text,
  method: text,
  error_code: text,
  errorCode: text,
});
const isName = /^[a-z][a-z0-9_]{0,99}$/;

/** A name that a body can have, and that an assignment would take for the object's prototype. */
const PROTOTYPE = '__proto__';

const requiredName = /(_r|R)equired$/;

/** Entries that are no requirements, such as a text about all of them, are ignored. */
const inCurrentNames = (byName: unknown): unknown => {
  if (!isObject(byName)) return byName;
  const current: Record<string, unknown> = {};
  for (const name in byName)
    if ((typeof byName[name] === 'object' || requiredName.test(name)) && name !== PROTOTYPE)
      current[snakeCase(name)] = byName[name];
  return current;
};

/** Requirements as a list: `{name, message, endpoint, method, error_code}`. */
export const requirements = v.pipe(
  v.unknown(),
  v.transform(inCurrentNames),
  alike(v.record(v.string(), v.nullish(oneOrMore(requirement, 'a requirement or a list of them')))),
  v.transform((byName) => {
    const open: Attributes[] = [];
    for (const name in byName) {
      const found = byName[name];
      if (found && isName.test(name))
        for (const one of Array.isArray(found) ? found : [found])
          open.push({
            name,
            message: one.message,
            endpoint: one.endpoint,
            method: one.method,
            error_code: one.error_code ?? one.errorCode,
          });
    }
    return open;
  }),
);

/** Whether a value states what is wrong, as a requirement of any name does. */
const isStated = (value: unknown): boolean =>
  isObject(value) && ('message' in value || 'error_code' in value || 'errorCode' in value);

const isRequirement = (name: string, value: unknown): boolean =>
  typeof value === 'object' &&
  name !== PROTOTYPE &&
  (requiredName.test(name) || (Array.isArray(value) ? value.some(isStated) : isStated(value)));

/** Nothing, or an object without fields. */
const isEmpty = (value: unknown): boolean =>
  (value ?? '') === '' || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);

/**
 * Puts the requirements where an account's body has them: `account.action_required` may consist of
 * nothing else and have them at the top.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */
export const gatherRequirements = (data: unknown): unknown => {
  if (!isObject(data) || !isEmpty(data['requirements'])) return data;
  const requirements: Record<string, unknown> = {};
  let others: Record<string, unknown> | undefined;
  for (const name in data)
    if (isRequirement(name, data[name])) {
      requirements[name] = data[name];
      others ??= { ...data };
      delete others[name];
    }
  return others === undefined ? data : { ...others, requirements };
};
