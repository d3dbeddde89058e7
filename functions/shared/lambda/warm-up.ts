import { within } from './within.ts';

/** Milliseconds that a start waits at most: Lambda ends one after ten seconds. */
const AT_MOST = 2_000;

/**
 * Waits while a function starts for what its first invocation would have to ask for: the first
 * request to AWS costs most, and no request waits for it yet. It cannot fail the start: what was not
 * answered is requested again by the first invocation, which reports what is wrong.
 */
export const prime = async (asked: Promise<unknown>): Promise<void> => {
  await within<unknown>(
    AT_MOST,
    asked.catch(() => undefined),
    () => undefined,
  );
};
