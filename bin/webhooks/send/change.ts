import { randomUUID } from 'node:crypto';
import { isObject } from '../../../functions/shared/event/json.ts';
import { isoTime } from '../../../functions/shared/event/time.ts';
import { wrong } from '../failure.ts';
import { isJson } from '../json-tokens.ts';
import { setAt } from './set-at.ts';

/** A change to a body: a path and JSON text. */
export interface Assignment {
  readonly path: readonly string[];
  readonly value: string;
}

/**
 * What `--set <path>=<value>` says; a value that is no JSON is text.
 * @throws Failure when it says no path.
 */
export const assignmentFrom = (text: string): Assignment => {
  const [, path = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw wrong(
      `--set "${text}" is no path and value. Say it like --set data.object.amount=12.5, or --set name=refund.settled.`,
    );
  return { path: parts, value: isJson(value) ? value : JSON.stringify(value) };
};

/**
 * A body with a change.
 * @throws Failure when the body has no such place, or is no JSON.
 */
export const changed = (body: Buffer, event: string, { path, value }: Assignment): Buffer => {
  const json = body.toString();
  if (!isJson(json)) throw wrong(`${event} is no JSON: nothing can be set in it.`);
  const set = setAt(json, path, value);
  if ('json' in set) return Buffer.from(set.json);
  const parent = set.missing.split('.').slice(0, -1).join('.') || 'the body';
  throw wrong(
    `--set ${path.join('.')}: ${event} has no "${set.missing}". At ${parent} there is: ${set.instead.slice(0, 200)}.`,
  );
};

/** What makes a body another event: its id, and when it happened, in the casing it says so. */
const identityOf = (json: object): readonly string[] => {
  const times = ['created_at', 'createdAt'].filter((name) => Object.hasOwn(json, name));
  return ['id', ...(times.length > 0 ? times : ['created_at'])];
};

/**
 * The same event as another one that happens now: with a new id and time. What the assignments set
 * stays.
 * @param at epoch milliseconds.
 * @throws Failure when the body is no JSON object.
 */
export const renewed = (
  body: Buffer,
  event: string,
  assignments: readonly Assignment[],
  at: number,
): Buffer => {
  const text = body.toString();
  const json: unknown = isJson(text) ? JSON.parse(text) : undefined;
  if (!isObject(json)) throw wrong(`${event} is no JSON object: it cannot be made another event.`);
  const time = isoTime(at)?.replace('Z', '+0000') ?? '';
  return identityOf(json)
    .filter((name) => !assignments.some(({ path }) => path.join('.') === name))
    .reduce((changing, name) => {
      const value = name === 'id' ? `evt_${randomUUID()}` : time;
      return changed(changing, event, { path: [name], value: JSON.stringify(value) });
    }, body);
};
