import type { AuditOptions } from '../../../functions/scheduled/audit/audit.ts';
import { createRechecks } from '../../../functions/scheduled/audit/rechecks.ts';

/** What an audit is told where nothing is under way, and none need be waited for. @param now its clock. */
export const quiet = (now: () => number): Pick<AuditOptions, 'waiting' | 'rechecks'> => ({
  waiting: async () => new Map(),
  rechecks: createRechecks(now, async () => {}),
});
