import { isWatched, printErr, replaceLine } from './output.ts';
import { number } from './table.ts';

/** Reports the progress of a long command on stderr, rarely enough to have no measurable cost. */
export interface Progress {
  /** @param count the number so far. */
  report(count: number): void;
  /** Removes the line. */
  end(): void;
}

/** Milliseconds between two reports: on a terminal the same line is replaced, else a new one printed. */
const INTERVAL_MS = { terminal: 200, lines: 5_000 };

/** Reports as `<count> <things>`, and nothing when the command takes no longer than one interval. */
export const createProgress = (things: string): Progress => {
  const interval = isWatched() ? INTERVAL_MS.terminal : INTERVAL_MS.lines;
  let last = Date.now();
  let shown = false;
  return {
    report: (count) => {
      if (Date.now() - last < interval) return;
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

/** Reports the progress of work in several stages, each under its own words. */
export const createStagedProgress = () => {
  let stage = { doing: '', progress: createProgress('') };
  return {
    /** @param doing what the stage counts; another one ends the stage before. */
    report: (doing: string, count: number): void => {
      if (doing !== stage.doing) {
        stage.progress.end();
        stage = { doing, progress: createProgress(doing) };
      }
      stage.progress.report(count);
    },
    end: (): void => stage.progress.end(),
  };
};
