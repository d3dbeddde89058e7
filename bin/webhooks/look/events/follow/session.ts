import type { ListedEvent } from '../../../../../functions/shared/query/headlines.ts';
import { eventJson } from '../../../json/event.ts';
import { connect, type TargetOptions } from '../../../pipeline/connect.ts';
import { unknownNamesText } from '../../../pipeline/event-names.ts';
import { reconnecting } from '../../../pipeline/follow/connection.ts';
import { follow } from '../../../pipeline/follow/follow.ts';
import { type Checkpoint, checkpointAt, currentCheckpoint } from '../../../pipeline/follow/poll.ts';
import { isReaderGone, stoppedBySignal } from '../../../pipeline/follow/stopped.ts';
import type { Target } from '../../../pipeline/target.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { rangeFrom } from '../../../terminal/options.ts';
import { shown } from '../../../terminal/printable.ts';
import { givenPath } from '../../../terminal/working-folder.ts';
import { type FilterOptions, filterFrom, meets, withoutHeartbeats } from '../../filter.ts';
import { type EventColumns, eventColumns } from '../print.ts';
import { checkpointAfter, checkpointCursor, readCheckpoint, writeCheckpoint } from './cursor.ts';

/** The options of a command line that follow events. */
export interface FollowOptions extends TargetOptions, FilterOptions {
  readonly since?: string;
  readonly cursor?: string;
  readonly after?: string;
  readonly json?: true;
}

/** How events are followed and printed. */
export interface Session {
  /** Seconds between two polls. */
  readonly interval: number;
  /** The events after which it ends. */
  readonly count: number | undefined;
  /** The options that the command to resume repeats. */
  readonly given: readonly string[];
  /** The width of the terminal; undefined for a pipe. */
  readonly width: number | undefined;
  /** Takes a remark. */
  readonly note: (text: string) => void;
  /** Writes requested output. */
  readonly write: (text: string) => Promise<void>;
}

/** Milliseconds after which a cursor is saved even if there was nothing to print. */
const SAVE_INTERVAL = 60_000;

const startOf = async (target: Target, options: FollowOptions): Promise<Checkpoint> => {
  const { after, cursor, since } = options;
  if (after !== undefined) return checkpointAfter(after, target.name);
  const kept = cursor === undefined ? undefined : readCheckpoint(cursor, target.name);
  if (kept) return kept;
  const range = rangeFrom({ since }, Date.now());
  return range.since === undefined
    ? currentCheckpoint(target, Date.now)
    : checkpointAt(range.since);
};

/** Saves the checkpoint, and prints the command to resume at the end. */
const createKeeper = (
  { cursor: file }: FollowOptions,
  { given, note }: Session,
  target: Target,
  from: Checkpoint,
) => {
  let checkpoint = from;
  let keptAt = 0;
  const keep = (): void => {
    keptAt = Date.now();
    if (file !== undefined) writeCheckpoint(file, checkpoint, target.name);
  };
  keep();
  return {
    moveTo: (next: Checkpoint, printed: boolean): void => {
      checkpoint = next;
      if (printed || Date.now() - keptAt > SAVE_INTERVAL) keep();
    },
    end: (): void => {
      keep();
      const next =
        file === undefined
          ? ['--after', checkpointCursor(checkpoint, target.name)]
          : ['--cursor', givenPath(file)];
      const { pipeline } = target;
      note(`Resume with: ${commandLine('events', { options: [...given, ...next], pipeline })}`);
    },
  };
};

const linesOf = ({ json }: FollowOptions, columns: EventColumns, events: readonly ListedEvent[]) =>
  events
    .map((event) => `${json ? JSON.stringify(eventJson(event)) : columns.line(event)}\n`)
    .join('');

/** Prints events as they are archived, each once; none are missed between two runs. */
export const followEvents = async (options: FollowOptions, session: Session): Promise<void> => {
  const { interval, count = Number.POSITIVE_INFINITY, width, note, write } = session;
  const filter = withoutHeartbeats(filterFrom(options));
  const unknown = unknownNamesText(filter.names);
  if (unknown !== '') note(unknown);
  const target = await connect(options);
  const from = await startOf(target, options);
  const keeper = createKeeper(options, session, target, from);
  const signal = stoppedBySignal();
  const columns = eventColumns(width);
  note(`Following ${shown(target.name)}. Press Ctrl-C to stop.`);
  try {
    if (!options.json) for (const line of columns.header) await write(`${line}\n`);
    await follow({
      ...{ target, from, interval: 1_000 * interval, count, signal, now: Date.now },
      ...reconnecting(options, target, note),
      isWanted: (event) => meets(event, filter),
      expand: async (_target, events) => events,
      onEvents: async (events, checkpoint) => {
        if (events.length > 0) await write(linesOf(options, columns, events));
        keeper.moveTo(checkpoint, events.length > 0);
      },
    });
  } catch (error) {
    if (!isReaderGone(error)) throw error;
  } finally {
    keeper.end();
  }
};
