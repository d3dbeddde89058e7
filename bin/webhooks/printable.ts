/*
 * Text from outside for a terminal, a JSON text or a page. Terminals obey control characters (ECMA-48:
 * C0, DEL, C1), and Unicode's format characters reorder or hide what a person reads (UTR 36, UAX 9).
 */

/** Controls, formats, lone surrogates, line separators, and everything that is displayed as nothing. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const each = new RegExp(unprintable, 'gu');

/** The same, with the rest of what would be a colour. */
const sequences = new RegExp(`${unprintable.source}(?:\\[\\d{1,2}m)?`, 'gu');

/** Whether a reader would see all of a text as it is. */
export const isShown = (text: string): boolean => !unprintable.test(text);

/** In UTF-16 code units, as JSON writes them. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * A value from outside, on one line and without power over a terminal: what a reader would not see
 * is written as `\uXXXX`, as in JSON.
 */
export const shown = (value: string): string => value.replace(each, escaped);

/** What the tool itself prints of such: line breaks, and colours as `util.styleText` makes them. */
const isOwn = (sequence: string): boolean =>
  sequence.startsWith('\n') || sequence.startsWith('\u001b[');

/** A text of the tool's own lines and colours, where all else is written as by {@link shown}. */
export const printable = (text: string): string =>
  text.replace(sequences, (sequence) => (isOwn(sequence) ? sequence : shown(sequence)));
