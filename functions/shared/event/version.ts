import { sha256 } from './identifier.ts';
import { isoTime } from './time.ts';

/** What decides which of two events about one record stands. */
export interface Occurrence {
  /** The event's identity, as the archive keys it. */
  readonly id: string;
  /** SHA-256 of the signed body, hex. */
  readonly digest: string;
  /** `x-timestamp` of the delivery that was archived first, epoch milliseconds. */
  readonly sentAt: number;
  /** The envelope's `created_at`. */
  readonly createdAt?: string | undefined;
  /** The object's `updated_at`. */
  readonly updatedAt?: string | undefined;
  /** The status's place in its lifecycle, 0–999; from {@link FINAL} on it is terminal. */
  readonly rank: number;
}

/** Ranks from here on are terminal states: a tie that they win is no matter of policy. */
export const FINAL = 900;

/** No event is from before Airwallex; no send time is either, nor far in the future. */
const FIRST = '2015-01-01T00:00:00.000Z';
const AIRWALLEX = Date.parse(FIRST);
const FAR = Date.UTC(2100, 0);
const DAY = 86_400_000;
const NEVER = '0000-00-00T00:00:00.000Z';
const UNDATED = '-';

const plausible = (time: string | undefined, sentAt: number): string | undefined => {
  // Stryker disable next-line ConditionalExpression: no time is no number either.
  if (time === undefined || time < FIRST) return undefined;
  const isKnown = sentAt >= AIRWALLEX && sentAt < FAR;
  // Most events happened before they were sent: two texts tell that quicker than a parsed time.
  // Stryker disable next-line ConditionalExpression,EqualityOperator,LogicalOperator: the slower way ends the same.
  if (isKnown && time <= (isoTime(sentAt) ?? NEVER)) return time;
  return Date.parse(time) <= (isKnown ? sentAt + DAY : FAR) ? time : undefined;
};

/** When the event happened by its own account: UTC text, or undefined when it doesn't say (plausibly). */
export const occurredAt = (event: Occurrence): string | undefined =>
  plausible(event.createdAt ?? event.updatedAt, event.sentAt);

/** How a version writes an event's id. */
export const idPart = (eventId: string): string => sha256(eventId).slice(0, 12);

/**
 * The version of what an event says: a text of fixed width that sorts. Its parts: when it happened
 * (envelope's `created_at`, else the object's `updated_at`), the object's `updated_at`, the status's
 * rank, then the event's id only so that a tie ends the same everywhere, in whatever API version each
 * event came, and its body. An event that carries no time, or one from before Airwallex or over a day
 * after it was sent, stands below every dated one and is ordered by its send time. Never the
 * receiver's clock.
 */
export const versionOf = (event: Occurrence, occurred = occurredAt(event)): string => {
  const when = occurred ?? UNDATED + (isoTime(event.sentAt) ?? NEVER);
  const updated = plausible(event.updatedAt, event.sentAt) ?? NEVER;
  const rank = String(event.rank).padStart(3, '0');
  const tie = `${idPart(event.id)}|${event.digest.slice(0, 12)}`;
  return `${when}|${updated}|${rank}|${tie}`;
};

/** The part of a version that time decides: two events of one moment are tied. */
export const momentOf = (version: string): string =>
  version.slice(0, version.indexOf('|', version.indexOf('|') + 1) + 1);

/** Whether the event behind this version said when it happened. */
export const isDated = (version: string): boolean => !version.startsWith(UNDATED);

/** Whether the state behind this version is terminal. */
export const isFinal = (version: string): boolean =>
  Number(version.slice(momentOf(version).length, momentOf(version).length + 3)) >= FINAL;
