import { type ChildProcess, execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const OUTPUT_BYTES = 64 * 1_024 * 1_024;

/** The end of what a failed program wrote; the beginning is progress. */
const MESSAGE_CHARACTERS = 3_000;

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill();
});

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to its standard input. */
  readonly input?: string;
  /** Exit codes beside 0 that are no failure. */
  readonly accepted?: readonly number[];
}

/**
 * Runs a program to its end, which is that of this process at the latest.
 * @returns what it wrote to standard output.
 * @throws Error with the end of all that it wrote, when it fails or there is none.
 */
export const runProgram = async (
  program: string,
  args: readonly string[],
  { input, accepted = [], ...surroundings }: Surroundings = {},
): Promise<string> => {
  const execution = execute(program, [...args], { ...surroundings, maxBuffer: OUTPUT_BYTES });
  running.add(execution.child);
  // A program that ends without reading closes its end of the pipe.
  execution.child.stdin?.on('error', () => {}).end(input);
  try {
    return (await execution).stdout;
  } catch (error) {
    if (!(error instanceof Error) || !('stderr' in error && 'stdout' in error)) throw error;
    if ('code' in error && accepted.includes(Number(error.code))) return String(error.stdout);
    const output = `${error.stdout}${error.stderr}`.trim().slice(-MESSAGE_CHARACTERS);
    const words = output === '' ? error.message : output;
    throw new Error(`${program} ${args.slice(0, 4).join(' ')}: ${words}`);
  } finally {
    running.delete(execution.child);
  }
};
