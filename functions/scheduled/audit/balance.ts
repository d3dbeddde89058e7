import type { Range } from '../../shared/event/time.ts';
import { isoTime } from '../../shared/event/time.ts';
import type { Horizon } from '../../shared/query/horizon.ts';
import type { AcceptedLine, AcceptedLog } from '../../shared/query/logs/ingress-log.ts';
import type { Outcome } from '../../shared/record/read.ts';
import type { ArchivedEvent } from '../../shared/store/store.ts';
import { collectDigests } from './digest-set.ts';
import type { Evidence, LogLine } from './evidence/evidence.ts';
import type { Findings } from './findings.ts';
import type { Rechecks } from './rechecks.ts';

/** What the ingress accepted, by its result: `accepted` is the sum of the rest up to `lost`. */
export interface BalanceFigures {
  /** When the ingress's log begins, UTC; undefined where there is none. */
  readonly logSince: string | undefined;
  /** Distinct bodies, by digest. */
  readonly accepted: number;
  readonly archived: Readonly<Record<Outcome, number>>;
  /** Not archived any more: from before the archive's horizon. */
  readonly expired: number;
  /** At most this many: not archived, while their queues hold as many messages. */
  readonly waiting: number;
  readonly lost: number;
  /** Lines about a body that an earlier line was about. */
  readonly redelivered: number;
  /** Archived, and received since the log begins (but for the last minute), but no line accepts them. */
  readonly unlogged: number;
  readonly unreadableLines: number;
}

/** Where a balance looks things up. */
export interface BalanceSources {
  readonly log: AcceptedLog;
  /** The outcome of an archived event, by id and digest. */
  archived(line: AcceptedLine): Promise<Outcome | undefined>;
  /** Messages that wait, by queue. */
  waiting(): Promise<ReadonlyMap<string, number>>;
}

export interface Balance {
  /** Takes an archived event of the time. @returns whether a line accepts it, as far as the log was read. */
  archived(event: Pick<ArchivedEvent, 'digest' | 'outcome' | 'receivedAt'>): LogLine;
  /** Looks up the lines without an archived event, and returns the figures. */
  finish(): Promise<BalanceFigures>;
}

/** Lines of one queue that are named where no event was archived for them; all are counted. */
const MAX_NAMED = 10_000;

interface Missing {
  count: number;
  readonly named: AcceptedLine[];
}

interface BalanceContext {
  readonly breaches: Findings;
  readonly rechecks: Rechecks;
  readonly horizon: Pick<Horizon, 'since'>;
  readonly evidence: Pick<Evidence, 'accept' | 'judge'>;
}

/** Reads the ingress's log for a balance with the archive: 9 bytes of memory an accepted line. */
export const openBalance = async (
  { log, archived: lookUp, waiting }: BalanceSources,
  { breaches, rechecks, horizon, evidence }: BalanceContext,
  range: Partial<Range> = {},
): Promise<Balance> => {
  const logSince = await log.reachesBack();
  const digests = collectDigests();
  let lines = 0;
  let unreadableLines = 0;
  for await (const line of log.lines(range)) {
    if (line === 'unreadable') unreadableLines += 1;
    else {
      lines += 1;
      digests.add(line.digest);
    }
  }
  /** Marked once their result is known. */
  const accepted = digests.toSet();
  const archived = { accepted: 0, unrecognized: 0, unrouted: 0, quarantined: 0, void: 0 };
  let expired = 0;
  let earliest = range.since ?? Number.NEGATIVE_INFINITY;

  const isMissing = async (line: AcceptedLine): Promise<boolean> => {
    const outcome = await lookUp(line);
    if (outcome && accepted.mark(line.digest) === 'first') archived[outcome] += 1;
    return outcome === undefined;
  };

  /** Looks up each line without an archived event of the time. @returns what is missing, by queue. */
  const lookUpRest = async (): Promise<ReadonlyMap<string, Missing>> => {
    const missing = new Map<string, Missing>();
    const recent: AcceptedLine[] = [];
    const put = (line: AcceptedLine): void => {
      if (accepted.mark(line.digest) !== 'first') return;
      if (horizon.since !== undefined && line.at < horizon.since) {
        expired += 1;
        return;
      }
      const ofQueue = missing.get(line.queue) ?? { count: 0, named: [] };
      missing.set(line.queue, ofQueue);
      ofQueue.count += 1;
      if (ofQueue.named.length < MAX_NAMED) ofQueue.named.push(line);
    };
    for await (const line of log.lines({ since: earliest })) {
      if (line === 'unreadable') continue;
      evidence.accept(line.digest);
      if (!accepted.isUnmarked(line.digest) || !(await isMissing(line))) continue;
      if (rechecks.isRecent(line.at)) recent.push(line);
      else put(line);
    }
    const remaining = await rechecks.recheck(recent, async (lines) => {
      const again: AcceptedLine[] = [];
      for (const line of lines) if (await isMissing(line)) again.push(line);
      return again;
    });
    for (const line of remaining) put(line);
    return missing;
  };

  /** What is missing may wait: counted before it was looked up, since it may be archived meanwhile. */
  const settle = async (): Promise<{ waiting: number; lost: number }> => {
    const before = await waiting();
    const missing = await lookUpRest();
    const after = await waiting();
    let held = 0;
    let lost = 0;
    for (const [queue, { count, named }] of missing) {
      const waits = Math.max(before.get(queue) ?? 0, after.get(queue) ?? 0);
      held += Math.min(count, waits);
      lost += Math.max(count - waits, 0);
      if (count > waits)
        for (const { eventId, digest, at } of named)
          breaches.add({
            rule: 'balance',
            domain: queue,
            eventId,
            digest,
            detail: `accepted at ${isoTime(at)} and not archived (${count} such, ${waits} messages wait in its queues)`,
          });
    }
    return { waiting: held, lost };
  };

  return {
    archived: ({ digest, outcome, receivedAt }) => {
      const mark = accepted.mark(digest);
      if (mark === 'first') archived[outcome] += 1;
      if (mark !== 'unknown') return 'accepted';
      if (logSince === undefined || receivedAt < logSince) return 'beyond';
      earliest = Math.min(earliest, receivedAt);
      return 'missing';
    },
    finish: async () => {
      const { waiting: held, lost } = await settle();
      return {
        logSince: logSince === undefined ? undefined : isoTime(logSince),
        accepted: accepted.size,
        archived,
        expired,
        waiting: held,
        lost,
        redelivered: lines - accepted.size,
        unlogged: evidence.judge(),
        unreadableLines,
      };
    },
  };
};
