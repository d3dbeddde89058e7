import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import type { Target } from '../target.ts';
import { type Checkpoint, type IsWanted, POLL_LIMITS, type PollResult, poll } from './poll.ts';
import { transientError } from './transient-error.ts';

/** Milliseconds that one poll may take; after that the connection counts as broken. */
const POLL_TIMEOUT = 60_000;
/** The same of reading what else is needed of its events. */
const EXPAND_TIMEOUT = 600_000;
/** Milliseconds until a broken connection is retried, doubled each time. */
const RETRY = { first: 500, last: 30_000 };

export interface Following<T> {
  readonly target: Target;
  readonly isWanted: IsWanted;
  readonly from: Checkpoint;
  /** Milliseconds between two polls. */
  readonly interval: number;
  /** The maximum number of events to report. */
  readonly count: number;
  readonly now: () => number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Reaches the pipeline again after the connection broke. */
  readonly reach: () => Promise<Target>;
  /** Reads what else is needed of new events, possibly none; repeated where the connection breaks. */
  readonly expand: (
    target: Target,
    events: readonly ListedEvent[],
    before: Checkpoint,
  ) => Promise<T>;
  /** Takes that of new events, and the checkpoint after them. */
  readonly onEvents: (expanded: T, checkpoint: Checkpoint) => Promise<void>;
  /** Takes the name of the error, and undefined once the connection works again. */
  readonly onConnection: (error: string | undefined) => void;
}

const brokenOff = async (signal: AbortSignal): Promise<never> => {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
};

/**
 * Reports each event once as it is archived, until it is stopped or `count` is reached. After a broken
 * connection it retries from the last checkpoint.
 */
export const follow = async <T>(following: Following<T>): Promise<void> => {
  const { isWanted, interval, count, now, signal, reach, expand, onEvents, onConnection } =
    following;
  let { target, from: checkpoint } = following;
  let remaining = count;
  let wait = 0;

  /** Undefined where the connection is broken. */
  const next = async (): Promise<(PollResult & { readonly expanded: T }) | undefined> => {
    const limit = Math.min(remaining, POLL_LIMITS.events);
    const within = <R>(time: number, work: Promise<R>): Promise<R> =>
      Promise.race([work, brokenOff(AbortSignal.any([signal, AbortSignal.timeout(time)]))]);
    try {
      if (wait > 0) target = await reach();
      const found = await within(POLL_TIMEOUT, poll(target, isWanted, checkpoint, { limit, now }));
      const expanding = expand(target, found.events, checkpoint);
      return { ...found, expanded: await within(EXPAND_TIMEOUT, expanding) };
    } catch (error) {
      if (signal.aborted) return undefined;
      const name = transientError(error);
      if (name === undefined) throw error;
      target.dynamodb.destroy();
      if (wait === 0) onConnection(name);
      return undefined;
    }
  };

  const rest = (time: number) => pause(time, undefined, { signal }).catch(() => {});

  try {
    while (!signal.aborted) {
      const found = await next();
      if (!found) {
        wait = wait === 0 ? RETRY.first : Math.min(2 * wait, RETRY.last);
        await rest(wait);
        continue;
      }
      if (wait > 0) onConnection(undefined);
      wait = 0;
      checkpoint = found.checkpoint;
      remaining -= found.events.length;
      await onEvents(found.expanded, checkpoint);
      if (remaining <= 0) return;
      if (found.complete) await rest(interval);
    }
  } finally {
    // A request that is no longer awaited would keep the process alive.
    target.dynamodb.destroy();
  }
};
