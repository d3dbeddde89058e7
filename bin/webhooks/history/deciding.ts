import { partsOf, type VersionParts } from '../version-parts.ts';

/** The first part of two versions that differs, and so decides which is the higher one. */
export type Part =
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
const decisive: readonly (readonly [part: Part, field: keyof VersionParts])[] = [
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
export const decidingPart = (a: string, b: string): Part => {
  const [lower, higher] = a < b ? [partsOf(a), partsOf(b)] : [partsOf(b), partsOf(a)];
  const part = decisive.find(([, field]) => lower[field] !== higher[field])?.[0] ?? 'nothing';
  return part === 'terminal' && higher.when > lower.when ? 'time' : part;
};

const momentIn = ({ dated, when }: VersionParts): string =>
  dated ? when : `${when} (undated: when it was first sent)`;

/** Why the higher of two versions is the higher one, in words. */
export const becauseOf = (higher: string, lower: string): string => {
  const [one, other] = [partsOf(higher), partsOf(lower)];
  switch (decidingPart(higher, lower)) {
    case 'terminal':
      return 'its state is terminal, which nothing follows';
    case 'time':
      return `it happened later, ${momentIn(one)} and not ${momentIn(other)}`;
    case 'dated':
      return 'it states when it happened, the other one does not';
    case 'updated_at':
      return `they happened at the same time, and its object was updated ${one.updatedAt ?? 'at no known time'} and not ${other.updatedAt ?? 'at no known time'}`;
    case 'progress':
      return `they happened at the same time, and its object had come further, ${one.progress ?? 'at no known time'} and not ${other.progress ?? 'at no known time'}`;
    case 'rank':
      return `they happened at the same time, and its status ranks ${one.rank} and not ${other.rank}`;
    case 'amounts':
      return 'they happened at the same time in the same status, and its amounts or counts, which only grow, are higher';
    case 'event id':
      return 'they happened at the same time in the same status, so the hash of the event id decides';
    case 'api version':
      return 'they are one event in two API versions, and its own is the newer one';
    case 'body':
      return 'they are one event with two bodies, so the hash of the body decides';
    case 'nothing':
      return 'they are of one version';
  }
};

/** A version in words. */
export const inWords = (version: string): string => {
  const { terminal, when, dated, updatedAt, progress, rank } = partsOf(version);
  return [
    dated ? `happened ${when}` : `undated, first sent ${when}`,
    `object updated ${updatedAt ?? 'at no known time'}`,
    ...(progress === undefined ? [] : [`had come further ${progress}`]),
    `status ranks ${rank}${terminal ? ', terminal' : ''}`,
  ].join('; ');
};
