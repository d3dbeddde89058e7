import { Buffer } from 'node:buffer';

/*
 * A sentinel is a word that stands nowhere else. It is of small letters alone, so that no rule that
 * lets plain words and names pass holds it back, and it says its mark so often that a piece of nine
 * letters gives it away.
 */

const MARK = 'qzjx';
const whole = /(?:qzjx[a-z]{2}){3}/gi;
// Not in any case: base64 that means nothing would have it now and then.
const piece = /QZJX|qzjx/;
const base64 = /[\w+/-]{20,}={0,2}/g;

const places = new Map<string, string>();

/** A word that was never there before. @param place where it is put, as {@link placesIn} tells it. */
export const sentinel = (place: string): string => {
  const letters = places.size
    .toString(26)
    .padStart(6, '0')
    .replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)));
  const word = letters.replaceAll(/../g, `${MARK}$&`);
  places.set(word, place);
  return word;
};

/** How many there are by now. */
export const sentinelsMade = (): number => places.size;

const wordsIn = (text: string): readonly string[] => {
  const found = (text.match(whole) ?? []).map((word) => word.toLowerCase());
  const isTorn = piece.test(text.replaceAll(whole, ' '));
  return isTorn ? [...found, ''] : found;
};

/** The places of all sentinels that stand in a text, whole, torn or in base64; each place once. */
export const placesIn = (text: string): readonly string[] => {
  const decoded = (text.match(base64) ?? []).map((word) => Buffer.from(word, 'base64').toString());
  const words = new Set([text, ...decoded].flatMap(wordsIn));
  return [...new Set([...words].map((word) => places.get(word) ?? 'a piece of a sentinel'))].sort();
};
