import { normaliseTime, type Range } from '../../../functions/shared/event/time.ts';
import { usageError } from './failure.ts';

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Parses a time, or an age such as `90m`, `24h` or `7d`: epoch milliseconds.
 * @throws Failure when it is neither.
 */
export const momentFrom = (option: string, text: string, now: number): number => {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const milliseconds = units[unit];
  if (milliseconds !== undefined) return now - Number(count) * milliseconds;
  const time = normaliseTime(text);
  if (time !== undefined) return Date.parse(time);
  throw usageError(
    `${option} "${text}" is not a time. Examples: 2026-03-01T10:00:00Z, or 24h for 24 hours ago.`,
  );
};

/**
 * The bounds that `--since` and `--until` name, epoch milliseconds, where they are given.
 * @throws Failure when one of them is not a time.
 */
export const rangeFrom = (
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  now: number,
): Partial<Range> => ({
  ...(since === undefined ? {} : { since: momentFrom('--since', since, now) }),
  ...(until === undefined ? {} : { until: momentFrom('--until', until, now) }),
});
