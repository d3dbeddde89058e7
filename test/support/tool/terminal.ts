import { CommanderError } from 'commander';
import { createProgram } from '../../../bin/webhooks/program.ts';
import { failureOf, unexpected } from '../../../bin/webhooks/terminal/failure.ts';
import { printErr } from '../../../bin/webhooks/terminal/output.ts';
import { isShown } from '../../../bin/webhooks/terminal/printable.ts';
import { setEnvironment } from '../aws/environment.ts';

const ESC = '\u001b';

/** What an attacker would have a terminal do, and a line that looks like one of the tool's own. */
export const HOSTILE = [
  `${ESC}]0;title\u0007`,
  `${ESC}[2J${ESC}[31m`,
  '\u009b1m\u009d0;title\u009c',
  '\u202e\u2066\u200b\u00ad\ufeff\u{e0041}',
  `\r${ESC}[2K`,
  '\nFORGED line',
  '\u2028FORGED line\u007f',
].join('');

/** What a run of the tool has written, as a terminal gets it. */
export interface Written {
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process as the tool does, with colours or without. */
export const written = async (
  words: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Written> => {
  const texts = { out: '', err: '' };
  const lines = (to: keyof typeof texts) => (text: unknown) => {
    texts[to] += `${text}\n`;
  };
  const write =
    (to: keyof typeof texts) =>
    (text: unknown, ...rest: readonly unknown[]): boolean => {
      texts[to] += text;
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    };
  const spies = [
    jest.spyOn(console, 'log').mockImplementation(lines('out')),
    jest.spyOn(console, 'error').mockImplementation(lines('err')),
    jest.spyOn(process.stdout, 'write').mockImplementation(write('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(write('err')),
  ];
  const leave = setEnvironment(variables);
  try {
    const program = (await createProgram(words)).exitOverride();
    for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
      command.exitOverride();
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError))
      printErr((failureOf(error) ?? unexpected(error)).message);
  } finally {
    leave();
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
  }
  return texts;
};

const colours = new RegExp(`${ESC}\\[\\d{1,2}m`, 'g');

/** What is wrong with what a terminal gets: lines that control it, or that somebody has forged. */
export const offencesIn = (text: string): readonly string[] =>
  text
    .replaceAll(colours, '')
    .split('\n')
    .filter((line) => !isShown(line) || /^\W*FORGED/.test(line));
