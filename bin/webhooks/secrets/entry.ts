import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { identifier } from '../../../functions/shared/event/identifier.ts';
import { wrong } from '../failure.ts';
import { ask, printErr } from '../output.ts';

/** A secret as a person gave it, and what of it they should know. */
interface Entry {
  readonly secret: string;
  readonly remarks: readonly string[];
}

/** Names that a JSON object's reader may take for something of its own. */
const reserved = ['__proto__', 'constructor', 'prototype'];

/** @throws Failure where the archive could not name a secret so. */
export const checkedLabel = (label: string): string => {
  if (label !== '' && identifier(label) === label && !reserved.includes(label)) return label;
  throw wrong(
    `"${label}" can be no label: take letters, digits and signs without spaces and #, such as "2026-03".`,
  );
};

/**
 * Examines what was typed or piped; no message repeats it.
 * @throws Failure when it can be no signing secret.
 */
export const examined = (given: string): Entry => {
  const secret = given.trim();
  if (secret === '') throw wrong('No secret was given. Type or pipe the one that Airwallex shows.');
  if (/^["'].*["']$/.test(secret)) throw wrong('Give the secret without quotation marks.');
  if (/^[[{]/.test(secret)) throw wrong('Give the secret alone, not JSON.');
  if (!/^[!-~]+$/.test(secret))
    throw wrong('A secret is one word: this holds spaces, line breaks or signs beyond ASCII.');
  const remarks = [
    ...(secret === given
      ? []
      : [`Removed ${given.length - secret.length} of white space around it.`]),
    ...(secret.startsWith('whsec_')
      ? []
      : ['It does not begin with "whsec_", as the secrets that Airwallex shows do.']),
  ];
  return { secret, remarks };
};

/** Asks on a terminal, without showing what is typed. */
const asked = async (prompt: string): Promise<string> => {
  ask(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const stop = new AbortController();
  lines.once('SIGINT', () => stop.abort());
  try {
    return await lines.question('', { signal: stop.signal });
  } catch {
    throw wrong('Nothing was changed.');
  } finally {
    lines.close();
    printErr('');
  }
};

/** Reads a secret from a terminal or a pipe. */
export const enteredSecret = (label: string): Promise<string> =>
  process.stdin.isTTY
    ? asked(`Signing secret for "${label}", which is not shown: `)
    : text(process.stdin);
