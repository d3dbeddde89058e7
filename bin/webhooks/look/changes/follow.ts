import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { reconnecting } from '../../pipeline/follow/connection.ts';
import { follow } from '../../pipeline/follow/follow.ts';
import {
  type Checkpoint,
  checkpointAt,
  currentCheckpoint,
  isReported,
} from '../../pipeline/follow/poll.ts';
import { isReaderGone, stoppedBySignal } from '../../pipeline/follow/stopped.ts';
import type { Target } from '../../pipeline/target.ts';
import { shown } from '../../terminal/printable.ts';
import { type ChangeFilter, meets } from './filter.ts';
import { readerOf } from './list.ts';
import { changeColumns, type ListedChange } from './print.ts';

/** How changes are followed and printed. */
export interface Following {
  readonly options: TargetOptions & { readonly json?: true };
  readonly filter: ChangeFilter;
  /** Archived from then on, epoch milliseconds; from now on where this is missing. */
  readonly since: number | undefined;
  /** Seconds between two polls. */
  readonly interval: number;
  /** The changes after which it ends. */
  readonly count: number | undefined;
  /** The width of the terminal; undefined for a pipe. */
  readonly width: number | undefined;
  /** Takes a remark. */
  readonly note: (text: string) => void;
  /** Writes requested output. */
  readonly write: (text: string) => Promise<void>;
}

/**
 * Reads the changes of events that follow each other, by a reader that continues. After a failure, in
 * the midst of which it may be, another one takes its place.
 */
const createReading = (filter: ChangeFilter) => {
  let reader: ReturnType<typeof readerOf> | undefined;
  return {
    read: async (
      target: Target,
      events: Parameters<ReturnType<typeof readerOf>['read']>[0],
      before: Checkpoint,
    ) => {
      const used = reader ?? readerOf(target);
      reader = undefined;
      const found: ListedChange[] = [];
      const wasBefore = (event: (typeof events)[number]) => isReported(before, event);
      for await (const { event, changes } of used.read(events, wasBefore))
        for (const change of changes)
          if (meets(change, filter)) found.push({ archivedAt: event.archivedAt, change });
      return { found, used };
    },
    continueWith: (used: ReturnType<typeof readerOf>): void => {
      reader = used;
    },
  };
};

/** Prints changes as the events that made them are archived, each once. */
export const followChanges = async (following: Following): Promise<void> => {
  const { options, filter, since, interval, width, note, write } = following;
  const target = await connect(options);
  const from =
    since === undefined ? await currentCheckpoint(target, Date.now) : checkpointAt(since);
  const stopped = stoppedBySignal();
  const enough = new AbortController();
  const columns = changeColumns(width);
  const reading = createReading(filter);
  let { count: remaining = Number.POSITIVE_INFINITY } = following;
  const linesOf = (one: ListedChange): readonly string[] =>
    options.json ? [JSON.stringify(one.change)] : columns.lines(one);
  note(`Following ${shown(target.name)}. Press Ctrl-C to stop.`);
  try {
    if (!options.json) for (const line of columns.header) await write(`${line}\n`);
    await follow({
      ...{ target, from, interval: 1_000 * interval, now: Date.now },
      ...reconnecting(options, target, note),
      isWanted: () => true,
      count: Number.POSITIVE_INFINITY,
      signal: AbortSignal.any([stopped, enough.signal]),
      expand: reading.read,
      onEvents: async ({ found, used }) => {
        reading.continueWith(used);
        const printed = found.slice(0, remaining);
        remaining -= printed.length;
        if (printed.length > 0)
          await write(
            printed
              .flatMap(linesOf)
              .map((line) => `${line}\n`)
              .join(''),
          );
        if (remaining <= 0) enough.abort();
      },
    });
  } catch (error) {
    if (!isReaderGone(error)) throw error;
  }
};
