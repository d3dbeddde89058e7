import { partsOf, type VersionParts } from '../../../functions/shared/record/version-parts.ts';

/** The first part of two versions that differs, and so decides which is the higher one. */
export type DecidingPart =
  | 'terminal'
  | 'time'
  | 'dated'
  | 'updated_at'
  | 'progress'
  | 'rank'
  | 'amounts'
  | 'event id'
  | 'api version'
  | 'body'
  | 'nothing';

/** The parts that decide, in their order. */
const decisive: readonly (readonly [part: DecidingPart, field: keyof VersionParts])[] = [
  ['terminal', 'terminal'],
  ['time', 'when'],
  ['dated', 'dated'],
  ['updated_at', 'updatedAt'],
  ['progress', 'progress'],
  ['rank', 'rank'],
  ['amounts', 'grown'],
  ['event id', 'id'],
  ['api version', 'apiVersion'],
  ['body', 'body'],
];

/**
 * What decides between two versions, whichever comes first: `nothing` when they are the same. A
 * terminal state that also came later is later, which explains more.
 */
export const decidingPart = (a: string, b: string): DecidingPart => {
  const [lower, higher] = a < b ? [partsOf(a), partsOf(b)] : [partsOf(b), partsOf(a)];
  const part = decisive.find(([, field]) => lower[field] !== higher[field])?.[0] ?? 'nothing';
  return part === 'terminal' && higher.when > lower.when ? 'time' : part;
};

const momentIn = ({ dated, when }: VersionParts): string =>
  dated ? when : `${when} (undated: first sent)`;

const timeText = (time: string | undefined): string => time ?? 'unknown';

/** Why the higher of two versions is the higher one, in words. */
export const becauseOf = (higher: string, lower: string): string => {
  const [one, other] = [partsOf(higher), partsOf(lower)];
  switch (decidingPart(higher, lower)) {
    case 'terminal':
      return 'its state is terminal, which no state follows';
    case 'time':
      return `it happened later: ${momentIn(one)} > ${momentIn(other)}`;
    case 'dated':
      return 'it states when it happened, the other does not';
    case 'updated_at':
      return `they happened at the same time, and its object was updated later: ${timeText(one.updatedAt)} > ${timeText(other.updatedAt)}`;
    case 'progress':
      return `they happened at the same time, and its object had progressed further: ${timeText(one.progress)} > ${timeText(other.progress)}`;
    case 'rank':
      return `they happened at the same time, and its status ranks higher: ${one.rank} > ${other.rank}`;
    case 'amounts':
      return 'they happened at the same time in the same status, and its amounts or counts, which only grow, are higher';
    case 'event id':
      return 'they happened at the same time in the same status, so the hash of the event id decides';
    case 'api version':
      return 'they are one event in two API versions, and its API version is newer';
    case 'body':
      return 'they are one event with two bodies, so the hash of the body decides';
    case 'nothing':
      return 'their versions are equal';
  }
};

/** A version in words. */
export const inWords = (version: string): string => {
  const { terminal, when, dated, updatedAt, progress, rank } = partsOf(version);
  return [
    dated ? `happened ${when}` : `undated, first sent ${when}`,
    updatedAt === undefined ? 'update time unknown' : `object updated ${updatedAt}`,
    ...(progress === undefined ? [] : [`progressed ${progress}`]),
    `status ranks ${rank}${terminal ? ', terminal' : ''}`,
  ].join('; ');
};
