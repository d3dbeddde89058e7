import * as v from 'valibot';

/*
 * What an account still has to bring: an object by the requirement's name, of one requirement or of
 * several (one for each document that was refused). Beside the message such an entry repeats the
 * names and files of the person concerned, which are not read.
 */

const says = v.nullish(v.string());
const requirement = v.object({ message: says, endpoint: says, method: says });
const isName = /^[a-z][a-z0-9_]{0,99}$/;

/** Requirements as a list: `{name, message, endpoint, method}`. */
export const requirements = v.pipe(
  v.record(
    v.string(),
    v.nullish(v.union([v.array(requirement), requirement], 'a requirement or a list of them')),
  ),
  v.transform((byName) =>
    Object.entries(byName)
      .filter(([name]) => isName.test(name))
      .flatMap(([name, found]) => [found ?? []].flat().map((one) => ({ name, ...one }))),
  ),
);

const isRequirement = ([name, value]: readonly [string, unknown]): boolean =>
  name.endsWith('_required') && typeof value === 'object';

/**
 * Puts the requirements where an account's body has them: `account.action_required` may consist of
 * nothing else and have them at the top.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/account
 */
export const gatherRequirements = (data: unknown): unknown => {
  if (typeof data !== 'object' || data === null || 'requirements' in data) return data;
  const found = Object.entries(data).filter(isRequirement);
  return found.length === 0 ? data : { ...data, requirements: Object.fromEntries(found) };
};
