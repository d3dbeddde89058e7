import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { identifier } from '../../../functions/shared/event/identifier.ts';
import { wrong } from '../failure.ts';
import { ask, printErr } from '../output.ts';
import { flawsOf } from './form.ts';

/** Names that a JSON object's reader may take for something of its own. */
const reserved = ['__proto__', 'constructor', 'prototype'];

/** @throws Failure where the archive could not name a secret so. */
export const checkedLabel = (label: string): string => {
  if (label !== '' && identifier(label) === label && !reserved.includes(label)) return label;
  throw wrong(
    `"${label}" can be no label: take letters, digits and signs without spaces and #, such as "2026-03".`,
  );
};

/** What to do about a flawed secret. */
interface Examination {
  /** Take it all the same. */
  readonly force: boolean;
  /** What taking it would do, as a sentence. */
  readonly harm: string;
}

/**
 * Examines what was typed or piped; no message repeats it. White space around it, such as the line
 * break of an `echo`, is no part of it.
 * @throws Failure when it is no signing secret of Airwallex, unless that is forced.
 */
export const examined = (given: string, { force, harm }: Examination): string => {
  const secret = given.trim();
  if (secret === '') throw wrong('No secret was given. Type or pipe the one that Airwallex shows.');
  const flaws = flawsOf(secret);
  if (force || flaws.length === 0) return secret;
  throw wrong(
    `Nothing was changed: what was given is no signing secret of Airwallex, because it ${flaws.join('; it ')}. ${harm} Copy the secret again, alone and whole, from the page of the webhook in Airwallex. --force stores it all the same.`,
  );
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
