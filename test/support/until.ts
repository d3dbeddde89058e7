import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so. @throws Error when it takes longer than so many milliseconds. */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  milliseconds = 30_000,
): Promise<void> => {
  const deadline = Date.now() + milliseconds;
  while (!(await isSo())) {
    if (Date.now() > deadline)
      throw new Error(`The condition does not hold after ${milliseconds} ms.`);
    await pause(50);
  }
};
