import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that ends with this process, however this process ends. */
export interface Tied {
  /** Resolves when it has ended. */
  readonly ended: Promise<End>;
  stop(): Promise<void>;
}

export interface End {
  /** 0 on success. */
  readonly code: unknown;
  /** The last lines that it wrote. */
  readonly output: string;
}

/**
 * Runs a program until standard input ends, which it does when the runner dies, even by
 * `kill -9`. The shell is there for a program that would not notice by itself.
 */
const untilInputEnds = `
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{ read -r _ <&3; kill -9 "$program"; } >/dev/null 2>&1 &
wait "$program"
`;

interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const onWindows = process.platform === 'win32';

/**
 * Starts a program that the terminal's Ctrl-C does not reach. Windows has no such shell: there the
 * program outlives a runner that is killed.
 */
export const startTied = (
  program: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Tied => {
  const child = onWindows
    ? spawn(program, args, { ...surroundings, windowsHide: true, stdio: 'pipe' })
    : spawn('/bin/sh', ['-c', untilInputEnds, 'sh', program, ...args], {
        ...surroundings,
        detached: true,
        stdio: 'pipe',
      });
  const ended = endOf(child);
  return {
    ended,
    stop: async () => {
      if (onWindows) child.kill();
      else child.stdin.end();
      await ended;
    },
  };
};

/** The program and its arguments that run a line of a shell. */
export const shellOf = (
  line: string,
  platform: NodeJS.Platform = process.platform,
): readonly [program: string, args: readonly string[]] =>
  platform === 'win32'
    ? ['cmd.exe', ['/d', '/s', '/c', line]]
    : ['/bin/sh', ['-c', `exec ${line}`]];

const REMEMBERED_CHARACTERS = 4_000;

/** Follows a child to its end. */
export const endOf = async (child: ChildProcess): Promise<End> => {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-REMEMBERED_CHARACTERS);
    });
  }
  const [code] = await once(child, 'exit');
  return { code, output: output.trim() };
};
