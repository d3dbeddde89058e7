/*
 * External text for a terminal, a JSON text or a page. Terminals obey control characters (ECMA-48:
 * C0, DEL, C1), and Unicode's format characters reorder or hide visible text (UTR 36, UAX 9).
 */

/** Controls, formats, lone surrogates, line separators, and everything without a visible form. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const each = new RegExp(unprintable, 'gu');

/** The same, with the rest of a colour sequence. */
const sequences = new RegExp(`${unprintable.source}(?:\\[\\d{1,2}m)?`, 'gu');

/** Whether every character of a text is visible. */
export const isShown = (text: string): boolean => !unprintable.test(text);

/** In UTF-16 code units, as JSON writes them. */
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/**
 * An external value on one line that cannot control a terminal: each invisible character is written
 * as `\uXXXX`, as in JSON.
 */
export const shown = (value: string): string => value.replace(each, escaped);

/** The control sequences of the tool itself: line breaks, and colours of `util.styleText`. */
const isOwn = (sequence: string): boolean =>
  sequence.startsWith('\n') || sequence.startsWith('\u001b[');

/** A text with the tool's own line breaks and colours; everything else is written as by {@link shown}. */
export const printable = (text: string): string =>
  text.replace(sequences, (sequence) => (isOwn(sequence) ? sequence : shown(sequence)));
