import type { Domain } from '../../../../functions/shared/domain.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import {
  differenceOf,
  type FieldDifference,
} from '../../../../functions/shared/query/difference.ts';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { dynamodbStore } from '../../../../functions/shared/store/dynamodb.ts';
import type { Target } from '../../pipeline/target.ts';
import { number } from '../../terminal/table.ts';
import {
  type Comparison,
  compareRecords,
  differs,
  findings,
  type RecordFinding,
} from './compare.ts';
import { lostAt } from './expected.ts';
import type { Rebuilt } from './rebuilt.ts';
import { type Repair, repairRecords } from './repair.ts';
import { createScratch, type Scratch } from './scratch.ts';

export interface RebuildOptions {
  /** Only the records of this object: its timeline as it was read. */
  readonly object?: Timeline | undefined;
  /** Compare with the table that is in use. */
  readonly compare?: boolean;
  /** Compare, and make that table match the archive. */
  readonly repair?: boolean;
  /** Records follow from the archive alone: what only lost events explain is removed. */
  readonly prune?: boolean;
  /** Repair records of a higher revision than this code's, too: else they stay as they are. */
  readonly lower?: boolean;
  /** Another table, by its physical name, to join the rebuilt records into. */
  readonly into?: string;
  /** UTC text: events that happened before may be missing from the archive. */
  readonly keptSince?: string;
  /** Records that are reported one by one; all are counted. */
  readonly limit?: number;
  readonly now?: () => number;
  /** Called with what is in progress and its current count. */
  readonly onProgress?: (doing: string, count: number) => void;
}

/** A record that is not what it should be, or that depends on lost events. */
export interface RecordReport {
  readonly pk: string;
  readonly sk: string;
  /** Whether to put it, to change fields, to remove it, or to keep it although its events are lost. */
  readonly is: 'missing' | 'different' | 'superfluous' | 'kept';
  /** From what is stored to what should be. */
  readonly fields: readonly FieldDifference[];
  /** Events behind it that the archive does not hold: ids; of a link's event only its version is known. */
  readonly lost: { own?: string; link?: string; ties?: readonly string[] };
}

export interface RebuildReport {
  readonly domain: string;
  readonly rows: number;
  readonly events: number;
  /** Ids of events that could not be projected. */
  readonly unprojected: readonly string[];
  /** When the oldest event of the archive was archived, UTC text. */
  readonly horizon: string | undefined;
  /** Where events expire: those from before then (UTC) may be missing. */
  readonly expiredBefore: string | undefined;
  /** Records that differ, before any repair. */
  readonly differing: number;
  /** Records that depend on missing events which the archive should hold. */
  readonly resting: number;
  /** Records that depend on missing events from before the archive begins. */
  readonly restingBefore: number;
  readonly reported: readonly RecordReport[];
  readonly repairs: Readonly<Partial<Record<Repair, number>>>;
}

/** What a comparison found, and what a repair did about it. */
type Compared = Pick<
  RebuildReport,
  'differing' | 'resting' | 'restingBefore' | 'reported' | 'repairs'
>;

const notCompared: Compared = {
  ...{ differing: 0, resting: 0, restingBefore: 0, reported: [], repairs: {} },
};

const reportOf = (finding: RecordFinding): RecordReport => {
  const { pk, sk, live, expected, lost } = finding;
  const both = live !== undefined && expected !== undefined;
  const alone = live === undefined ? 'missing' : 'superfluous';
  return {
    pk,
    sk,
    is: both ? (differs(finding) ? 'different' : 'kept') : alone,
    fields: both ? differenceOf(live, expected) : [],
    lost: {
      ...(live && lost.own ? { own: live.eventId } : {}),
      ...(live?.link && lost.link ? { link: live.link.version } : {}),
      ...(lost.ties.length > 0 ? { ties: lost.ties } : {}),
    },
  };
};

/** Records that are joined into another table concurrently, and those in memory meanwhile. */
const [CONCURRENCY, PAGE] = [25, 500];

