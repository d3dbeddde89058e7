import { printErr } from './output.ts';
/**
 * Runs long work that can be interrupted: after Ctrl-C it finishes what is in progress, a second
 * Ctrl-C ends the process at once.
 * @returns the result of the work, and whether it was interrupted.
 */
export const interruptible = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly result: T; readonly interrupted: boolean }> => {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (): void => {
    printErr('\nStopping after the work in progress. Press Ctrl-C again to stop at once.');
    controller.abort();
  };
  process.once('SIGINT', stop);
  try {
    return { result: await work(signal), interrupted: signal.aborted };
  } finally {
    process.off('SIGINT', stop);
  }
};
