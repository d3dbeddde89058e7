import { printable, shown } from './printable.ts';

/*
 * The only place where the tool writes to a terminal or a pipe (test/architecture.test.ts): nothing
 * gets out that could control a terminal, but for line breaks and colours of our own.
 */

/** Prints lines of what was asked for. */
export const printOut = (text: string): void => console.log(printable(text));

/** Prints lines about the work: remarks, progress, failures. */
export const printErr = (text: string): void => console.error(printable(text));

const withoutLastBreak = (text: string): string => text.replace(/\n$/, '');

/** What commander says of a mistake: a line that quotes the command line, and perhaps a guess. */
const mistakeOf = (text: string): string =>
  `${withoutLastBreak(text)
    .split(/\n(?=\(Did you mean)/)
    .map(shown)
    .join('\n')}\n`;

/** How commander prints helps and mistakes. */
export const commandOutput = {
  writeOut: (text: string): void => printOut(withoutLastBreak(text)),
  writeErr: (text: string): void => printErr(withoutLastBreak(text)),
  outputError: (text: string, write: (text: string) => void): void => write(mistakeOf(text)),
};

/**
 * Writes to stdout.
 * @returns once it is written, so that what is kept of it afterwards is true.
 * @throws what the system calls a reader that has gone, `EPIPE`.
 */
export const written = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const { stdout } = process;
    stdout.once('error', reject);
    stdout.write(printable(text), (error) => {
      if (error) return reject(error);
      stdout.off('error', reject);
      resolve();
    });
  });

/** Whether a person watches what is printed about the work. */
export const isWatched = (): boolean => process.stderr.isTTY === true;

/** On a terminal: puts a text in place of the line that the cursor is on. */
export const replaceLine = (text: string): void => {
  process.stderr.write(`\r\u001b[K${shown(text)}`);
};

/** On a terminal: asks, and leaves the cursor behind the question. */
export const ask = (question: string): void => {
  process.stderr.write(shown(question));
};
