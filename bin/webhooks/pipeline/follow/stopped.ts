/** A signal that is aborted once the process is asked to stop; a second time it ends at once. */
export const stoppedBySignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => controller.abort());
  return controller.signal;
};

/** Whether writing failed because the reader of a pipe has closed it. */
export const isReaderGone = (error: unknown): boolean => Object(error).code === 'EPIPE';
