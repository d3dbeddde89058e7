/** What a person is shown of forwarding. */
export interface Reports {
  failed(change: string, failure: string): void;
  /** It was accepted, or is given up. */
  settled(change: string, isGivenUp: boolean): void;
}

const AGAIN_MS = 600_000;

/** `1 change waits` */
const waitingText = (count: number): string =>
  count === 1 ? '1 change waits' : `${count} changes wait`;

/**
 * Reports each kind of failure once, again where it lasts, and its end.
 * @param count how many changes wait.
 */
export const createReports = (
  url: string,
  write: (line: string) => void,
  count: () => Promise<number>,
  now: () => number = Date.now,
): Reports => {
  const failing = new Set<string>();
  /** When each kind was last reported. */
  const reported = new Map<string, number>();
  const writeWaiting = (text: string): void =>
    void count().then(
      (waiting) => write(`${text}; ${waitingText(waiting)}`),
      () => write(text),
    );

  const report = (kind: string, what: string): void => {
    if (now() - (reported.get(kind) ?? -AGAIN_MS) < AGAIN_MS) return;
    reported.set(kind, now());
    writeWaiting(`${url} ${kind}: ${what}`);
  };

  return {
    failed: (change, failure) => {
      failing.add(change);
      report(failure, 'tried again, less and less often, for 12 hours');
    },
    settled: (change, isGivenUp) => {
      if (isGivenUp) report('has not accepted a change for 12 hours', 'it is given up');
      if (!failing.delete(change) || failing.size > 0) return;
      reported.clear();
      if (!isGivenUp) writeWaiting(`${url} accepts changes again`);
    },
  };
};
