import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a runner that was just killed may take to exit. */
const WAIT_MS = 2_000;

/**
 * Takes a folder for this process alone: two runners would each serve what the other has deleted.
 * The lock is SQLite's, which the system frees however the process ends.
 * @returns gives the folder back.
 * @throws Error with the next step when another runner has it.
 */
export const claim = (folder: string): (() => void) => {
  // It holds bodies and secrets: other users of the machine read nothing of it, nor of what is in it.
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const lock = new DatabaseSync(join(folder, 'in-use.db'), { timeout: WAIT_MS });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `Another npm start uses ${folder}: stop it, or choose another folder with --dir.`,
    );
  }
  return () => lock.close();
};