const writeInto = async (
  target: Target,
  table: string,
  domain: Domain,
  { records }: Rebuilt,
): Promise<void> => {
  const tables = { events: target.tables.events.name, state: table };
  const store = dynamodbStore(target.dynamodb, tables, domain);
  for (const page of records.pages(PAGE)) await concurrently(page, CONCURRENCY, store.apply);
};

/** Counts findings, and reports the first of them. */
const createFindingCounter = (completeSince: string, { prune, limit = 100 }: RebuildOptions) => {
  const counts = { differing: 0, resting: 0, restingBefore: 0 };
  const reported: RecordReport[] = [];
  return {
    add: (finding: RecordFinding): void => {
      if (differs(finding)) counts.differing += 1;
      const at = finding.live && !prune ? lostAt(finding.live, finding.lost) : undefined;
      if (at !== undefined) counts[at < completeSince ? 'restingBefore' : 'resting'] += 1;
      if (reported.length < limit) reported.push(reportOf(finding));
    },
    result: () => ({ ...counts, reported }),
  };
};

/** Compares the table in use with the rebuilt records, and repairs it by the options. */
const compareTable = async (
  target: Target,
  { domain }: DomainRuntime,
  comparison: Comparison,
  completeSince: string,
  options: RebuildOptions,
): Promise<Compared> => {
  const { repair = false, lower = false, onProgress } = options;
  const counter = createFindingCounter(completeSince, options);
  const repairs: Partial<Record<Repair, number>> = {};
  const highest = lower ? Number.POSITIVE_INFINITY : domain.revision;
  const suspects = await comparison.suspects(
    (count) => onProgress?.('records compared', count),
    !repair,
  );
  let examined = 0;
  for await (const page of findings(comparison, suspects)) {
    page.forEach(counter.add);
    if (repair)
      for (const [made, count] of await repairRecords(target, domain, page, {
        comparison,
        highest,
      }))
        repairs[made] = (repairs[made] ?? 0) + count;
    examined += page.length;
    onProgress?.(`of ${number(suspects.count)} records examined`, examined);
  }
  return { ...counter.result(), repairs };
};

const rebuildWith = async (
  scratch: Scratch,
  target: Target,
  runtime: DomainRuntime,
  options: RebuildOptions,
): Promise<RebuildReport> => {
  const { object, compare, repair, prune = false, into, keptSince = '', now, onProgress } = options;
  const comparison = await compareRecords(target, runtime, {
    scratch,
    object,
    prune,
    ...(now ? { now } : {}),
    onRead: (count) => onProgress?.('events of the archive read', count),
  });
  const { rebuilt, horizon } = comparison;
  const expiredBefore = horizon.since === undefined ? undefined : isoTime(horizon.since);
  const completeSince = expiredBefore && expiredBefore > keptSince ? expiredBefore : keptSince;
  if (into !== undefined) await writeInto(target, into, runtime.domain, rebuilt);
  return {
    domain: runtime.domain.name,
    rows: rebuilt.records.count,
    events: rebuilt.events,
    unprojected: rebuilt.unprojected,
    horizon: rebuilt.horizon === undefined ? undefined : isoTime(rebuilt.horizon),
    expiredBefore,
    ...(compare || repair
      ? await compareTable(target, runtime, comparison, completeSince, options)
      : notCompared),
  };
};

/** Rebuilds a domain's records from the archive, and compares, repairs or copies them by the options. */
export const rebuild = async (
  target: Target,
  runtime: DomainRuntime,
  options: RebuildOptions,
): Promise<RebuildReport> => {
  const scratch = createScratch();
  try {
    return await rebuildWith(scratch, target, runtime, options);
  } finally {
    scratch.close();
  }
};

/** Whether the table in use is what it should be, as far as the report goes. */
export const isClean = (report: RebuildReport, repaired: boolean): boolean => {
  const { contested = 0, refused = 0, newer = 0 } = report.repairs;
  const remaining = repaired ? contested + refused + newer : report.differing;
  return remaining === 0 && report.resting === 0;
};
