import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so. @throws Error when it takes longer than so many milliseconds. */
export const until = async (
  isSo: () => boolean | Promise<boolean>,
  patience = 30_000,
): Promise<void> => {
  const deadline = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`It is not so after ${patience} ms.`);
    await pause(50);
  }
};
