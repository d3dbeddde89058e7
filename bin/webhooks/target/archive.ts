import { isoTime } from '../../../functions/shared/event/time.ts';
import {
  bodyOf,
  chunksOf,
  dayShard,
  headlineOf,
  isChunk,
} from '../../../functions/shared/store/event-item.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { DAY_SHARDS, eventsTable } from '../../../functions/shared/tables.ts';
import { Failure } from '../failure.ts';
import type { Range } from '../moment.ts';
import { type Item, itemsAt, queryPages, scanPages } from './items.ts';
import { type Target, tableOf } from './target.ts';

const DAY = 86_400_000;

const withId = (id: string) => ({
  KeyConditionExpression: '#id = :id',
  ExpressionAttributeNames: { '#id': eventsTable.hash },
  ExpressionAttributeValues: { ':id': { S: id } },
});

const itemsUnder = async (target: Target, id: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  const input = { TableName: tableOf(target, 'events'), ConsistentRead: true, ...withId(id) };
  for await (const page of queryPages(target, input)) items.push(...page);
  return items;
};

const whole = async (target: Target, item: Item): Promise<ArchivedEvent> => {
  const headline = headlineOf(item);
  const chunks =
    item['chunks'] === undefined ? [] : chunksOf(item, await itemsUnder(target, headline.id));
  try {
    return { ...headline, body: bodyOf(item, chunks) };
  } catch {
    throw new Failure(
      `The archive is damaged: part of the body of ${headline.id} (${headline.digest}) is missing or altered.`,
    );
  }
};

/** The archived events of one id: one for each body received under it. */
export const archivedUnder = async (
  target: Target,
  id: string,
): Promise<readonly ArchivedEvent[]> => {
  const items = await itemsUnder(target, id);
  return Promise.all(items.filter((item) => !isChunk(item)).map((item) => whole(target, item)));
};

/** The archived events of these keys, with their bodies, a batch in memory at a time. */
export async function* archivedAt(
  target: Target,
  keys: readonly Item[],
): AsyncGenerator<ArchivedEvent> {
  for await (const item of itemsAt(target, 'events', keys)) yield await whole(target, item);
}

/** The keys of what was archived in a time, a page at a time: day by day, shard by shard. */
async function* keysWithin(
  target: Target,
  { since, until }: Range,
): AsyncGenerator<readonly Item[]> {
  const { name, hash, range } = eventsTable.byTime;
  for (let day = Math.floor(since / DAY) * DAY; day < until; day += DAY)
    for (let shard = 0; shard < DAY_SHARDS; shard += 1) {
      const input = {
        TableName: tableOf(target, 'events'),
        IndexName: name,
        KeyConditionExpression: '#hash = :hash AND #range BETWEEN :since AND :until',
        ExpressionAttributeNames: { '#hash': hash, '#range': range },
        ExpressionAttributeValues: {
          ':hash': { S: dayShard(isoTime(day)?.slice(0, 10) ?? '', shard) },
          ':since': { S: isoTime(since) ?? '' },
          ':until': { S: isoTime(until - 1) ?? '' },
        },
      };
      for await (const items of queryPages(target, input))
        yield items.flatMap(({ id, digest }) => (id && digest ? [{ id, digest }] : []));
    }
}

/**
 * The archive's events with their bodies, in no order, a page in memory at a time: all of them, or
 * what was archived in a time.
 * @param onPart where all of them are read, also called with each item that holds a part of a body.
 */
export async function* archivedEvents(
  target: Target,
  range?: Range,
  onPart?: (item: Item) => void,
): AsyncGenerator<ArchivedEvent> {
  if (range) {
    for await (const keys of keysWithin(target, range)) yield* archivedAt(target, keys);
    return;
  }
  const input = { TableName: tableOf(target, 'events'), ConsistentRead: true };
  for await (const items of scanPages(target, input))
    for (const item of items)
      if (isChunk(item)) onPart?.(item);
      else yield await whole(target, item);
}
