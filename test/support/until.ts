import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition holds. @throws Error when it takes longer than the given milliseconds. */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  milliseconds = 30_000,
): Promise<void> => {
  const deadline = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`Timed out: the condition did not hold within ${milliseconds} ms.`);
    await pause(50);
  }
};
