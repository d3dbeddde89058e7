import {
  type AuditResults,
  readResults,
} from '../../../../../functions/scheduled/audit-pass/results.ts';
import { readHeartbeat } from '../../../../../functions/scheduled/heartbeat/results.ts';
import type { Table } from '../../../../../functions/shared/query/table.ts';
import { controlTableOf } from '../../../pipeline/control/trail.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, problem, warning } from '../check.ts';
import type { CheckContext } from '../context.ts';

const HOUR_MS = 3_600_000;
/** Two runs and what the second may take. */
const MISSED_MS = 2.5 * HOUR_MS;
/** A check of all records begins once a day, and may take many runs. */
const OUTDATED_MS = 72 * HOUR_MS;
/** How long a breach that later runs no longer see is reported. */
const RECENT_MS = 7 * 24 * HOUR_MS;

const age = (at: number): string => durationOf(Math.max(0, Date.now() - at));
const isOlder = (at: number, milliseconds: number): boolean => Date.now() - at > milliseconds;

const NOT_YET = 'None has run yet. The first one does within an hour after the deployment.';

/** The control table of a stage with this scheduled function; undefined where it has none. */
const controlOf = async ({ target }: CheckContext, name: string): Promise<Table | undefined> => {
  const connected = await target();
  if (!connected.outputs.hourlyChecks?.includes(name)) return undefined;
  return { client: connected.dynamodb, name: controlTableOf(connected) };
};

const breachText = (breaches: number, subject: string): string =>
  `${subject} found ${counted(breaches, 'breach', 'breaches')} of the rule: wrong records, or lost events.`;

/** What all records were found to be: by the last check of them. */
const recordsFinding = (
  { backward }: AuditResults,
  { pipeline, logsOf }: CheckContext,
): CheckFinding | undefined => {
  const { last, progress } = backward ?? {};
  const soFar = progress?.breaches ?? 0;
  if (progress && soFar > 0)
    return problem(
      breachText(
        soFar,
        `The audit of all records that began ${age(progress.startedAt)} ago has not ended, and`,
      ),
      commandLine('audit', { pipeline }),
    );
  if (last && last.breaches > 0)
    return problem(
      breachText(last.breaches, `The audit of all records that ended ${age(last.endedAt)} ago`),
      commandLine('audit', { pipeline }),
    );
  if (last && isOlder(last.startedAt, OUTDATED_MS))
    return warning(
      `All records were last checked ${age(last.endedAt)} ago, and should be every day: runs fail, or there are too many records for them.`,
      logsOf('audit'),
    );
  return undefined;
};

const recordsText = ({ backward }: AuditResults): string => {
  const { last, progress } = backward ?? {};
  const known = last
    ? `All ${counted(last.records, 'record')} were checked ${age(last.endedAt)} ago`
    : 'All records are being checked for the first time';
  return progress
    ? `${known}; a check has come to ${counted(progress.records, 'record')}.`
    : `${known}.`;
};

const auditFinding = (results: AuditResults, context: CheckContext): CheckFinding => {
  const { forward, broken } = results;
  const { pipeline, logsOf } = context;
  if (!forward) return warning(NOT_YET, logsOf('audit'));
  const again = commandLine('audit', { options: ['--since', '7d'], pipeline });
  if (forward.breaches > 0)
    return problem(
      breachText(forward.breaches, `The audit of two hours that ended ${age(forward.endedAt)} ago`),
      again,
    );
  if (isOlder(forward.endedAt, MISSED_MS))
    return problem(
      `The last one ended ${age(forward.endedAt)} ago, and one should run every hour: they fail, or are not invoked.`,
      logsOf('audit'),
    );
  const ofRecords = recordsFinding(results, context);
  if (ofRecords) return ofRecords;
  if (broken && !isOlder(broken.endedAt, RECENT_MS))
    return warning(
      `${breachText(broken.breaches, `The audit of two hours that ended ${age(broken.endedAt)} ago`)} Later ones no longer look at these hours.`,
      again,
    );
  return ok(
    `Ended ${age(forward.endedAt)} ago: nothing breaks the rule in ${counted(forward.events, 'event')} of two hours. ${recordsText(results)}`,
  );
};

/** The scheduled audit runs, and finds nothing; nothing is reported where a stage has none. */
export const scheduledAudit: Check = {
  name: 'scheduled audit',
  after: ['pipeline'],
  run: async (context) => {
    const control = await controlOf(context, 'audit');
    return control ? [auditFinding(await readResults(control), context)] : [];
  },
};

/** Heartbeats are sent every hour, and arrive; nothing is reported where a stage sends none. */
export const scheduledHeartbeat: Check = {
  name: 'scheduled heartbeat',
  after: ['pipeline'],
  run: async (context) => {
    const control = await controlOf(context, 'heartbeat');
    if (!control) return [];
    const logs = context.logsOf('heartbeat');
    const last = await readHeartbeat(control);
    if (!last) return [warning(NOT_YET, logs)];
    const { sentAt, took, failure } = last;
    if (took === undefined)
      return [
        problem(
          `The one of ${age(sentAt)} ago failed. ${failure ?? 'Its cause is unknown.'}`,
          logs,
        ),
      ];
    if (isOlder(sentAt, MISSED_MS))
      return [
        problem(
          `The last one was sent ${age(sentAt)} ago, and one should be every hour: its function fails, or is not invoked.`,
          logs,
        ),
      ];
    return [
      ok(`Sent ${age(sentAt)} ago, and noted in the archive's table after ${durationOf(took)}.`),
    ];
  },
};
