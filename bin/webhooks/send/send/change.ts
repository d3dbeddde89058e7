import { randomUUID } from 'node:crypto';
import { isObject } from '../../../../functions/shared/event/json.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { usageError } from '../../terminal/failure.ts';
import { isJson } from '../../terminal/json.ts';
import { setAt } from '../set-at.ts';

/** A change to a body: a path and JSON text. */
export interface Assignment {
  readonly path: readonly string[];
  readonly value: string;
}

/**
 * Parses `--set <path>=<value>`; a value that is not JSON is text.
 * @throws Failure when there is no path.
 */
export const assignmentFrom = (text: string): Assignment => {
  const [, path = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw usageError(
      `--set "${text}" is not a path and a value. Examples: --set data.object.amount=12.5, --set name=refund.settled.`,
    );
  return { path: parts, value: isJson(value) ? value : JSON.stringify(value) };
};

const setIn = (json: string, event: string, { path, value }: Assignment) => {
  try {
    return setAt(json, path, value);
  } catch (error) {
    // The parser enters each level of the body with a call of its own.
    if (error instanceof RangeError)
      throw usageError(`${event} is nested too deeply: no value can be set in it.`);
    throw error;
  }
};

/**
 * A body with a change.
 * @throws Failure when the body has no such path, is not JSON or is nested thousands of levels deep.
 */
export const changed = (body: Buffer, event: string, { path, value }: Assignment): Buffer => {
  const json = body.toString();
  if (!isJson(json)) throw usageError(`${event} is not JSON: no value can be set in it.`);
  const set = setIn(json, event, { path, value });
  if ('json' in set) return Buffer.from(set.json);
  const parent = set.missing.split('.').slice(0, -1).join('.') || 'the body';
  throw usageError(
    `--set ${path.join('.')}: ${event} has no "${set.missing}". Available at ${parent}: ${set.instead.slice(0, 200)}.`,
  );
};

/** The names of the fields that identify an event: its id and its time, in the casing of the body. */
const identityOf = (json: object): readonly string[] => {
  const times = ['created_at', 'createdAt'].filter((name) => Object.hasOwn(json, name));
  return ['id', ...(times.length > 0 ? times : ['created_at'])];
};

/**
 * The same body as another event: with a new id and time, but for those that the assignments set.
 * @param at epoch milliseconds.
 * @throws Failure when the body is not a JSON object.
 */
export const renewed = (
  body: Buffer,
  event: string,
  assignments: readonly Assignment[],
  at: number,
): Buffer => {
  const text = body.toString();
  const json: unknown = isJson(text) ? JSON.parse(text) : undefined;
  if (!isObject(json))
    throw usageError(`${event} is not a JSON object: it cannot become another event.`);
  const time = isoTime(at)?.replace('Z', '+0000') ?? '';
  return identityOf(json)
    .filter((name) => !assignments.some(({ path }) => path.join('.') === name))
    .reduce((changing, name) => {
      const value = name === 'id' ? `evt_${randomUUID()}` : time;
      return changed(changing, event, { path: [name], value: JSON.stringify(value) });
    }, body);
};
