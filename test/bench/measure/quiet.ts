import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/**
 * Runs a contestant's bundle in a process of its own, whose log lines go nowhere: as in Lambda,
 * writing them is part of the work.
 * @returns what it says on file descriptor 3, as JSON.
 */
export const runQuietly = async (
  file: string,
  variables: Readonly<Record<string, string>>,
): Promise<unknown> => {
  const child = spawn(process.execPath, [file], {
    env: { ...variables },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , complaints, said] = child.stdio;
  if (!complaints || !said || !('read' in said) || !('read' in complaints))
    throw new Error('The process has no pipes.');
  const [words, answer] = await Promise.all([text(complaints), text(said)]);
  if (answer === '') throw new Error(`${file} said nothing: ${words}`);
  return JSON.parse(answer);
};
