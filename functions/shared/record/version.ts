import { type Decimal, withoutLastZeros } from '../event/decimal.ts';
import { sha256 } from '../event/identifier.ts';
import { isoTime } from '../event/time.ts';

/** What decides which of two events about one record comes later. */
export interface Occurrence {
  /** The event's identity, as the archive keys it. */
  readonly id: string;
  /** SHA-256 of the signed body, hex. */
  readonly digest: string;
  /** `x-timestamp` of the delivery that was archived first, epoch milliseconds. */
  readonly sentAt: number;
  /** When that delivery was received, by our clock, epoch milliseconds. */
  readonly receivedAt: number;
  /** The envelope's `created_at`, normalised. */
  readonly createdAt?: string | undefined;
  /** The envelope's `version`, a day. */
  readonly apiVersion?: string | undefined;
  /** The object's `updated_at`, normalised. */
  readonly updatedAt?: string | undefined;
  /** A time that the body states for how far the object has come, normalised. */
  readonly progress?: string | undefined;
  /** The status's place in its lifecycle, 0–999; from {@link FINAL} on it is terminal. */
  readonly rank: number;
  /** Amounts and counts that only grow: see `Projection`. */
  readonly grown?: readonly (Decimal | undefined)[] | undefined;
}

/** Ranks from here on are terminal states: nothing follows them. */
export const FINAL = 900;

/** No event is from before Airwallex. */
const FIRST = Date.UTC(2015, 0);
/** Milliseconds that a sender's clock may be ahead of ours. */
const AHEAD = 5 * 60_000;

const MISSING = '-';
const OPEN = 'o';
const TERMINAL = 't';

/** A time as epoch milliseconds, where it is one that an event received then can state. */
const plausible = (time: string | undefined, receivedAt: number): number | undefined => {
  if (time === undefined) return undefined;
  const at = Date.parse(time);
  return at >= FIRST && at <= receivedAt + AHEAD ? at : undefined;
};

const statedAt = ({ createdAt, updatedAt, receivedAt }: Occurrence): number | undefined =>
  plausible(createdAt, receivedAt) ?? plausible(updatedAt, receivedAt);

/**
 * When the event happened by its own account, UTC text: the envelope's time, or else its object's.
 * Undefined when neither is plausible, which is from 2015 on and at most five minutes after we
 * received it: the sender's clock alone decides nothing.
 */
export const occurredAt = (event: Occurrence): string | undefined => {
  const at = statedAt(event);
  return at === undefined ? undefined : isoTime(at);
};

/** A time of fixed width that sorts: base 36, good until the year 5188. */
const timePart = (milliseconds: number): string =>
  Math.max(Math.trunc(milliseconds), 0).toString(36).padStart(9, '0');

/**
 * A number that sorts as text before what follows it: how many digits are before the point (one
 * base-36 digit, from 35 on `z` and two), then the significant digits. At most 42 characters. A missing
 * number is zero: one of two API versions may leave it out. What only grows, grows away from zero: the
 * sign of a debit does not matter.
 */
export const sortableNumber = (number: Decimal | undefined): string => {
  const [whole = '', fraction = ''] = (number?.decimal ?? '0').replace('-', '').split('.');
  const digits = whole.replace(/^0+/, '');
  const { length } = digits;
  const width = length < 35 ? length.toString(36) : `z${length.toString(36).padStart(2, '0')}`;
  return `${width}${withoutLastZeros(`${digits}${fraction}`)}.`;
};

/** A day of this century in six digits; what is no day is lowest. */
const dayPart = (day = ''): string => {
  const [, year, month, date] = /^20(\d\d)-(\d\d)-(\d\d)$/.exec(day) ?? [];
  return year === undefined ? MISSING : `${year}${month}${date}`;
};

/** How a version writes an event's id. */
export const idPart = (eventId: string): string => sha256(eventId).slice(0, 12);

/**
 * The version of what an event states: a text that sorts, part by part, the first difference decides.
 * 1. Terminal over open (`t`, `o`): nothing follows a terminal state, so no event that states no
 *    time, or a wrong one, can take it back. Both letters sort above what versions of earlier releases
 *    begin with, so that a new event always supersedes their records.
 * 2. When it happened: {@link occurredAt}. An event that does not state it, or not plausibly, has the
 *    earlier of its first archived delivery's two times, and is marked (`-`).
 * 3. The object's `updated_at`, where plausible.
 * 4. The time that the body states for how far the object has come.
 * 5. The rank of its status.
 * 6. Amounts and counts that only grow.
 * 7. Hash of the event's id, 8. its API version (so of one event's bodies the newer one), 9. digest
 *    of the body: they make a tie end the same everywhere.
 * Every part is a function of the event and of the receipt that is archived with it, so the order is
 * total, and a redelivery, a replay and a rebuild come to the same version.
 */
export const versionOf = (event: Occurrence): string => {
  const { id, digest, sentAt, receivedAt, updatedAt, progress, rank, grown = [] } = event;
  const stated = statedAt(event);
  const moment =
    stated === undefined ? `${timePart(Math.min(sentAt, receivedAt))}${MISSING}` : timePart(stated);
  const timeOrMissing = (time: string | undefined): string => {
    const at = plausible(time, receivedAt);
    return at === undefined ? MISSING : timePart(at);
  };
  return [
    `${rank >= FINAL ? TERMINAL : OPEN}${moment}`,
    timeOrMissing(updatedAt),
    timeOrMissing(progress),
    String(rank).padStart(3, '0'),
    grown.map(sortableNumber).join(''),
    idPart(id),
    dayPart(event.apiVersion),
    digest.slice(0, 12),
  ].join('|');
};

/** The version of what an event states beside a status: a terminal state does not end that. */
export const withoutStatus = (version: string): string => `${OPEN}${version.slice(1)}`;

/** The parts of a version up to which time or a terminal state decides: what is equal there is tied. */
const MOMENT_PARTS = 3;

/** The part of a version that a time or a terminal state decides: two events of one moment are tied. */
export const momentOf = (version: string): string => {
  let end = 0;
  for (let part = 0; part < MOMENT_PARTS; part += 1) end = version.indexOf('|', end) + 1;
  return version.slice(0, end);
};

/** Whether the event behind this version states (plausibly) when it happened. */
export const isDated = (version: string): boolean => version[10] !== MISSING;
