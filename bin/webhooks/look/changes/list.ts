import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { isoTime, type Range } from '../../../../functions/shared/event/time.ts';
import {
  changeReaderOf,
  changesWithin,
} from '../../../../functions/shared/query/changes/archived-changes.ts';
import type { ChangeReader } from '../../../../functions/shared/query/changes/reader.ts';
import type { Target } from '../../pipeline/target.ts';
import { type ChangeFilter, meets } from './filter.ts';
import type { ListedChange } from './print.ts';

/** A reader of what events changed by today's code. */
export const readerOf = ({ tables }: Target): ChangeReader =>
  changeReaderOf(tables.events, (name) => loadRuntime(ownerOf(name)));

/** Some of the changes of a time, in their order. */
export interface ChangePage {
  readonly changes: readonly ListedChange[];
  /** When the next one was archived, UTC text; undefined where there is none. */
  readonly next: string | undefined;
}

/**
 * The first changes of a time. Those of events that were archived in one millisecond stay together, so
 * that a page can be a little longer than its limit.
 * @param onRead called with the number of events read.
 */
export const readChanges = async (
  target: Target,
  { range, filter, limit }: { range: Range; filter: ChangeFilter; limit: number },
  onRead: (events: number) => void,
): Promise<ChangePage> => {
  const found: ListedChange[] = [];
  let read = 0;
  for await (const { event, changes } of changesWithin(
    target.tables.events,
    readerOf(target),
    range,
  )) {
    read += 1;
    onRead(read);
    const { archivedAt } = event;
    const wanted = changes.filter((change) => meets(change, filter));
    const isFull = found.length >= limit && found.at(-1)?.archivedAt !== archivedAt;
    if (isFull && wanted.length > 0) return { changes: found, next: isoTime(archivedAt) };
    found.push(...wanted.map((change) => ({ archivedAt, change })));
  }
  return { changes: found, next: undefined };
};
