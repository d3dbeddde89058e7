import type { Outcome } from '../../functions/shared/event/read.ts';

/** What can become of an event, in the order that it is told in. */
export const outcomes = [
  'accepted',
  'unrecognized',
  'unrouted',
  'quarantined',
] as const satisfies readonly Outcome[];
