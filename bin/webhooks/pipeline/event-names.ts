import { domains } from '../../../functions/domains.ts';
import { nearNames } from '../terminal/near.ts';
import { shown } from '../terminal/printable.ts';

/** The name of the heartbeats of `doctor` that earlier versions archived: today's are not. */
export const HEARTBEAT = 'heartbeat.doctor';

/** The names that an option states: `refund,payment_intent.created`. */
export const namesFrom = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Whether an event has one of these names, or its name begins with such parts. */
export const isNamed = (eventName: string | undefined, names: readonly string[]): boolean =>
  names.some((name) => `${eventName ?? ''}.`.startsWith(`${name}.`));

/** Known event names, and every leading part of one. */
const known = (): ReadonlySet<string> =>
  new Set(
    domains.flatMap(({ events }) =>
      events.flatMap((event) => {
        const parts = event.split('.');
        return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
      }),
    ),
  );

/**
 * A sentence about names that no known event has, with similar ones; empty where all are known. Events
 * of other names can be archived too, so this is a hint and no proof.
 */
export const unknownNamesText = (names: readonly string[] = []): string => {
  const all = known();
  const unknown = names.filter((name) => !all.has(name));
  if (unknown.length === 0) return '';
  const near = [...new Set(unknown.flatMap((name) => nearNames(name, [...all])))];
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  return `No known event is named ${unknown.map((name) => `"${shown(name)}"`).join(' or ')}.${hint}`;
};
