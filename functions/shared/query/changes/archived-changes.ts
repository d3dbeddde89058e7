import type { Range } from '../../event/time.ts';
import type { DomainRuntime } from '../../record/family.ts';
import type { ArchivedEvent } from '../../store/store.ts';
import { archivedAt } from '../archive.ts';
import {
  aboutObjects,
  archivedFrom,
  type ListedEvent,
  type Placed,
  positionOf,
} from '../headlines.ts';
import type { Table } from '../table.ts';
import {
  BATCH,
  type ChangeReader,
  type ChangeSource,
  createChangeReader,
  type EventChanges,
  eventKeyOf,
} from './reader.ts';

/** These events with their bodies, in their order. */
const wholeIn = async (
  events: Table,
  listed: readonly ListedEvent[],
): Promise<readonly ArchivedEvent[]> => {
  const found = new Map<string, ArchivedEvent>();
  const keys = listed.map(({ id, digest }) => ({ id: { S: id }, digest: { S: digest } }));
  for await (const event of archivedAt(events, keys)) found.set(eventKeyOf(event), event);
  return listed.flatMap((event) => found.get(eventKeyOf(event)) ?? []);
};

/** Lists in parts of a size. */
async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* listedAbout(
  events: Table,
  object: string,
  isWanted: (event: ListedEvent) => boolean,
): AsyncGenerator<ListedEvent> {
  for await (const { event } of aboutObjects(events, [object])) if (isWanted(event)) yield event;
}

/** The archive in DynamoDB as a reader of changes asks for it. */
const sourceOf = (
  events: Table,
  runtimeOf: (eventName: string) => Promise<DomainRuntime>,
): ChangeSource => ({
  runtimeOf,
  async *whole(listed) {
    yield* await wholeIn(events, listed);
  },
  async *about(object, isWanted) {
    for await (const batch of inBatches(listedAbout(events, object, isWanted)))
      yield* await wholeIn(events, batch);
  },
});

/** Reads changes from an archive in DynamoDB; see {@link createChangeReader}. */
export const changeReaderOf = (
  events: Table,
  runtimeOf: (eventName: string) => Promise<DomainRuntime>,
  now: () => number = Date.now,
): ChangeReader => createChangeReader(sourceOf(events, runtimeOf), now);

/**
 * What the events that were archived in a time changed, in the order of archiving, a batch of events in
 * memory at a time. An event that changed nothing is one of them.
 */
export async function* changesWithin(
  events: Table,
  reader: ChangeReader,
  range: Range,
): AsyncGenerator<EventChanges> {
  for await (const batch of inBatches<Placed>(archivedFrom(events, range))) {
    const first = batch[0]?.position ?? '';
    yield* reader.read(
      batch.map(({ event }) => event),
      (event) => positionOf(event) < first,
    );
  }
}

/** What one event changed when it was archived. */
export const changesOfEvent = async (
  reader: ChangeReader,
  event: ListedEvent,
): Promise<EventChanges['changes']> => {
  const place = positionOf(event);
  for await (const { changes } of reader.read([event], (other) => positionOf(other) < place))
    return changes;
  return [];
};
