import { domains, unrouted } from '../../../../functions/domains.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import {
  archivedFrom,
  archivedWithin,
  type ListedEvent,
} from '../../../../functions/shared/query/headlines.ts';
import type { Target } from '../target.ts';

/** The progress of a tail: nothing before it was missed, nothing after it is reported twice. */
export interface Checkpoint {
  /** Everything archived before then has been seen: epoch milliseconds. */
  readonly settled: number;
  /** When the newest event seen was archived: epoch milliseconds. */
  readonly newest: number;
  /** The reported events of those archived since `settled`, by {@link markOf}. */
  readonly reported: ReadonlySet<string>;
}

/** The events found by reading on from a checkpoint. */
export interface PollResult {
  /** Not reported before; in the order of archiving. */
  readonly events: readonly ListedEvent[];
  readonly checkpoint: Checkpoint;
  /** Whether there is nothing more at the moment. */
  readonly complete: boolean;
}

/**
 * How much later than its time of archiving an event may become visible, milliseconds: that is the
 * consumer's clock before it writes, which its time-out bounds, and then an index follows its table,
 * as a rule within a second.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export const OVERLAP =
  Math.max(...[...domains, unrouted].map(({ tuning }) => tuning.timeoutSeconds)) * 1_000 + 30_000;

/** How wrong the clock of this machine may be, milliseconds. */
const CLOCK = 3_600_000;

/** Events that one poll reads, and that one request returns. */
export const POLL_LIMITS = { events: 2_000, request: 300 };

/** Which events to report. */
export type IsWanted = (event: ListedEvent) => boolean;

/** An event in a checkpoint: the time, and enough of a digest to identify it. */
const markOf = ({ archivedAt, id, digest }: ListedEvent): string =>
  `${isoTime(archivedAt)}|${sha256(`${id}|${digest}`).slice(0, 16)}`;

/** Whether an event was reported by a checkpoint, or is from before all that it reported. */
export const isReported = ({ settled, reported }: Checkpoint, event: ListedEvent): boolean =>
  event.archivedAt < settled || reported.has(markOf(event));

/** The checkpoint that begins with what is archived from a time on. */
export const checkpointAt = (settled: number): Checkpoint => ({
  settled,
  newest: settled,
  reported: new Set(),
});

/** How long work has taken, also where the clock was set or the machine slept meanwhile. */
const stopwatch = (now: () => number): (() => number) => {
  const [wall, running] = [now(), performance.now()];
  return () => Math.ceil(Math.max(now() - wall, performance.now() - running));
};

/**
 * Reads on from a checkpoint: first again what was archived shortly before it, for events that became
 * visible since, then what is new, up to the size of a poll.
 * @param limit the most events to find.
 */
export const poll = async (
  target: Target,
  isWanted: IsWanted,
  checkpoint: Checkpoint,
  { limit, now }: { limit: number; now: () => number },
): Promise<PollResult> => {
  const took = stopwatch(now);
  const started = now();
  const range = { since: checkpoint.settled, until: started + CLOCK };
  const events: ListedEvent[] = [];
  const reported = new Set(checkpoint.reported);
  let { newest } = checkpoint;
  let further = 0;
  let complete = true;
  for await (const { event } of archivedFrom(target.tables.events, range, POLL_LIMITS.request)) {
    if (event.archivedAt > checkpoint.newest) further += 1;
    newest = Math.max(newest, event.archivedAt);
    const mark = markOf(event);
    if (!reported.has(mark) && isWanted(event)) {
      events.push(event);
      reported.add(mark);
    }
    complete = events.length < limit && further < POLL_LIMITS.events;
    if (!complete) break;
  }
  // What this poll read first may be older than its newest event by as long as the poll took.
  // A quiet archive advances by this machine's clock, so that it is not queried again day by day.
  const settled = Math.max(
    checkpoint.settled,
    newest - OVERLAP - took(),
    complete ? started - CLOCK : 0,
  );
  const oldest = isoTime(settled) ?? '';
  const kept = [...reported].filter((mark) => mark >= oldest);
  return { events, checkpoint: { settled, newest, reported: new Set(kept) }, complete };
};

/** The checkpoint after everything visible now: by the archived events, not by any clock. */
export const currentCheckpoint = async (target: Target, now: () => number): Promise<Checkpoint> => {
  const time = now();
  const range = { since: time - CLOCK, until: time + CLOCK };
  const { value: last } = await archivedWithin(target.tables.events, range, 1).next();
  let checkpoint = checkpointAt(last ? last.event.archivedAt - OVERLAP : range.since);
  let complete = false;
  while (!complete)
    ({ checkpoint, complete } = await poll(target, () => true, checkpoint, {
      limit: POLL_LIMITS.events,
      now,
    }));
  return checkpoint;
};
