import { usageError } from '../../terminal/failure.ts';
import { number } from '../../terminal/table.ts';

/** Parses an option with a count. @throws Failure when it is not a whole number from 1 to the maximum. */
export const wholeNumber = (option: string, text: string, max: number): number => {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= max) return count;
  throw usageError(`${option} takes a whole number from 1 to ${number(max)}.`);
};
