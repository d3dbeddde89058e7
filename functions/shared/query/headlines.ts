import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { isoTime, type Range } from '../event/time.ts';
import { dayShard, headlineOf, isMention } from '../store/archive-item.ts';
import type { ArchivedEvent } from '../store/store.ts';
import { DAY_SHARDS, eventsTable } from '../tables.ts';
import { type Item, itemsAt, queryPages } from './items.ts';
import { mergedBy } from './merged.ts';
import type { Table } from './table.ts';

/** An archived event as the indexes hold it; issues only where it needs attention. */
export type ListedEvent = Pick<
  ArchivedEvent,
  | 'id'
  | 'digest'
  | 'name'
  | 'domain'
  | 'outcome'
  | 'accountId'
  | 'object'
  | 'apiVersion'
  | 'occurredAt'
  | 'sentAt'
  | 'receivedAt'
  | 'archivedAt'
  | 'issues'
>;

/** An event and its position in a listing: a sortable text, so that a listing can be resumed. */
export interface Placed {
  readonly position: string;
  readonly event: ListedEvent;
}

/** Events one by one, in the order of their positions. */
export type Placement = AsyncGenerator<Placed, void>;

/** A stretch of one partition of an index, both ends included. */
interface Stretch {
  readonly index: { readonly name: string; readonly hash: string; readonly range: string };
  readonly hash: string;
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400_000;
/** Below and above everything that a version begins with. */
const [LOWEST, HIGHEST] = [' ', '~'];

/** How a listing runs: from last to first, or forwards; items per request. */
interface Reading {
  readonly forwards?: boolean;
  readonly pageSize?: number | undefined;
}

/** The headlines of a stretch, a page in memory at a time. */
export async function* along(
  events: Table,
  { index, hash, from, to }: Stretch,
  { forwards = false, pageSize }: Reading = {},
) {
  if (from > to) return;
  const input = {
    IndexName: index.name,
    ScanIndexForward: forwards,
    KeyConditionExpression: '#hash = :hash AND #range BETWEEN :from AND :to',
    ExpressionAttributeNames: { '#hash': index.hash, '#range': index.range },
    ExpressionAttributeValues: { ':hash': { S: hash }, ':from': { S: from }, ':to': { S: to } },
  };
  for await (const items of queryPages(events, input, pageSize))
    for (const item of items.some(isMention) ? await mentioned(events, items) : items)
      yield headlineOf(item);
}

/** The key of the event that an item of an index is of. */
const eventKeyOf = ({ id, digest }: Item): Item => ({
  id: { S: id?.S ?? '' },
  digest: { S: digest?.S?.split('#', 1)[0] ?? '' },
});

const textOfKey = ({ id, digest }: Item): string => `${id?.S} ${digest?.S}`;

/** The items of an index with the events' own in the place of those by which another object finds them. */
const mentioned = async (events: Table, items: readonly Item[]): Promise<readonly Item[]> => {
  const found = new Map<string, Item>();
  for await (const item of itemsAt(events, items.filter(isMention).map(eventKeyOf)))
    found.set(textOfKey(item), item);
  return items
    .map((item) => (isMention(item) ? found.get(textOfKey(eventKeyOf(item))) : item))
    .filter((item) => item !== undefined);
};

type Order = (a: Placed, b: Placed) => number;
const later: Order = (a, b) => (a.position > b.position ? -1 : 1);
export const earlier: Order = (a, b) => later(b, a);

/** The position of an event in the order of archiving. */
export const positionOf = ({ archivedAt, id, digest }: ListedEvent): string =>
  `${isoTime(archivedAt)}|${id}|${digest}`;

const placed = (event: ListedEvent): Placed => ({ position: positionOf(event), event });

/** Places events by when they were archived; an index keeps those of one millisecond in no order. */
export async function* placedByTime(events: AsyncIterable<ListedEvent>, order = later): Placement {
  let tied: Placed[] = [];
  for await (const event of events) {
    if (tied[0] && tied[0].event.archivedAt !== event.archivedAt) {
      yield* tied.sort(order);
      tied = [];
    }
    tied.push(placed(event));
  }
  yield* tied.sort(order);
}

/** Merges streams of one order into one of that order. */
export const merged = (streams: readonly Placement[], order = later): Placement =>
  mergedBy(streams, order);

const textOf = (time: number): string => isoTime(time) ?? '';

/** The shards of a day of the index by time, between two moments. */
const shardsOf = (day: number, { since, until }: Range): readonly Stretch[] =>
  Array.from({ length: DAY_SHARDS }, (_, shard) => ({
    index: eventsTable.byTime,
    hash: dayShard(textOf(day).slice(0, 10), shard),
    from: textOf(since),
    to: textOf(until - 1),
  }));

const dayOf = (time: number): number => Math.floor(time / DAY) * DAY;

/** What was archived in a time, the newest first. */
export async function* archivedWithin(events: Table, range: Range, pageSize?: number): Placement {
  for (let day = dayOf(range.until - 1); day + DAY > range.since; day -= DAY)
    yield* merged(
      shardsOf(day, range).map((shard) => placedByTime(along(events, shard, { pageSize }))),
    );
}

/** The events of an archive that is small enough to be read by one request. */
const FEW = 200;

/** All that was ever archived, the newest first; undefined where that is more than one request reads. */
export const archivedIfFew = async ({
  client,
  name,
}: Table): Promise<readonly Placed[] | undefined> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new ScanCommand({ TableName: name, IndexName: eventsTable.byTime.name, Limit: FEW }),
  );
  return LastEvaluatedKey ? undefined : Items.map(headlineOf).map(placed).sort(later);
};

/** What was archived in a time, the oldest first. */
export async function* archivedFrom(events: Table, range: Range, pageSize?: number): Placement {
  for (let day = dayOf(range.since); day < range.until; day += DAY)
    yield* merged(
      shardsOf(day, range).map((shard) =>
        placedByTime(along(events, shard, { forwards: true, pageSize }), earlier),
      ),
      earlier,
    );
}

/**
 * The events about any of these objects, the last of their versions first.
 * @param below a position before which to begin.
 */
export const aboutObjects = (events: Table, objects: readonly string[], below = HIGHEST) =>
  merged(
    objects.map(async function* (hash): Placement {
      const stretch = { index: eventsTable.byObject, hash, from: LOWEST, to: below };
      for await (const event of along(events, stretch)) yield { position: event.version, event };
    }),
  );
