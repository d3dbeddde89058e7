import type { Value, Values } from '../../../../functions/shared/change/any-change.ts';
import { usageError } from '../../terminal/failure.ts';

/** What is waited for: a field of a record has a value. */
export interface Condition {
  /** Names and numbers of entries, from the record inwards. */
  readonly path: readonly string[];
  readonly value: string;
}

/** A condition as a command line has it, `status=SUCCEEDED`. @throws Failure for anything else. */
export const conditionFrom = (text: string): Condition => {
  const at = text.indexOf('=');
  const path = text.slice(0, Math.max(at, 0)).split('.');
  if (at > 0 && path.every((name) => name !== '')) return { path, value: text.slice(at + 1) };
  throw usageError(`--until "${text}" is no condition. Example: status=SUCCEEDED`);
};

/** A condition as a command line has it. */
export const conditionText = ({ path, value }: Condition): string => `${path.join('.')}=${value}`;

const valueAt = (values: Values, path: readonly string[]): Value | undefined => {
  let value: Value | undefined = values;
  for (const name of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Object.entries(value).find(([one]) => one === name)?.[1]
        : undefined;
  return value;
};

/** A decimal without what does not change it: 12.50 and 12.5 are one number. */
const withoutZeros = (text: string): string =>
  /^-?\d+(?:\.\d+)?$/.test(text)
    ? text
        .replace(/^(-?)0+(?=\d)/, '$1')
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
    : text;

/** A field's value as text; `null` where there is none, undefined for an object or a list. */
const textAt = (values: Values, path: readonly string[]): string | undefined => {
  const value = valueAt(values, path) ?? null;
  return value === null || typeof value !== 'object' ? String(value) : undefined;
};

/** Whether a record has what is waited for. @param values its attributes. */
export const holds = (values: Values, { path, value }: Condition): boolean => {
  const text = textAt(values, path);
  return text !== undefined && withoutZeros(text) === withoutZeros(value);
};

/** Terminal statuses that another one can follow all the same, by the kind of record. */
export const followed: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  card_transaction: { CLEARED: ['REFUNDED'] },
};

/**
 * The status that keeps a condition from ever being met: a terminal one that is another one.
 * @param record its kind, attributes, and whether its status is terminal.
 */
export const blockedBy = (
  { object, values, terminal }: { object: string; values: Values; terminal: boolean },
  { path, value }: Condition,
): string | undefined => {
  const { status } = values;
  if (!terminal || path.join('.') !== 'status' || typeof status !== 'string' || status === value)
    return undefined;
  return followed[object]?.[status]?.includes(value) ? undefined : status;
};
