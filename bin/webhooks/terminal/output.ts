import { printable, shown } from './printable.ts';

/*
 * The only module that writes to a terminal or a pipe (test/architecture.test.ts): of all that could
 * control a terminal, only line breaks and the colours of the tool itself are written.
 */

/** Prints lines of the requested output. */
export const printOut = (text: string): void => console.log(printable(text));

/** Prints remarks, progress and failures. */
export const printErr = (text: string): void => console.error(printable(text));

const withoutLastBreak = (text: string): string => text.replace(/\n$/, '');

/** A usage error of commander: a line that quotes the command line, and possibly a suggestion. */
const mistakeOf = (text: string): string =>
  `${withoutLastBreak(text)
    .split(/\n(?=\(Did you mean)/)
    .map(shown)
    .join('\n')}\n`;

/** Prints the help texts and usage errors of commander. */
export const commandOutput = {
  writeOut: (text: string): void => printOut(withoutLastBreak(text)),
  writeErr: (text: string): void => printErr(withoutLastBreak(text)),
  outputError: (text: string, write: (text: string) => void): void => write(mistakeOf(text)),
};

/**
 * Writes to stdout.
 * @returns once it is written, so that a cursor stored afterwards is correct.
 * @throws Error `EPIPE` where the reader has closed the pipe.
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

/** The columns of the terminal that requested output goes to; undefined where it goes elsewhere. */
export const outWidth = (): number | undefined =>
  process.stdout.isTTY ? process.stdout.columns : undefined;

/** Whether stderr is a terminal. */
export const isWatched = (): boolean => process.stderr.isTTY === true;

/** On a terminal: replaces the line at the cursor by a text. */
export const replaceLine = (text: string): void => {
  process.stderr.write(`\r\u001b[K${shown(text)}`);
};

/** On a terminal: prints a question, with the cursor after it. */
export const ask = (question: string): void => {
  process.stderr.write(shown(question));
};
