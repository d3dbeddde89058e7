import * as v from 'valibot';
import { alike, oneOrMore, text } from '../shared/event/fields.ts';
import { isObject } from '../shared/event/json.ts';
import { eitherCase, snakeCase } from './casing.ts';

/*
 * What an account still has to bring: an object by the requirement's name, of one requirement or of
 * several (one for each document that was refused). Beside the message such an entry repeats the
 * names and files of the person concerned, which are not read.
 */

const requirement = eitherCase({ message: text, endpoint: text, method: text, error_code: text });
const isName = /^[a-z][a-z0-9_]{0,99}$/;

const requiredName = /(_r|R)equired$/;

/** What stands among the requirements and is none, such as a text about them all, is left out. */
const inCurrentNames = (byName: unknown): unknown =>
  isObject(byName)
    ? Object.fromEntries(
        Object.entries(byName)
          .filter(([name, found]) => typeof found === 'object' || requiredName.test(name))
          .map(([name, found]) => [snakeCase(name), found]),
      )
    : byName;

/** Requirements as a list: `{name, message, endpoint, method, error_code}`. */
export const requirements = v.pipe(
  v.unknown(),
  v.transform(inCurrentNames),
  alike(v.record(v.string(), v.nullish(oneOrMore(requirement, 'a requirement or a list of them')))),
  v.transform((byName) => {
    const open = [];
    for (const [name, found] of Object.entries(byName))
      if (found && isName.test(name))
        for (const one of Array.isArray(found) ? found : [found]) open.push({ name, ...one });
    return open;
  }),
);

type Entry = readonly [name: string, value: unknown];

/** Whether a value states what is wrong, as a requirement of any name does. */
const isStated = (value: unknown): boolean =>
  isObject(value) && ['message', 'error_code', 'errorCode'].some((field) => field in value);

const isRequirement = ([name, value]: Entry): boolean =>
  typeof value === 'object' &&
  (requiredName.test(name) || (Array.isArray(value) ? value.some(isStated) : isStated(value)));

/**
 * Puts the requirements where an account's body has them: `account.action_required` may consist of
 * nothing else and have them at the top.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */
export const gatherRequirements = (data: unknown): unknown => {
  if (typeof data !== 'object' || data === null || 'requirements' in data) return data;
  const found: Entry[] = [];
  const others: Entry[] = [];
  for (const entry of Object.entries(data)) (isRequirement(entry) ? found : others).push(entry);
  if (found.length === 0) return data;
  return { ...Object.fromEntries(others), requirements: Object.fromEntries(found) };
};
