import type { AuditOptions } from '../../../functions/scheduled/audit/audit.ts';
import { createRechecks } from '../../../functions/scheduled/audit/rechecks.ts';

/** Options of an audit while nothing is in flight, so that it never waits. @param now its clock. */
export const quiet = (now: () => number): Pick<AuditOptions, 'waiting' | 'rechecks'> => ({
  waiting: async () => new Map(),
  rechecks: createRechecks(now, async () => {}),
});
