import { setTimeout } from 'node:timers/promises';
import { archivedEvents, archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { differenceOf } from '../../../../functions/shared/query/difference.ts';
import { type Horizon, openHorizon } from '../../../../functions/shared/query/horizon.ts';
import {
  type RecordKey,
  recordKey,
  recordsAt,
  storedRecords,
} from '../../../../functions/shared/query/records.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import type { Target } from '../../pipeline/target.ts';
import type { Progress } from '../../terminal/progress.ts';
import { expectedRecord, isLost, type Lost, lostOf, nothingLost } from './expected.ts';
import { createRebuilt, type Rebuilt } from './rebuilt.ts';
import type { Scratch, Suspects } from './scratch.ts';

/** What a comparison found about one record. */
export interface RecordFinding extends RecordKey {
  /** As it was read. */
  readonly live: DomainRecord | undefined;
  /** As it should be. */
  readonly expected: DomainRecord | undefined;
  readonly lost: Lost;
}

export const differs = ({ live, expected }: RecordFinding): boolean =>
  differenceOf(live, expected).length > 0;

const isReported = (finding: RecordFinding): boolean => isLost(finding.lost) || differs(finding);

/** A domain's records rebuilt, beside the table that is in use. */
export interface Comparison {
  readonly rebuilt: Rebuilt;
  /** How far back an archive with expiring events reaches. */
  readonly horizon: Pick<Horizon, 'since'>;
  /**
   * Keys of the records that differ from the archive.
   * @param settled check again until nothing is in flight: for a report; a repair need not wait.
   */
  suspects(progress: Progress, settled: boolean): Promise<Suspects>;
  /** Reads records again and compares them with the archive. Traffic may run meanwhile. */
  examine(keys: readonly RecordKey[]): Promise<readonly RecordFinding[]>;
}

/** Records that are examined at once. */
const PAGE = 500;
/** Queries at once. */
const QUERIES = 25;

/** How far the clocks of consumers and of this machine may differ, and an index lag behind its table. */
const SLACK_MILLISECONDS = 60_000;
/** What was archived this recently may not be applied yet: checks, and the time between two. */
const CHECKS = 3;
const BETWEEN_CHECKS_MILLISECONDS = 1_000;

interface Comparing {
  /** Remembers for the comparison as long as it is used. */
  readonly scratch: Scratch;
  readonly progress: Progress;
  /** Records do not keep what only lost events explain. */
  readonly prune?: boolean;
  readonly now?: () => number;
}

/** Rebuilds a domain's records from the whole archive. */
export const compareRecords = async (
  target: Target,
  runtime: DomainRuntime,
  { scratch, progress, prune = false, now = Date.now }: Comparing,
): Promise<Comparison> => {
  const { domain } = runtime;
  const rebuilt = createRebuilt(runtime, scratch);
  const horizon = await openHorizon(target.tables.events, { now });
  let readUntil = now() - SLACK_MILLISECONDS;
  let read = 0;
  for await (const event of archivedEvents(target.tables.events)) {
    rebuilt.add(event);
    horizon.take(event);
    progress.report(++read);
  }

  /** Reads what was archived meanwhile, and the events that records name. */
  const catchUp = async (rows: readonly DomainRecord[]): Promise<void> => {
    // A link's event is found by the index alone, which lags: what is pruned must not be its newest.
    if (prune) await setTimeout(BETWEEN_CHECKS_MILLISECONDS);
    const start = now();
    const range = { since: readUntil, until: start + SLACK_MILLISECONDS };
    for await (const event of archivedEvents(target.tables.events, range)) rebuilt.add(event);
    readUntil = start - SLACK_MILLISECONDS;
    const ids = [...new Set(rows.flatMap(({ eventId, tiedWith }) => [eventId, ...tiedWith]))];
    for (let first = 0; first < ids.length; first += QUERIES) {
      const some = ids.slice(first, first + QUERIES);
      const events = await Promise.all(some.map((id) => archivedUnder(target.tables.events, id)));
      for (const event of events.flat()) rebuilt.add(event, true);
    }
  };

  // The records first, then the archive: an event is archived before it is applied, so that every event
  // behind a record that was read can be found.
  const examine: Comparison['examine'] = async (keys) => {
    const live = await recordsAt(target.tables.of(domain), keys);
    const unexplained = [...live.values()].filter((row) => isLost(lostOf(row, rebuilt)));
    if (unexplained.length > 0) await catchUp(unexplained);
    return keys.map(({ pk, sk }) => {
      const key = recordKey({ pk, sk });
      const row = live.get(key);
      const lost = row ? lostOf(row, rebuilt) : nothingLost;
      const expected = expectedRecord(row, rebuilt.rows.at({ pk, sk }), prune ? nothingLost : lost);
      return { pk, sk, live: row, expected, lost };
    });
  };

  const mayBeInFlight = (): boolean =>
    rebuilt.newest !== undefined && rebuilt.newest > now() - SLACK_MILLISECONDS;

  const suspects: Comparison['suspects'] = async (reporting, settled) => {
    const found = scratch.suspects;
    let rows = 0;
    for await (const row of storedRecords(target.tables.of(domain))) {
      scratch.see(row);
      rows += 1;
      reporting.report(rows);
      if (differenceOf(row, rebuilt.rows.at(row)).length > 0) found.add(row);
    }
    found.addUnseen();
    for (let check = 0; settled && check < CHECKS && found.count > 0; check += 1) {
      if (check > 0 && !mayBeInFlight()) break;
      if (check > 0) await setTimeout(BETWEEN_CHECKS_MILLISECONDS);
      for (const page of found.pages(PAGE))
        for (const finding of await examine(page)) if (!isReported(finding)) found.remove(finding);
    }
    return found;
  };

  return { rebuilt, horizon, suspects, examine };
};

/** The findings about records that are not as they should be, a page in memory at a time. */
export async function* findings(
  { examine }: Comparison,
  suspects: Suspects,
): AsyncGenerator<readonly RecordFinding[]> {
  for (const page of suspects.pages(PAGE)) yield (await examine(page)).filter(isReported);
}
