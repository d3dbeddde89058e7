import { Buffer } from 'node:buffer';

/*
 * A sentinel is a word that occurs nowhere else. It has lower-case letters alone, so that a filter that
 * accepts plain words and names accepts it, and it repeats its mark so often that any piece of nine
 * letters is recognized.
 */

const MARK = 'qzjx';
const whole = /(?:qzjx[a-z]{2}){3}/gi;
// Not case-insensitively: random base64 would match now and then.
const piece = /QZJX|qzjx/;
const base64 = /[\w+/-]{20,}={0,2}/g;

const places = new Map<string, string>();

/** Creates a unique word. @param place where it is put, as {@link placesIn} reports it. */
export const sentinel = (place: string): string => {
  const letters = places.size
    .toString(26)
    .padStart(6, '0')
    .replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
  const word = letters.replaceAll(/../g, `${MARK}$&`);
  places.set(word, place);
  return word;
};

/** The number of sentinels created so far. */
export const sentinelsMade = (): number => places.size;

const wordsIn = (text: string): readonly string[] => {
  const found = (text.match(whole) ?? []).map((word) => word.toLowerCase());
  const isCut = piece.test(text.replaceAll(whole, ' '));
  return isCut ? [...found, ''] : found;
};

/** The places of all sentinels in a text, whole, cut or in base64; each place once. */
export const placesIn = (text: string): readonly string[] => {
  const decoded = (text.match(base64) ?? []).map((word) => Buffer.from(word, 'base64').toString());
  const words = new Set([text, ...decoded].flatMap(wordsIn));
  return [...new Set([...words].map((word) => places.get(word) ?? 'a piece of a sentinel'))].sort();
};
