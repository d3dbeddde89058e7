import { setTimeout } from 'node:timers/promises';
import { archivedEvents, archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import { differenceOf, isStoredAlike } from '../../../../functions/shared/query/difference.ts';
import { type Horizon, openHorizon } from '../../../../functions/shared/query/horizon.ts';
import {
  type RecordKey,
  recordKey,
  recordsAt,
  storedRecords,
} from '../../../../functions/shared/query/records.ts';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { withIndexKeys } from '../../../../functions/shared/store/index-keys.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import type { Target } from '../../pipeline/target.ts';
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
   * @param onRead called with the number of records read.
   * @param settled check again until nothing is in flight: for a report; a repair need not wait.
   */
  suspects(onRead: (count: number) => void, settled: boolean): Promise<Suspects>;
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
  /** Only this object's records; all of the domain by default. */
  readonly object?: Timeline | undefined;
  /** Remembers for the comparison as long as it is used. */
  readonly scratch: Scratch;
  /** Called with the number of events read. */
  readonly onRead?: (count: number) => void;
  /** Records do not keep what only lost events explain. */
  readonly prune?: boolean;
  readonly now?: () => number;
}

/** The events that records are rebuilt from, and the records that they are compared with. */
const sourcesOf = (
  { tables }: Target,
  { domain }: DomainRuntime,
  object: Timeline | undefined,
): {
  readonly events: AsyncIterable<ArchivedEvent> | Iterable<ArchivedEvent>;
  readonly records: () => AsyncIterable<DomainRecord> | Iterable<DomainRecord>;
} =>
  object === undefined
    ? { events: archivedEvents(tables.events), records: () => storedRecords(tables.of(domain)) }
    : { events: object.events.map(({ event }) => event), records: () => object.records };

/** Rebuilds a domain's records, or those of one object, from the archive. */
export const compareRecords = async (
  target: Target,
  runtime: DomainRuntime,
  { scratch, onRead, object, prune = false, now = Date.now }: Comparing,
): Promise<Comparison> => {
  const { domain } = runtime;
  const rebuilt = createRebuilt(runtime, scratch, object?.pk);
  const sources = sourcesOf(target, runtime, object);
  const isWhole = object === undefined;
  const horizon = await openHorizon(target.tables.events, { isWhole, now });
  let readUntil = now() - SLACK_MILLISECONDS;
  let read = 0;
  for await (const event of sources.events) {
    rebuilt.add(event);
    horizon.take(event);
    onRead?.(++read);
  }

  /** Reads what was archived meanwhile, and the events that records name. */
  const catchUp = async (named: readonly DomainRecord[]): Promise<void> => {
    // A link's event is found by the index alone, which lags: what is pruned must not be its newest.
    if (prune) await setTimeout(BETWEEN_CHECKS_MILLISECONDS);
    const start = now();
    const range = { since: readUntil, until: start + SLACK_MILLISECONDS };
    for await (const event of archivedEvents(target.tables.events, range)) rebuilt.add(event);
    readUntil = start - SLACK_MILLISECONDS;
    const ids = [...new Set(named.flatMap(({ eventId, tiedWith }) => [eventId, ...tiedWith]))];
    await concurrently(ids, QUERIES, async (id) => {
      for (const event of await archivedUnder(target.tables.events, id)) rebuilt.add(event, true);
    });
  };

  // The records first, then the archive: an event is archived before it is applied, so that every event
  // behind a record that was read can be found.
  const examine: Comparison['examine'] = async (keys) => {
    const live = await recordsAt(target.tables.of(domain), keys);
    const unexplained = [...live.values()].filter((record) => isLost(lostOf(record, rebuilt)));
    if (unexplained.length > 0) await catchUp(unexplained);
    return keys.map(({ pk, sk }) => {
      const key = recordKey({ pk, sk });
      const stored = live.get(key);
      const lost = stored ? lostOf(stored, rebuilt) : nothingLost;
      const expected = expectedRecord(
        stored,
        rebuilt.records.at({ pk, sk }),
        prune ? nothingLost : lost,
      );
      return {
        ...{ pk, sk, lost, live: stored },
        expected: expected && withIndexKeys(expected, domain),
      };
    });
  };

  const mayBeInFlight = (): boolean =>
    rebuilt.newest !== undefined && rebuilt.newest > now() - SLACK_MILLISECONDS;

  /** Drops the suspects that are as they should be by now. */
  const recheck = async (found: Scratch['suspects']): Promise<void> => {
    for (const page of found.pages(PAGE))
      for (const finding of await examine(page)) if (!isReported(finding)) found.remove(finding);
  };

  /** Rechecks until nothing is in flight. */
  const settle = async (found: Scratch['suspects']): Promise<void> => {
    for (let check = 0; check < CHECKS && found.count > 0; check += 1) {
      if (check > 0) {
        if (!mayBeInFlight()) return;
        await setTimeout(BETWEEN_CHECKS_MILLISECONDS);
      }
      await recheck(found);
    }
  };

  const suspects: Comparison['suspects'] = async (onRecord, settled) => {
    const found = scratch.suspects;
    let records = 0;
    for await (const record of sources.records()) {
      scratch.see(record);
      records += 1;
      onRecord(records);
      if (!isStoredAlike(record, rebuilt.records.at(record))) found.add(record);
    }
    found.addUnseen();
    if (settled) await settle(found);
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
