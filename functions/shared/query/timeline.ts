import { type Domain, owns } from '../domain.ts';
import type { DomainRecord } from '../record/domain-record.ts';
import type { DomainRuntime } from '../record/family.ts';
import type { Verdict } from '../record/judge.ts';
import { judgeArchived } from '../store/judge-archived.ts';
import { recordOf } from '../store/state-item.ts';
import type { ArchivedEvent } from '../store/store.ts';
import { stateTable } from '../tables.ts';
import { archivedUnder } from './archive.ts';
import { aboutObjects } from './headlines.ts';
import { partition } from './items.ts';
import type { Table, Tables } from './table.ts';

/** An archived event and the verdict of today's code on it. */
export interface JudgedEvent {
  readonly event: ArchivedEvent;
  readonly verdict: Verdict;
}

/** What is known of an object in one domain: its records, and the events about it in order. */
export interface Timeline {
  readonly domain: Domain;
  /** `<object>#<id>`. */
  readonly pk: string;
  readonly records: readonly DomainRecord[];
  readonly events: readonly JudgedEvent[];
}

/** Every stored record of an object. */
export const recordsOfObject = async (table: Table, pk: string): Promise<readonly DomainRecord[]> =>
  (await partition(table, stateTable.hash, pk)).map(recordOf);

/** Ids of the events whose primary object this is. */
const idsAbout = async (events: Table, object: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { event } of aboutObjects(events, [object])) ids.add(event.id);
  return ids;
};

const byVersion = (a: JudgedEvent, b: JudgedEvent): number =>
  a.verdict.version < b.verdict.version ? -1 : 1;

/**
 * Reads an object's timeline: the archived events about it, in the order of their versions, and those
 * about another object that set a record of this one (a clearing and its matching authorization), if an
 * event of that object set a current record here.
 */
export const timelineOf = async (
  tables: Tables,
  runtime: DomainRuntime,
  pk: string,
): Promise<Timeline> => {
  const { domain } = runtime;
  const records = await recordsOfObject(tables.of(domain), pk);
  const seen = new Set<string>();
  const events: JudgedEvent[] = [];
  const take = async (ids: Iterable<string>): Promise<void> => {
    for (const id of ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const event of await archivedUnder(tables.events, id))
        if (owns(domain, event.name))
          events.push({ event, verdict: judgeArchived(event, runtime) });
    }
  };
  await take(await idsAbout(tables.events, pk));
  await take(records.flatMap(({ eventId, tiedWith }) => [eventId, ...tiedWith]));
  // An event that names this object among several is found by it: others of its object are not about it.
  const others = events.filter(({ verdict }) => !verdict.about?.includes(pk));
  for (const other of new Set(others.map(({ verdict }) => verdict.object)))
    if (other !== undefined && other !== pk) await take(await idsAbout(tables.events, other));
  const relevant = events.filter(
    ({ event, verdict }) =>
      verdict.object === pk ||
      event.object === pk ||
      verdict.records.some((record) => record.pk === pk),
  );
  return { domain, pk, records, events: relevant.sort(byVersion) };
};
