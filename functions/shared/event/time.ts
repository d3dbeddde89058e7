/** A day that every year has: about the 29th of February only a calendar knows. */
const day =
  /(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31/;
const clock = /(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/;
/** The usual text: whole, in UTC already, and surely a time. */
const usual = new RegExp(`^(\\d{4}-(?:${day.source})T${clock.source})(\\.\\d{3})?(?:Z|\\+00:?00)$`);

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:Z|([+-])(\d\d):?(\d\d)?)?)?$/i;

const DAY = 86_400_000;
const YEAR_0 = Date.parse('0000-01-01T00:00:00.000Z');
const YEAR_9999 = Date.parse('9999-12-31T23:59:59.999Z');

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The day that was written last: times that follow each other share it mostly. */
// Stryker disable next-line ObjectLiteral,StringLiteral: no text is read before a day is there.
let written = { day: Number.NaN, text: '' };

/**
 * `YYYY-MM-DDTHH:mm:ss.sssZ`, or undefined outside the years 0000–9999, so that texts of times sort.
 * What `toISOString` gives, in a tenth of its time: every event needs several.
 */
export const isoTime = (milliseconds: number): string | undefined => {
  const whole = Math.trunc(milliseconds);
  if (!(whole >= YEAR_0 && whole <= YEAR_9999)) return undefined;
  const day = Math.floor(whole / DAY);
  // Stryker disable next-line ConditionalExpression: only a quicker way to the same.
  if (day !== written.day) written = { day, text: new Date(day * DAY).toISOString().slice(0, 11) };
  const rest = whole - day * DAY;
  const hour = twoDigits(Math.floor(rest / 3_600_000));
  const minute = twoDigits(Math.floor(rest / 60_000) % 60);
  const second = twoDigits(Math.floor(rest / 1_000) % 60);
  return `${written.text}${hour}:${minute}:${second}.${String(rest % 1_000).padStart(3, '0')}Z`;
};

/**
 * Brings every form of time that Airwallex sends (`+0000`, `+00:00`, `Z`, fractions of any length,
 * other offsets, a date alone, epoch milliseconds) to one: UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. Not
 * through `Date.parse`, whose reading of `+0000` depends on the engine. A text without a zone is UTC.
 * @returns undefined for what is not a time.
 */
export const normaliseTime = (value: unknown): string | undefined => {
  if (typeof value === 'number') return isoTime(value);
  if (typeof value !== 'string') return undefined;
  const utc = usual.exec(value);
  // Stryker disable next-line ConditionalExpression: only a quicker way to the same.
  if (utc) return `${utc[1]}${utc[2] ?? '.000'}Z`;
  if (/^\d{13}$/.test(value)) return isoTime(Number(value));
  const match = pattern.exec(value.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = ''] = match;
  const [sign, offsetHours = 0, offsetMinutes = 0] = match.slice(8);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day too many ends in the next month, and a day 0 in the one before.
  if (date.getUTCMonth() !== Number(month) - 1) return undefined;
  date.setUTCHours(
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, '0')),
  );
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return isoTime(date.getTime() - (sign === '-' ? -offset : offset));
};

/** A period, epoch milliseconds: includes `since`, excludes `until`. */
export interface Range {
  readonly since: number;
  readonly until: number;
}
