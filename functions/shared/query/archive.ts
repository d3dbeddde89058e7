import { isoTime, type Range } from '../event/time.ts';
import {
  bodyOf,
  chunksOf,
  dayShard,
  headlineOf,
  isChunk,
  isMention,
} from '../store/archive-item.ts';
import type { ArchivedEvent } from '../store/store.ts';
import { DAY_SHARDS, eventsTable } from '../tables.ts';
import { type Item, itemsAt, partition, queryPages, scanPages } from './items.ts';
import type { Table } from './table.ts';

const DAY = 86_400_000;

/** Part of an archived body is missing or altered: the message states of which event, and nothing of it. */
class DamagedArchive extends Error {
  override readonly name = 'DamagedArchive';
}

/** The items of one id: its events, and the parts of their bodies. */
export const itemsUnder = (events: Table, id: string): Promise<readonly Item[]> =>
  partition(events, eventsTable.hash, id);

const complete = (item: Item, chunks: readonly Item[]): ArchivedEvent => {
  const headline = headlineOf(item);
  try {
    return { ...headline, body: bodyOf(item, chunks) };
  } catch {
    throw new DamagedArchive(
      `The archive is damaged: part of the body of ${headline.id} (${headline.digest}) is missing or altered.`,
    );
  }
};

const gathered = async (events: Table, item: Item): Promise<ArchivedEvent> =>
  complete(item, chunksOf(item, await itemsUnder(events, item['id']?.S ?? '')));

/** The event of an item, without waiting unless its body lies in others: there may be millions. */
const whole = (events: Table, item: Item): ArchivedEvent | Promise<ArchivedEvent> =>
  item['chunks'] === undefined ? complete(item, []) : gathered(events, item);

/** The archived events of one id: one for each body received under it. */
export const archivedUnder = async (
  events: Table,
  id: string,
): Promise<readonly ArchivedEvent[]> => {
  const items = await itemsUnder(events, id);
  return Promise.all(items.filter((item) => !isChunk(item)).map((item) => whole(events, item)));
};

/** The archived events of these keys, with their bodies, a batch in memory at a time. */
export async function* archivedAt(
  events: Table,
  keys: readonly Item[],
): AsyncGenerator<ArchivedEvent> {
  for await (const item of itemsAt(events, keys)) yield await whole(events, item);
}

/** The keys of what was archived in a time, a page at a time: day by day, shard by shard. */
async function* keysWithin(
  events: Table,
  { since, until }: Range,
): AsyncGenerator<readonly Item[]> {
  const { name, hash, range } = eventsTable.byTime;
  for (let day = Math.floor(since / DAY) * DAY; day < until; day += DAY)
    for (let shard = 0; shard < DAY_SHARDS; shard += 1) {
      const input = {
        IndexName: name,
        KeyConditionExpression: '#hash = :hash AND #range BETWEEN :since AND :until',
        ExpressionAttributeNames: { '#hash': hash, '#range': range },
        ExpressionAttributeValues: {
          ':hash': { S: dayShard(isoTime(day)?.slice(0, 10) ?? '', shard) },
          ':since': { S: isoTime(since) ?? '' },
          ':until': { S: isoTime(until - 1) ?? '' },
        },
      };
      for await (const items of queryPages(events, input))
        yield items.flatMap(({ id, digest }) => (id && digest ? [{ id, digest }] : []));
    }
}

/** Whether an item is a note beside the events: of an erasure, or of a discarded message. */
const isNote = ({ id }: Item): boolean => id?.S?.startsWith('#') ?? false;

/**
 * The archive's events with their bodies, in no order, a page in memory at a time: all of them, or
 * what was archived in a time.
 * @param onPart where all of them are read, also called with each item that holds a part of a body.
 */
export async function* archivedEvents(
  events: Table,
  range?: Range,
  onPart?: (item: Item) => void,
): AsyncGenerator<ArchivedEvent> {
  if (range) {
    for await (const keys of keysWithin(events, range)) yield* archivedAt(events, keys);
    return;
  }
  for await (const items of scanPages(events))
    for (const item of items)
      if (!isChunk(item)) yield whole(events, item);
      else if (!isNote(item) && !isMention(item)) onPart?.(item);
}
