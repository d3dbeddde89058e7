import { isoTime, normaliseTime, type Range } from '../../../functions/shared/event/time.ts';
import { usageError } from './failure.ts';
import { number } from './table.ts';

/*
 * What the values of options mean, for every command: one reader and one sentence for each kind of
 * value. Each throws a usage error for any other value.
 */

/** The values that a number may have, both included. */
interface Bounds {
  readonly from: number;
  readonly to: number;
}

const MAX_WHOLE = 999_999_999;

const isWithin = (value: number, { from, to }: Bounds): boolean => value >= from && value <= to;

/** A reader of whole numbers, for commander. @param option its long flag. */
export const wholeNumber =
  (option: string, { from = 0, to = MAX_WHOLE }: Partial<Bounds> = {}) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (isWithin(value, { from, to })) return value;
    throw usageError(`${option} takes a whole number from ${number(from)} to ${number(to)}.`);
  };

/** A reader of decimal numbers, for commander. @param example one such number. */
export const decimal =
  (option: string, bounds: Bounds, example: number) =>
  (text: string): number => {
    const value = /^(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN;
    if (isWithin(value, bounds)) return value;
    const { from, to } = bounds;
    throw usageError(
      `${option} takes a number from ${number(from)} to ${number(to)}, such as ${example}.`,
    );
  };

/** One of several things by its name. @param kind what it is, in messages: `domain`. */
export const named = <T extends { readonly name: string }>(
  kind: string,
  name: string,
  among: readonly T[],
): T => {
  const found = among.find((one) => one.name === name);
  if (found) return found;
  const all = among.map((one) => one.name).join(', ');
  throw usageError(`There is no ${kind} "${name}". Choose one of ${all}.`);
};

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** An age such as `90m`, `24h` or `7d`, in milliseconds. */
const ageFrom = (text: string): number | undefined => {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  const milliseconds = units[unit];
  return milliseconds === undefined ? undefined : Number(count) * milliseconds;
};

/** A span such as `90s`, `5m` or `1h`, in milliseconds. */
export const spanFrom = (option: string, text: string): number => {
  const span = ageFrom(text);
  if (span !== undefined) return span;
  throw usageError(`${option} "${text}" is not a span. Examples: 90s, 5m, 1h (s, m, h, d or w).`);
};

const notTime = (option: string, text: string) =>
  usageError(
    `${option} "${text}" is not a time. Examples: 2026-03-01T10:00:00Z, or 24h for 24 hours ago (s, m, h, d or w).`,
  );

/** A time, or a span from now on such as `3d`, as epoch milliseconds. */
export const termFrom = (option: string, text: string, now: number): number => {
  const span = ageFrom(text);
  const time = span === undefined ? normaliseTime(text) : isoTime(now + span);
  if (time !== undefined) return Date.parse(time);
  throw usageError(
    `${option} "${text}" is not a time. Examples: 2026-03-01T10:00:00Z, or 3d for 3 days from now (s, m, h, d or w).`,
  );
};

/** A time, or an age before now, as epoch milliseconds. */
export const momentFrom = (option: string, text: string, now: number): number => {
  const age = ageFrom(text);
  if (age !== undefined) return now - age;
  const time = normaliseTime(text);
  if (time !== undefined) return Date.parse(time);
  throw notTime(option, text);
};

/** The same as UTC text, with every digit that was written. */
export const timeFrom = (option: string, text: string, now: number): string => {
  const age = ageFrom(text);
  const time = age === undefined ? normaliseTime(text) : isoTime(now - age);
  if (time !== undefined) return time;
  throw notTime(option, text);
};

/**
 * The bounds that `--since` and `--until` name, epoch milliseconds, where they are given.
 * @param names what a message calls them.
 */
export const rangeFrom = (
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: number,
  [sinceName, untilName] = ['--since', '--until'],
): Partial<Range> => {
  const range: Partial<Range> = {
    ...(since === undefined ? {} : { since: momentFrom(sinceName, since, now) }),
    ...(until === undefined ? {} : { until: momentFrom(untilName, until, now) }),
  };
  if (range.since !== undefined && range.until !== undefined && range.since > range.until)
    throw usageError(`${sinceName} "${since}" is later than ${untilName} "${until}".`);
  return range;
};
