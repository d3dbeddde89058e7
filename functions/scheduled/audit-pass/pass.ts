import { isoTime } from '../../shared/event/time.ts';
import type { Log } from '../../shared/lambda/log.ts';
import type { AcceptedLog } from '../../shared/query/logs/ingress-log.ts';
import type { Table, Tables } from '../../shared/query/table.ts';
import { audit } from '../audit/audit.ts';
import { labelLives } from '../audit/evidence/labels.ts';
import type { Finding } from '../audit/findings.ts';
import { createRechecks, type Rechecks } from '../audit/rechecks.ts';
import { beginning, explainPage, type Progress } from './explain-page.ts';
import { type AuditResults, type Backward, keepResult, readResults } from './results.ts';

export interface PassDependencies {
  readonly tables: Tables;
  /** Where the results are kept. */
  readonly control: Table;
  /** What the ingress accepted. */
  readonly accepted: AcceptedLog;
  /** Messages that wait, by queue. */
  readonly waiting: () => Promise<ReadonlyMap<string, number>>;
  /** Days that the archive keeps an event; undefined keeps it permanently. */
  readonly archiveDays: number | undefined;
  readonly log: Pick<Log, 'info' | 'error'>;
  readonly now: () => number;
  /** When no further page of records is begun, epoch milliseconds. */
  readonly deadline: number;
  readonly rechecks?: Rechecks;
  /** Records of a page. */
  readonly pageSize?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A run looks at this time again, so that what one run missed the next one sees. */
const LENGTH = 2 * HOUR;
/** CloudWatch shows a log line within minutes: what is younger could seem to be unlogged. */
const LAG = 10 * MINUTE;
/** All records are checked once a day, by the first run after this time. */
const PERIOD = 23.5 * HOUR;

/** Breaches that are kept and logged: all are counted. */
export const LISTED = 20;

const lineOf = ({ rule, domain, eventId, row, detail }: Finding): string =>
  [rule, domain, eventId, ...(row ? [row.pk, row.sk] : []), detail].join(' ');

/** A line that is a metric and fires an alarm. It has keys and ids, and no value of a record. */
const report = (
  log: PassDependencies['log'],
  part: 'forward' | 'backward',
  breaches: number,
  listed: readonly Finding[],
): void => {
  if (breaches > 0) log.error('breaches', { part, breaches, listed: listed.map(lineOf) });
};

/** Audits the last hours: effects of archived events, and what the ingress accepted. */
const auditForward = async (dependencies: PassDependencies): Promise<void> => {
  const { tables, control, accepted, waiting, log, now, rechecks } = dependencies;
  const until = now() - LAG;
  const since = until - LENGTH;
  const { archive, balance, breaches } = await audit(tables, {
    ...{ log: accepted, waiting, now, limit: LISTED, range: { since, until } },
    labels: await labelLives(control),
    ...(rechecks && { rechecks }),
  });
  report(log, 'forward', breaches.total, breaches.listed);
  const result = {
    ...{ endedAt: now(), since, until },
    events: Object.values(archive).reduce((sum, count) => sum + count, 0),
    accepted: balance.accepted,
    waiting: balance.waiting,
    lost: balance.lost,
    breaches: breaches.total,
    listed: breaches.listed,
  };
  if (breaches.total > 0) await keepResult(control, 'broken', result);
  await keepResult(control, 'forward', result);
  const { listed: _listed, endedAt: _endedAt, ...counts } = result;
  const times = { since: isoTime(since), until: isoTime(until) };
  log.info('audited', { part: 'forward', ...counts, ...times });
};

/** From when on all events are there. What has expired does not come back when the setting is changed. */
const expiredSince = (
  { expiredSince: before }: Backward,
  archiveDays: number | undefined,
  now: number,
): number | undefined =>
  archiveDays === undefined ? before : Math.max(before ?? 0, now - archiveDays * DAY);

/** Checks pages of records until the deadline, or the last one. @returns how far that came. */
const checkPages = async (
  { tables, control, log, now, deadline, pageSize, ...dependencies }: PassDependencies,
  kept: Omit<Backward, 'progress'>,
  from: Progress,
): Promise<Progress> => {
  const { rechecks = createRechecks(now) } = dependencies;
  const since = kept.expiredSince;
  const explaining = { tables, since, rechecks, limit: LISTED, ...(pageSize && { pageSize }) };
  let progress = from;
  while (now() < deadline) {
    const page = await explainPage(explaining, progress);
    // A domain that is no longer there has no page: what remains is up to the next check.
    if (!page) return { ...progress, domain: undefined };
    // Before it is noted that the page is checked: rather twice than never.
    report(log, 'backward', page.breaches, page.listed);
    progress = page.progress;
    if (progress.domain === undefined) return progress;
    await keepResult(control, 'backward', { ...kept, progress });
  }
  return progress;
};

/** Goes on with the check of all records, or begins the next one when it is due, until the deadline. */
const auditBackward = async (
  dependencies: PassDependencies,
  { backward: known = {} }: AuditResults,
): Promise<void> => {
  const { control, archiveDays, log, now } = dependencies;
  const isDue = known.last === undefined || now() - known.last.startedAt >= PERIOD;
  if (known.progress === undefined && !isDue) return;
  const since = expiredSince(known, archiveDays, now());
  const kept = {
    ...(known.last && { last: known.last }),
    ...(since !== undefined && { expiredSince: since }),
  };
  const reached = await checkPages(dependencies, kept, known.progress ?? beginning(now()));
  const { domain, after: _after, listed, startedAt, ...counts } = reached;
  const isComplete = domain === undefined;
  if (isComplete) {
    const last = { ...counts, listed, startedAt, endedAt: now() };
    await keepResult(control, 'backward', { ...kept, last });
  }
  log.info('audited', { part: 'backward', isComplete, ...counts, startedAt: isoTime(startedAt) });
};

/**
 * Audits a pipeline: what happened in the last two hours, and once a day whether archived events explain every
 * stored record, in as many runs as that takes. Both only read; results and progress are kept in the control
 * table, so that a run that is killed at any point is made up for by the next one.
 */
export const pass = async (dependencies: PassDependencies): Promise<void> => {
  await auditForward(dependencies);
  await auditBackward(dependencies, await readResults(dependencies.control));
};
