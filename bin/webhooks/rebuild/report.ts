import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import { isoTime } from '../../../functions/shared/event/time.ts';
import { dynamodbStore } from '../../../functions/shared/store/dynamodb.ts';
import { differenceOf, type FieldDifference } from '../difference.ts';
import { createProgress } from '../progress.ts';
import { number } from '../table.ts';
import { type Target, tableOf } from '../target/target.ts';
import { compareRows, differs, type Finding, findings } from './compare.ts';
import { lostAt } from './expected.ts';
import type { Rebuilt } from './rebuilt.ts';
import { type Repair, repairRows } from './repair.ts';
import { createScratch, type Scratch } from './scratch.ts';

export interface RebuildOptions {
  /** Compare with the table that is in use. */
  readonly compare?: boolean;
  /** Compare, and make that table what the archive tells. */
  readonly repair?: boolean;
  /** Rows rest on the archive alone: what it has lost goes. */
  readonly prune?: boolean;
  /** Repair rows of a higher revision than this code's, too: else they stay as they are. */
  readonly lower?: boolean;
  /** Another table, by its physical name, to join the rebuilt rows into. */
  readonly into?: string;
  /** UTC text: events that happened before may be missing from the archive. */
  readonly keptSince?: string;
  /** Rows that are told of one by one; all are counted. */
  readonly limit?: number;
  readonly now?: () => number;
}

/** A row that is not what it ought to be, or that rests on lost events. */
export interface Told {
  readonly pk: string;
  readonly sk: string;
  /** Whether to put it, to change fields, to remove it, or to keep it on its own word. */
  readonly is: 'missing' | 'different' | 'superfluous' | 'kept';
  /** From what is stored to what ought to be. */
  readonly fields: readonly FieldDifference[];
  /** Events that it rests on and the archive lacks: ids; of a link's event only its version is known. */
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
  /** Where the archive keeps its events for a time: those from before then (UTC) may have expired. */
  readonly expiredBefore: string | undefined;
  /** Rows that differ, before any repair. */
  readonly differing: number;
  /** Rows that rest on events which the archive ought to hold. */
  readonly resting: number;
  /** Rows that rest on events from before the time that the archive is kept since. */
  readonly restingBefore: number;
  readonly told: readonly Told[];
  readonly repairs: Readonly<Partial<Record<Repair, number>>>;
}

const tell = (finding: Finding): Told => {
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

/** Rows that are joined into another table at once. */
const AT_ONCE = 25;

const writeInto = async (target: Target, table: string, { rows }: Rebuilt): Promise<void> => {
  const store = dynamodbStore(target.dynamodb, {
    events: tableOf(target, 'events'),
    state: table,
  });
  for (const page of rows.pages(AT_ONCE)) await Promise.all(page.map((row) => store.apply(row)));
};

const rebuildWith = async (
  scratch: Scratch,
  target: Target,
  runtime: DomainRuntime,
  options: RebuildOptions,
): Promise<RebuildReport> => {
  const { compare, repair, prune = false, lower, into, keptSince = '', limit = 100, now } = options;
  const { name: domain, revision } = runtime.domain;
  const progress = createProgress('events of the archive read');
  const settings = { scratch, progress, prune, ...(now ? { now } : {}) };
  const comparison = await compareRows(target, runtime, settings);
  progress.end();
  const { rebuilt, horizon } = comparison;
  const expiredBefore = horizon.since === undefined ? undefined : isoTime(horizon.since);
  const completeSince = expiredBefore && expiredBefore > keptSince ? expiredBefore : keptSince;
  if (into !== undefined) await writeInto(target, into, rebuilt);

  let [differing, resting, restingBefore, done] = [0, 0, 0, 0];
  const told: Told[] = [];
  const repairs: Partial<Record<Repair, number>> = {};
  if (compare || repair) {
    const comparing = createProgress('rows compared');
    const suspects = await comparison.suspects(comparing, !repair);
    comparing.end();
    const repairing = { comparison, highest: lower ? Number.POSITIVE_INFINITY : revision };
    const working = createProgress(`of ${number(suspects.count)} rows looked into`);
    for await (const page of findings(comparison, suspects)) {
      for (const finding of page) {
        if (differs(finding)) differing += 1;
        const at = finding.live && !prune ? lostAt(finding.live, finding.lost) : undefined;
        if (at !== undefined && at < completeSince) restingBefore += 1;
        else if (at !== undefined) resting += 1;
        if (told.length < limit) told.push(tell(finding));
      }
      if (repair)
        for (const [made, count] of await repairRows(target, domain, page, repairing))
          repairs[made] = (repairs[made] ?? 0) + count;
      done += page.length;
      working.report(done);
    }
    working.end();
  }
  return {
    domain,
    rows: rebuilt.rows.count,
    events: rebuilt.events,
    unprojected: rebuilt.unprojected,
    horizon: rebuilt.horizon === undefined ? undefined : isoTime(rebuilt.horizon),
    expiredBefore,
    differing,
    resting,
    restingBefore,
    told,
    repairs,
  };
};

/** Rebuilds a domain's rows from the archive and does with them what the options say. */
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

/** Whether the table in use is what it ought to be, as far as the report goes. */
export const isClean = (report: RebuildReport, repaired: boolean): boolean => {
  const { contested = 0, refused = 0, newer = 0 } = report.repairs;
  const left = repaired ? contested + refused + newer : report.differing;
  return left === 0 && report.resting === 0;
};
