/** The rate at which a pipeline takes events: raised while it keeps up, lowered when it does not. */
export interface Pace {
  /** Events a second, at present. */
  readonly rate: number;
  /**
   * Looks at how it goes, once a second.
   * @param slowest the time that 95 % of acknowledgements kept within, milliseconds.
   * @param done acknowledgements in this second.
   */
  adapt(depth: number, slowest: number, done: number): void;
}

/** Messages that may wait, as seconds of the present rate: what is more grows. */
const BACKLOG_SECONDS = 3;
const SLOW_MILLISECONDS = 1_000;

const START = 10;

export const createPace = (): Pace => {
  let rate = START;
  return {
    get rate() {
      return rate;
    },
    adapt: (depth, slowest, done) => {
      const isBehind = depth > BACKLOG_SECONDS * rate || slowest > SLOW_MILLISECONDS;
      if (isBehind) rate = Math.max(1, rate * 0.8);
      else if (done > rate * 0.8) rate *= 1.1;
    },
  };
};
