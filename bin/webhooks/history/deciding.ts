import { partsOf } from '../version-parts.ts';

/** The first part of two versions that differs, and so decides which is the higher one. */
export type Part = 'dated' | 'time' | 'updated_at' | 'rank' | 'event id' | 'body' | 'nothing';

/**
 * What decides between two versions, whichever comes first: `dated` when only one event said
 * (plausibly) when it happened, `nothing` when they are the same.
 */
export const decidingPart = (a: string, b: string): Part => {
  const [one, other] = [partsOf(a), partsOf(b)];
  if (one.dated !== other.dated) return 'dated';
  if (one.when !== other.when) return 'time';
  if (one.updatedAt !== other.updatedAt) return 'updated_at';
  if (one.rank !== other.rank) return 'rank';
  if (one.id !== other.id) return 'event id';
  return one.body === other.body ? 'nothing' : 'body';
};

/** Why the higher of two versions is the higher one, in words. */
export const becauseOf = (higher: string, lower: string): string => {
  const [one, other] = [partsOf(higher), partsOf(lower)];
  switch (decidingPart(higher, lower)) {
    case 'dated':
      return 'it says when it happened, the other one does not';
    case 'time':
      return one.dated
        ? `it happened later, ${one.when} and not ${other.when}`
        : `neither is dated, and it was sent later, ${one.when} and not ${other.when}`;
    case 'updated_at':
      return `they happened at the same time, and its object was updated ${one.updatedAt ?? 'at no known time'} and not ${other.updatedAt ?? 'at no known time'}`;
    case 'rank':
      return `they happened at the same time, and its status ranks ${one.rank} and not ${other.rank}`;
    case 'event id':
      return 'they happened at the same time in the same status, so the hash of the event id decides';
    case 'body':
      return 'they are one event with two bodies, so the hash of the body decides';
    case 'nothing':
      return 'they are of one version';
  }
};

/** A version in words. */
export const inWords = (version: string): string => {
  const { when, dated, updatedAt, rank } = partsOf(version);
  const time = dated ? `happened ${when}` : `undated, sent ${when}`;
  return `${time}; object updated ${updatedAt ?? 'at no known time'}; status ranks ${rank}`;
};
