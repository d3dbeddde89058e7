import type { AuditOptions } from '../../bin/webhooks/audit/audit.ts';
import { createPatience } from '../../bin/webhooks/audit/patience.ts';

/** What an audit is told where nothing is under way, and none need be waited for. @param now its clock. */
export const quiet = (now: () => number): Pick<AuditOptions, 'waiting' | 'patience'> => ({
  waiting: async () => new Map(),
  patience: createPatience(now, async () => {}),
});
