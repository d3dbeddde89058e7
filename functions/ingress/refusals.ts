/** Milliseconds after which one cause of refusal is logged as if it were the first time. */
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
  /** Refusals since then that a line has counted… */
  logged: number;
  /** …and that none has. */
  unlogged: number;
  requestId: string;
}

const NONE: readonly Remainder[] = [];

/**
 * Samples so that a flood of forgeries costs few lines, and is counted nevertheless: in ten seconds the
 * lines of a cause are for its first refusal, the second, the fourth, the eighth and so on. So no process
 * ends with more uncounted than counted, whatever comes after a burst.
 */
export const refusalSampler = (now: () => number): RefusalSampler => {
  const causes = new Map<string, Window>();
  /** Refusals that no line has counted: usually none, which is all that a genuine webhook asks. */
  let unlogged = 0;

  /** @returns what no line has counted yet, for the line that does. */
  const take = (window: Window): number => {
    const taken = window.unlogged;
    unlogged -= taken;
    window.logged += taken;
    window.unlogged = 0;
    return taken;
  };
  /** Begins another window, whose first refusal is logged at once. */
  const restart = (window: Window): void => void Object.assign(window, { since: now(), logged: 0 });
  /** Not either when the clock was set back, which would else keep a window open for as long. */
  const isOpen = ({ since }: Window): boolean => Math.abs(now() - since) < WINDOW;

  return {
    sample: (cause, requestId) => {
      const window = causes.get(cause) ?? { since: now(), logged: 0, unlogged: 0, requestId };
      causes.set(cause, window);
      if (!isOpen(window)) restart(window);
      window.requestId = requestId;
      window.unlogged += 1;
      unlogged += 1;
      return window.unlogged < window.logged ? undefined : take(window);
    },
    remainders: () => {
      if (unlogged === 0) return NONE;
      return [...causes].flatMap(([cause, window]) => {
        if (window.unlogged === 0 || isOpen(window)) return [];
        const { requestId } = window;
        const refused = take(window);
        restart(window);
        return [{ requestId, cause, refused }];
      });
    },
  };
};
