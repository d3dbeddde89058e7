import type { AnyChange } from '../../change/any-change.ts';
import { kindOf } from '../../event/identifier.ts';
import { isoTime } from '../../event/time.ts';
import type { DomainRecord } from '../../record/domain-record.ts';
import type { DomainRuntime } from '../../record/family.ts';
import type { Verdict } from '../../record/judge.ts';
import { judgeArchived } from '../../store/judge-archived.ts';
import type { ArchivedEvent } from '../../store/store.ts';
import { concurrently } from '../concurrently.ts';
import type { ListedEvent } from '../headlines.ts';
import { type Cache, createCache } from './cache.ts';
import { changeBy, createJoined, type Joined } from './joined.ts';

/*
 * What the events of a time changed, computed from the archive alone: each event is joined with those
 * that were archived before it about the same objects, as the table changed. An archive may hold too
 * many records for a memory, so that the events about an object are read when the first of a time comes.
 */

/** What names an event. */
type EventKey = Pick<ListedEvent, 'id' | 'digest'>;

/** The archive as a reader of changes asks for it. */
export interface ChangeSource {
  /** These events with their bodies, in their order. */
  whole(events: readonly ListedEvent[]): AsyncIterable<ArchivedEvent>;
  /** The events about an object, in any order. */
  about(object: string, isWanted: (event: ListedEvent) => boolean): AsyncIterable<ArchivedEvent>;
  /** How the owner of an event's name reads it. */
  runtimeOf(eventName: string): Promise<DomainRuntime>;
}

/** What an event changed. */
export interface EventChanges {
  readonly event: ArchivedEvent;
  readonly changes: readonly AnyChange[];
}

/** Computes what events changed. */
export interface ChangeReader {
  /**
   * What each of these events changed, in their order, after those of the calls before.
   * @param wasBefore whether an event that is none of these comes before them.
   */
  read(
    events: readonly ListedEvent[],
    wasBefore: (event: ListedEvent) => boolean,
  ): AsyncGenerator<EventChanges>;
}

/** An event and what today's code makes of it. */
interface Judged {
  readonly event: ArchivedEvent;
  readonly runtime: DomainRuntime;
  readonly verdict: Verdict;
}

/** Records that are kept at most, of the objects used last. */
const MOST_RECORDS = 20_000;
/** Events whose bodies are in memory together: one request, unless they are large. */
export const BATCH = 100;
/** Objects whose events are read concurrently. */
const CONCURRENCY = 16;

/** An event as the key of a map. */
export const eventKeyOf = ({ id, digest }: EventKey): string => `${id} ${digest}`;

/** The objects that an event is about. */
const objectsOf = ({ object, about = [] }: Verdict): readonly string[] =>
  object === undefined ? about : [object, ...about];

/** The objects about which an event can be that sets a record. @param object of one that does. */
const homesOf = (
  { pk, sk }: DomainRecord,
  object: string | undefined,
  { domain }: DomainRuntime,
): readonly string[] => [
  ...new Set([
    pk,
    ...(domain.objects.includes(kindOf(sk)) ? [sk] : []),
    ...(object === undefined ? [] : [object]),
  ]),
];

const homesOfEvent = ({ verdict, runtime }: Judged): readonly string[] => [
  ...new Set([
    ...(verdict.records.length > 0 ? objectsOf(verdict) : []),
    ...verdict.records.flatMap((record) => homesOf(record, verdict.object, runtime)),
  ]),
];

/** Objects of domains may have the same key. */
const cacheKey = ({ domain }: DomainRuntime, object: string): string => `${domain.name} ${object}`;

/**
 * Reads changes from an archive.
 * @param now the clock that states when they are published.
 * @param mostRecords that are kept between two batches.
 */
export const createChangeReader = (
  source: ChangeSource,
  now: () => number,
  mostRecords = MOST_RECORDS,
): ChangeReader => {
  const known: Cache<Joined> = createCache(mostRecords, ({ size }) => 1 + size);

  const judged = async (event: ArchivedEvent): Promise<Judged> => {
    const runtime = await source.runtimeOf(event.name ?? '');
    return { event, runtime, verdict: judgeArchived(event, runtime) };
  };

  const joinedBefore = async (
    object: string,
    { runtime: { domain } }: Judged,
    isBefore: (event: ListedEvent) => boolean,
  ): Promise<Joined> => {
    const joined = createJoined();
    for await (const event of source.about(object, isBefore)) {
      const { runtime, verdict } = await judged(event);
      if (runtime.domain === domain) verdict.records.forEach(joined.take);
    }
    return joined;
  };

  /** Reads what is not known yet of the objects of these events, as it was before the first of each. */
  const prepare = async (
    batch: readonly Judged[],
    isBefore: (event: ListedEvent, of: EventKey) => boolean,
  ): Promise<void> => {
    const missing = new Map<string, { readonly object: string; readonly first: Judged }>();
    for (const one of batch)
      for (const object of homesOfEvent(one)) {
        const key = cacheKey(one.runtime, object);
        if (known.get(key) === undefined && !missing.has(key))
          missing.set(key, { object, first: one });
      }
    await concurrently(missing, CONCURRENCY, async ([key, { object, first }]) => {
      const before = (event: ListedEvent) => isBefore(event, first.event);
      known.set(key, await joinedBefore(object, first, before));
    });
  };

  const changesOf = ({ runtime, verdict }: Judged): readonly AnyChange[] => {
    const joinedOf = (object: string) => known.get(cacheKey(runtime, object)) ?? [];
    const publishedAt = isoTime(now()) ?? '';
    const changes = verdict.records.flatMap((record) => {
      const homes = homesOf(record, verdict.object, runtime).flatMap(joinedOf);
      return changeBy(record, homes, publishedAt) ?? [];
    });
    for (const joined of objectsOf(verdict).flatMap(joinedOf)) verdict.records.forEach(joined.take);
    return changes;
  };

  return {
    async *read(events, wasBefore) {
      const places = new Map(events.map((event, index) => [eventKeyOf(event), index]));
      const isBefore = (event: ListedEvent, of: EventKey): boolean => {
        const place = places.get(eventKeyOf(event));
        return place === undefined
          ? wasBefore(event)
          : place < (places.get(eventKeyOf(of)) ?? Number.POSITIVE_INFINITY);
      };
      for (let start = 0; start < events.length; start += BATCH) {
        const batch: Judged[] = [];
        for await (const event of source.whole(events.slice(start, start + BATCH)))
          batch.push(await judged(event));
        await prepare(batch, isBefore);
        for (const one of batch) yield { event: one.event, changes: changesOf(one) };
        known.trim();
      }
    },
  };
};
