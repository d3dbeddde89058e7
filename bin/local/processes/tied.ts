import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that lives no longer than this process, however this process ends. */
export interface Tied {
  /** Resolves when it has ended, with the last that it said. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Runs the program until standard input ends, which it does when the runner dies, even by
 * `kill -9`. The shell is there for a program that would not notice by itself.
 */
const untilInputEnds = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ read -r _ <&3; kill -9 "$program"; } >/dev/null 2>&1 &
wait "$program"
`;

/** Starts a program that knows nothing of us, out of reach of the terminal's Ctrl-C. */
export const startTied = (program: string, args: readonly string[]): Tied => {
  const shell = spawn('/bin/sh', ['-c', untilInputEnds, 'sh', program, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = endOf(shell);
  return {
    ended,
    stop: async () => {
      shell.stdin.end();
      await ended;
    },
  };
};

/** Collects the end of what a child says, and resolves with it when the child is gone. */
export const endOf = (child: ChildProcess): Promise<string> => {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000);
    });
  }
  return once(child, 'exit').then(
    () => said.trim(),
    (error: Error) => error.message,
  );
};
