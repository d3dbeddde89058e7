import { waitingMessages } from '../../../bin/webhooks/pipeline/queues/queues.ts';
import { audit } from '../../../functions/scheduled/audit/audit.ts';
import { runCommand } from '../../support/tool/command-line.ts';
import type { Stand } from './stand.ts';

const SHOWN = 5;

/** What breaches the audit finds, in this process: starting the command takes a second each time. */
export const breachesOf = async ({ target }: Stand): Promise<readonly string[]> => {
  const { breaches } = await audit(target.tables, {
    log: target.accepted,
    waiting: () => waitingMessages(target),
    limit: SHOWN,
  });
  return breaches.listed.map((breach) => `audit: ${JSON.stringify(breach)}`);
};

/** The same by the command that a person uses. */
export const auditCommand = async ({ dir }: Stand): Promise<readonly string[]> => {
  const { code, out, err } = await runCommand(dir, ['audit']);
  return code === 0 ? [] : [`webhooks audit ended with ${code}:\n${out}${err}`];
};
