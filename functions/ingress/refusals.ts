/** Milliseconds in which one cause of refusal is logged once. */
const WINDOW = 10_000;

/** Refusals of one cause that no log line has counted yet. */
interface Remainder {
  /** Of the last of them. */
  readonly requestId: string;
  readonly cause: string;
  readonly refused: number;
}

/** Samples the log lines of refusals by cause. */
export interface RefusalSampler {
  /**
   * Counts a refusal.
   * @returns how many refusals of its cause the log line counts, or undefined when none is due.
   */
  sample(cause: string, requestId: string): number | undefined;
  /**
   * What is still to be counted of windows that have passed, for a log line each. Asked after every
   * request, or a burst would show as a single refusal until the next one.
   */
  remainders(): readonly Remainder[];
}

interface Window {
  since: number;
  unlogged: number;
  requestId: string;
}

const NONE: readonly Remainder[] = [];

/** Samples so that a flood of forgeries costs a line in ten seconds, and is counted nevertheless. */
export const refusalSampler = (now: () => number): RefusalSampler => {
  const causes = new Map<string, Window>();
  /** Refusals that no line has counted: usually none, which is all that a genuine webhook asks. */
  let unlogged = 0;

  /** Begins another window. @returns what the one before has not counted. */
  const restart = (window: Window): number => {
    const remaining = window.unlogged;
    unlogged -= remaining;
    Object.assign(window, { since: now(), unlogged: 0 });
    return remaining;
  };
  /** Not either when the clock was set back, which would else keep a window open for as long. */
  const isOpen = ({ since }: Window): boolean => Math.abs(now() - since) < WINDOW;

  return {
    sample: (cause, requestId) => {
      const window = causes.get(cause);
      if (window === undefined) {
        causes.set(cause, { since: now(), unlogged: 0, requestId });
        return 1;
      }
      window.requestId = requestId;
      if (!isOpen(window)) return restart(window) + 1;
      window.unlogged += 1;
      unlogged += 1;
      return undefined;
    },
    remainders: () => {
      if (unlogged === 0) return NONE;
      return [...causes].flatMap(([cause, window]) => {
        if (window.unlogged === 0 || isOpen(window)) return [];
        const { requestId } = window;
        return [{ requestId, cause, refused: restart(window) }];
      });
    },
  };
};
