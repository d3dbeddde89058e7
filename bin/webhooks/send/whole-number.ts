import { wrong } from '../failure.ts';
import { number } from '../table.ts';

/** What an option that counts something says. @throws Failure when it is no number from 1 on. */
export const wholeNumber = (option: string, text: string, most: number): number => {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw wrong(`${option} takes a whole number from 1 to ${number(most)}.`);
};
