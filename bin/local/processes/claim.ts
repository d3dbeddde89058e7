import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** As long as a runner that was just killed may need to be gone. */
const PATIENCE_MS = 2_000;

/**
 * Takes a folder for this process alone: two runners would each serve what the other has deleted.
 * The lock is SQLite's, which the system frees however the process ends.
 * @returns gives the folder back.
 * @throws Error that says what to do, when another runner has it.
 */
export const claim = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'in-use.db'), { timeout: PATIENCE_MS });
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
