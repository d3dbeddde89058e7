import { printErr } from './output.ts';
/**
 * Runs long work that a person may end: Ctrl-C lets it finish what it has begun, a second one ends
 * it at once.
 * @returns what the work gives, and whether it was interrupted.
 */
export const interruptible = async <T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ readonly result: T; readonly interrupted: boolean }> => {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (): void => {
    printErr('\nStopping: what has begun is finished first. Ctrl-C again ends it at once.');
    controller.abort();
  };
  process.once('SIGINT', stop);
  try {
    return { result: await work(signal), interrupted: signal.aborted };
  } finally {
    process.off('SIGINT', stop);
  }
};
