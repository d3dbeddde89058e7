import type { DwellOf } from '../../dwells.ts';
import type { Domain } from '../../shared/domain.ts';
import { kindOf } from '../../shared/event/identifier.ts';
import type { Range } from '../../shared/event/time.ts';
import { archivedFrom, type ListedEvent } from '../../shared/query/headlines.ts';
import { recordsOfDomains } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import { recordsOfObject } from '../../shared/query/timeline.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import { lastsSince } from './lasting.ts';

/** A record whose status has lasted too long: the event that should end it is missing. */
export interface OverdueRecord {
  readonly domain: Domain;
  readonly record: DomainRecord;
  /** The event that states the status. */
  readonly event: ListedEvent;
  /** Days that the status may last. */
  readonly days: number;
  /** When they were over, epoch milliseconds. */
  readonly overdueAt: number;
}

const DAY_MILLISECONDS = 86_400_000;
/** Events whose records are read concurrently. */
const PAGE = 100;

/** An event, and a rule under which a record of its object may be overdue. */
interface Candidate extends DwellOf {
  readonly event: ListedEvent;
  readonly pk: string;
}

const candidatesOf = (event: ListedEvent, rules: readonly DwellOf[]): readonly Candidate[] => {
  const pk = event.object ?? '';
  const kind = kindOf(pk);
  return rules
    .filter(({ domain, dwell }) => domain.name === event.domain && dwell.objects.includes(kind))
    .map((rule) => ({ ...rule, event, pk }));
};

/** The records that candidates may be about: by key, or all of an object where the key is not known. */
const recordsFor = async (tables: Tables, candidates: readonly Candidate[]) => {
  const keys = candidates
    .filter(({ dwell }) => !dwell.record.endsWith('#'))
    .map(({ domain, dwell, pk }) => ({ domain, key: { pk, sk: dwell.record } }));
  const recordOf = await recordsOfDomains(tables, keys);
  return async ({ domain, dwell, pk }: Candidate): Promise<readonly DomainRecord[]> => {
    if (dwell.record.endsWith('#')) return recordsOfObject(tables.of(domain), pk);
    const record = recordOf({ domain, key: { pk, sk: dwell.record } });
    return record ? [record] : [];
  };
};

const isEnded = async (tables: Tables, { domain, dwell, pk }: Candidate): Promise<boolean> => {
  const { endedBy } = dwell;
  if (endedBy === undefined) return false;
  const records = await recordsOfObject(tables.of(domain), pk);
  return records.some(({ sk }) => sk.startsWith(endedBy));
};

const overdueAmong = async (
  tables: Tables,
  candidates: readonly Candidate[],
  days: number,
): Promise<readonly OverdueRecord[]> => {
  const recordsOf = await recordsFor(tables, candidates);
  const found = candidates.map(async (candidate): Promise<readonly OverdueRecord[]> => {
    const { domain, dwell, event } = candidate;
    const records = (await recordsOf(candidate)).filter((record) =>
      lastsSince(record, event, dwell, days),
    );
    if (records.length === 0 || (await isEnded(tables, candidate))) return [];
    const overdueAt = event.archivedAt + days * DAY_MILLISECONDS;
    return records.map((record) => ({ domain, record, event, days, overdueAt }));
  });
  return (await Promise.all(found)).flat();
};

/**
 * Finds the records that became overdue in a time and still are: for each number of days that a status may
 * last, the events that were archived that many days before, and whether what they stated still is the
 * state. It only reads, keeps nothing between two passes, and holds a page in memory.
 */
export async function* overdueRecords(
  tables: Tables,
  rules: readonly DwellOf[],
  { since, until }: Range,
): AsyncGenerator<OverdueRecord, void> {
  const lengths = new Set(rules.flatMap(({ dwell }) => Object.values(dwell.days)));
  for (const days of [...lengths].sort((a, b) => a - b)) {
    const before = days * DAY_MILLISECONDS;
    const range = { since: since - before, until: until - before };
    const ofLength = rules.filter(({ dwell }) => Object.values(dwell.days).includes(days));
    let candidates: Candidate[] = [];
    for await (const { event } of archivedFrom(tables.events, range)) {
      candidates.push(...candidatesOf(event, ofLength));
      if (candidates.length < PAGE) continue;
      yield* await overdueAmong(tables, candidates, days);
      candidates = [];
    }
    yield* await overdueAmong(tables, candidates, days);
  }
}
