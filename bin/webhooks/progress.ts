import { isWatched, printErr, replaceLine } from './output.ts';
import { number } from './table.ts';

/** Tells a person on stderr how far a long command is: seldom enough to cost nothing. */
export interface Progress {
  /** How many there are by now. */
  report(count: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Milliseconds between two reports: on a terminal the same line again, else a line of its own. */
const EVERY = { terminal: 200, lines: 5_000 };

/** Reports as `<count> <things>`, nothing at all when it takes no longer than one interval. */
export const createProgress = (things: string): Progress => {
  const every = isWatched() ? EVERY.terminal : EVERY.lines;
  let last = Date.now();
  let shown = false;
  return {
    report: (count) => {
      if (Date.now() - last < every) return;
      last = Date.now();
      shown = true;
      const text = `${number(count)} ${things}`;
      if (isWatched()) replaceLine(text);
      else printErr(text);
    },
    end: () => {
      if (shown && isWatched()) replaceLine('');
    },
  };
};
