import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { usageError } from './failure.ts';
import { ask, printErr } from './output.ts';

/** Prompts on a terminal without echoing the input. */
const prompted = async (prompt: string): Promise<string> => {
  ask(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const stop = new AbortController();
  lines.once('SIGINT', () => stop.abort());
  try {
    return await lines.question('', { signal: stop.signal });
  } catch {
    throw usageError('Nothing was changed.');
  } finally {
    lines.close();
    printErr('');
  }
};

/** Reads a text that no screen shows, after a prompt on a terminal, or from a pipe. */
export const hiddenInput = (prompt: string): Promise<string> =>
  process.stdin.isTTY ? prompted(prompt) : text(process.stdin);
