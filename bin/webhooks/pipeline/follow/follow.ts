import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import type { Target } from '../target.ts';
import { type Checkpoint, type IsWanted, POLL_LIMITS, type PollResult, poll } from './poll.ts';
import { transientError } from './transient-error.ts';

/** Milliseconds that one poll may take; after that the connection counts as broken. */
const POLL_TIMEOUT = 60_000;
/** Milliseconds until a broken connection is retried, doubled each time. */
const RETRY = { first: 500, last: 30_000 };

export interface Following {
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
  /** Takes new events, possibly none, and the checkpoint after them. */
  readonly onEvents: (events: readonly ListedEvent[], checkpoint: Checkpoint) => Promise<void>;
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
export const follow = async (following: Following): Promise<void> => {
  const { isWanted, interval, count, now, signal, reach, onEvents, onConnection } = following;
  let { target, from: checkpoint } = following;
  let remaining = count;
  let wait = 0;

  /** Undefined where the connection is broken. */
  const next = async (): Promise<PollResult | undefined> => {
    const limit = Math.min(remaining, POLL_LIMITS.events);
    const interrupted = AbortSignal.any([signal, AbortSignal.timeout(POLL_TIMEOUT)]);
    try {
      if (wait > 0) target = await reach();
      const reading = poll(target, isWanted, checkpoint, { limit, now });
      return await Promise.race([reading, brokenOff(interrupted)]);
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
      await onEvents(found.events, checkpoint);
      if (remaining <= 0) return;
      if (found.complete) await rest(interval);
    }
  } finally {
    // A request that is no longer awaited would keep the process alive.
    target.dynamodb.destroy();
  }
};
