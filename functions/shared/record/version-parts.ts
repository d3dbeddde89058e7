import { isoTime } from '../event/time.ts';

/** A version taken apart: what `versionOf` put together. */
export interface VersionParts {
  /** Whether the state is terminal: no state follows it. */
  readonly terminal: boolean;
  /** When the event happened or, undated, the earlier of when it was sent and received; UTC text. */
  readonly when: string;
  /** Whether the event states when it happened. */
  readonly dated: boolean;
  /** The object's `updated_at`, UTC text. */
  readonly updatedAt: string | undefined;
  /** The time that the body states for how far the object has come, UTC text. */
  readonly progress: string | undefined;
  readonly rank: number;
  /** Represents the amounts and counts that only grow; sorts as they do. */
  readonly grown: string;
  /** A hash of the event's id. */
  readonly id: string;
  /** The API version's day as `YYMMDD`. */
  readonly apiVersion: string | undefined;
  /** A hash of the signed body. */
  readonly body: string;
}

const timeOf = (part: string): string | undefined =>
  /^[0-9a-z]{9}$/.test(part) ? isoTime(Number.parseInt(part, 36)) : undefined;

/** A version of an earlier release, `<time>|<updated_at>|<rank>|<id>|<body>`: its event is what matters of it. */
const earlierParts = (version: string): VersionParts | undefined => {
  const [when = '', updatedAt, rank, id, body, ...more] = version.split('|');
  if (id === undefined || body === undefined || more.length > 0) return undefined;
  return {
    terminal: false,
    when: when.replace(/^-/, ''),
    dated: !when.startsWith('-'),
    updatedAt: updatedAt?.startsWith('0000') ? undefined : updatedAt,
    progress: undefined,
    rank: Number(rank),
    grown: '',
    id,
    apiVersion: undefined,
    body,
  };
};

/** The parts of a version. */
export const partsOf = (version: string): VersionParts => {
  const earlier = earlierParts(version);
  if (earlier) return earlier;
  const [
    first = '',
    updatedAt = '',
    progress = '',
    rank = '',
    grown = '',
    id = '',
    day,
    body = '',
  ] = version.split('|');
  return {
    terminal: first.startsWith('t'),
    when: timeOf(first.slice(1, 10)) ?? '',
    dated: !first.endsWith('-'),
    updatedAt: timeOf(updatedAt),
    progress: timeOf(progress),
    rank: Number(rank),
    grown,
    id,
    apiVersion: day === '-' ? undefined : day,
    body,
  };
};

/** The parts of a version that identify its event, independent of the event's time and rank. */
export const eventPartsOf = (version: string): Pick<VersionParts, 'id' | 'body'> => {
  const earlier = earlierParts(version);
  if (earlier) return earlier;
  const [, , , , , id = '', , body = ''] = version.split('|');
  return { id, body };
};

/** The same as one text. */
export const eventOf = (version: string): string => {
  const { id, body } = eventPartsOf(version);
  return `${id}|${body}`;
};
