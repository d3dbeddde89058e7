import type { Outcome } from '../../functions/shared/event/read.ts';

/** The outcomes of an event, in the order in which they are listed. */
export const outcomes = [
  'accepted',
  'unrecognized',
  'unrouted',
  'quarantined',
] as const satisfies readonly Outcome[];
