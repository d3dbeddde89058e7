import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventFilter } from '../events/filter.ts';
import type { ListedEvent } from '../target/headlines.ts';
import type { Target } from '../target/target.ts';
import { PASS, type Pass, type Place, readOn } from './pass.ts';
import { passingTrouble } from './passing.ts';

/** Milliseconds that one pass may take; a connection that says nothing more is broken. */
const PATIENCE = 60_000;
/** Milliseconds until a broken connection is tried again: twice as long each time. */
const RETRY = { first: 500, last: 30_000 };

export interface Following {
  readonly target: Target;
  readonly filter: EventFilter;
  readonly from: Place;
  /** Milliseconds between two looks. */
  readonly interval: number;
  /** The most events to tell. */
  readonly count: number;
  readonly now: () => number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Reaches the pipeline anew after the connection broke. */
  readonly reach: () => Promise<Target>;
  /** Takes new events, none too, and how far it is after them. */
  readonly onEvents: (events: readonly ListedEvent[], place: Place) => Promise<void>;
  /** Takes what is the matter, and undefined once it is over. */
  readonly onTrouble: (trouble: string | undefined) => void;
}

const brokenOff = async (signal: AbortSignal): Promise<never> => {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
};

/**
 * Tells each event once as it is archived, until it is stopped or has told as many as it shall. A
 * broken connection is tried again and again, from where it was.
 */
export const follow = async (following: Following): Promise<void> => {
  const { filter, interval, count, now, signal, reach, onEvents, onTrouble } = following;
  let { target, from: place } = following;
  let left = count;
  let wait = 0;

  /** Undefined where the connection is broken. */
  const look = async (): Promise<Pass | undefined> => {
    const limit = Math.min(left, PASS.events);
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    try {
      if (wait > 0) target = await reach();
      const reading = readOn(target, filter, place, { limit, now });
      return await Promise.race([reading, brokenOff(patience)]);
    } catch (error) {
      if (signal.aborted) return undefined;
      const trouble = passingTrouble(error);
      if (trouble === undefined) throw error;
      target.dynamodb.destroy();
      if (wait === 0) onTrouble(trouble);
      return undefined;
    }
  };

  const rest = (time: number) => pause(time, undefined, { signal }).catch(() => {});

  try {
    while (!signal.aborted) {
      const pass = await look();
      if (!pass) {
        wait = wait === 0 ? RETRY.first : Math.min(2 * wait, RETRY.last);
        await rest(wait);
        continue;
      }
      if (wait > 0) onTrouble(undefined);
      wait = 0;
      place = pass.place;
      left -= pass.events.length;
      await onEvents(pass.events, place);
      if (left <= 0) return;
      if (pass.complete) await rest(interval);
    }
  } finally {
    // A request that nobody waits for any more would keep the process.
    target.dynamodb.destroy();
  }
};
