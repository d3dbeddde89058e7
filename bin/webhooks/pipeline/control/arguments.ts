import { brief, sha256 } from '../../../../functions/shared/event/identifier.ts';
import type { GivenCommand } from './given.ts';

/*
 * What the trail keeps of a command line. It is kept permanently and no erasure reaches it, so it names no erased
 * person and holds no secret and no text of a body: of options only the values of these are kept.
 */

const kept = [
  ...['--account', '--acknowledge', '--age', '--at', '--concurrency', '--domain', '--duplicate'],
  ...['--into', '--kept-since', '--limit', '--message', '--name', '--object', '--outcome'],
  ...['--rate', '--reason', '--reopen', '--seed', '--since', '--times', '--until', '--wait'],
];

/** Options that name whom an erasure is about: whoever knows the id can compare its digest. */
const subjects = ['--account', '--customer', '--cardholder'];

/** Options of `void`, whose values are a label and ids of rules; another command's may be a secret. */
const ofVoid = ['--secret', '--undo', '--again'];

const WITHHELD = '…';
const MOST_WORDS = 100;

/** A word as it is kept: a secret in the place of an id is not. */
const word = (text: string): string => (text.includes('whsec_') ? WITHHELD : brief(text));

const keptValue = (title: string, flag: string, value: string): string => {
  if (title === 'erase' && subjects.includes(flag))
    return `sha256:${sha256(`${flag.slice(2)}#${value}`)}`;
  const isKept = kept.includes(flag) || (title === 'void' && ofVoid.includes(flag));
  return isKept ? word(value) : WITHHELD;
};

/** The arguments of a command line as the trail keeps them. */
export const recordedArguments = ({ title, operands, pairs }: GivenCommand): readonly string[] => {
  const options = pairs.flatMap(([flag, value]) =>
    value === undefined ? [flag] : [flag, keptValue(title, flag, value)],
  );
  const more = operands.length - MOST_WORDS;
  const words = operands.slice(0, MOST_WORDS).map(word);
  return [...words, ...(more > 0 ? [`and ${more} more`] : []), ...options];
};
