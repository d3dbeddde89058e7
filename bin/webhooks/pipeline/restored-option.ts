import { usageError } from '../terminal/failure.ts';

/* Restored tables: DynamoDB restores into a new table, whose name the tool must be given. */

/** Commands that also work on restored tables; all others would change, or ask, what is in use. */
const onRestored = [
  ...['events', 'show', 'history', 'changes', 'spend', 'open', 'stats'],
  ...['audit', 'rebuild', 'void', 'erase'],
];

/** Whether a command works on restored tables. @param title such as `changes replay`. */
export const worksOnRestored = (title: string): boolean => onRestored.includes(title);

/** The name of a restored table. @param name of the table in use. */
export const restoredName = (name: string, suffix: string): string => `${name}-${suffix}`;

/** @throws Failure where the name of no restored table can end with a text. */
export const checkSuffix = (text: string): void => {
  if (!/^[\w.-]{1,64}$/.test(text))
    throw usageError(
      'A restored table is named by what its name ends with after the name of the table in use and a hyphen: letters, digits and ._- such as 2026-11-28.',
    );
};

/** @throws Failure where a command is given restored tables and does not work on them. */
export const checkRestored = (title: string, restored: string | undefined): void => {
  if (restored === undefined) return;
  if (!worksOnRestored(title))
    throw usageError(
      `"${title}" works on the tables in use alone: omit --restored. These work on restored tables: ${onRestored.join(', ')}.`,
    );
  checkSuffix(restored);
};
