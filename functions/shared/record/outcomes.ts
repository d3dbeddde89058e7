import type { Outcome } from './read.ts';

/** The outcomes of an event, in the order in which they are listed. */
export const outcomes = [
  'accepted',
  'unrecognized',
  'unrouted',
  'quarantined',
  'void',
] as const satisfies readonly Outcome[];
