import { itemsUnder } from '../../../../functions/shared/query/archive.ts';
import { withAttention } from '../../../../functions/shared/query/attention.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { type Item, itemsAt } from '../../../../functions/shared/query/items.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import type { Outcome } from '../../../../functions/shared/record/read.ts';
import { headlineOf, isChunk } from '../../../../functions/shared/store/archive-item.ts';
import { type Reason, reasonKey, reasonOf } from '../../pipeline/attention.ts';
import { type AttentionChange, before, mark } from './mark.ts';

/** Which events are changed: those of an id, and with `group` every other event of their reason. */
export interface ChangeSelection {
  /** The event's id as the archive has it. */
  readonly id: string;
  readonly group: boolean;
}

/** What a change did. */
export interface Changed {
  readonly events: readonly ListedEvent[];
  /** Events of the id that were so before. */
  readonly already: readonly ListedEvent[];
  /** Why the events of the id need attention. */
  readonly reasons: readonly Reason[];
}

/** Nothing can be changed: there is no such event, or it needs no attention and has this outcome. */
export interface Unchangeable {
  readonly cannot: 'not archived' | Outcome;
}

/** Events whose items are read in one request. */
const BATCH = 100;
/** Concurrent writes: enough to keep a table busy, few enough not to starve traffic. */
const CONCURRENCY = 16;

const keyOf = ({ id, digest }: Pick<ListedEvent, 'id' | 'digest'>): string => `${id} ${digest}`;

/** The whole items of the other events of these reasons. */
async function* groupItems(
  events: Table,
  change: AttentionChange,
  reasons: ReadonlySet<string>,
  known: ReadonlySet<string>,
): AsyncGenerator<Item> {
  const isOfGroup = (event: ListedEvent): boolean =>
    !known.has(keyOf(event)) && reasons.has(reasonKey(reasonOf(event)));
  async function* current(keys: readonly Item[]) {
    for await (const item of itemsAt(events, keys))
      if (item['attention']?.S === before(change) && isOfGroup(headlineOf(item))) yield item;
  }
  const keys: Item[] = [];
  for await (const { event } of withAttention(events, before(change))) {
    if (isOfGroup(event)) keys.push({ id: { S: event.id }, digest: { S: event.digest } });
    if (keys.length === BATCH) yield* current(keys.splice(0));
  }
  yield* current(keys);
}

/**
 * Acknowledges events or makes them open again. Each write is on its own and safe to repeat: after an
 * interruption the same change does the rest.
 * @param onChanged called with the number of events changed.
 * @param signal once aborted, no further event is begun.
 */
export const changeAttention = async (
  events: Table,
  { id, group }: ChangeSelection,
  change: AttentionChange,
  { onChanged, signal }: { onChanged: (count: number) => void; signal: AbortSignal },
): Promise<Changed | Unchangeable> => {
  const items = (await itemsUnder(events, id)).filter((item) => !isChunk(item));
  const [first] = items;
  if (first === undefined) return { cannot: 'not archived' };
  const inState = (state: string) => items.filter((item) => item['attention']?.S === state);
  const [own, already] = [inState(before(change)), inState(change.to).map(headlineOf)];
  const all = [...own.map(headlineOf), ...already];
  if (all.length === 0) return { cannot: headlineOf(first).outcome };
  const reasons = new Map(all.map(reasonOf).map((reason) => [reasonKey(reason), reason]));

  async function* selected(): AsyncGenerator<Item> {
    yield* own;
    if (group) yield* groupItems(events, change, new Set(reasons.keys()), new Set(all.map(keyOf)));
  }
  const changed: ListedEvent[] = [];
  const changeOne = async (item: Item): Promise<void> => {
    if (!(await mark(events, item, change))) return;
    changed.push(headlineOf(item));
    onChanged(changed.length);
  };
  await concurrently(selected(), CONCURRENCY, changeOne, signal);
  return { events: changed, already, reasons: [...reasons.values()] };
};
