import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../../lib/project-root.ts';

/** The tool in a process of its own, beside a local pipeline. */
export interface Running {
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** Waits for its end. @returns its exit code, null where a signal ended it. */
  ended(): Promise<number | null>;
}

/**
 * @param dir where the local pipeline keeps its state.
 * @param input what it is piped.
 * @param variables of its environment, beside those of this process.
 */
export const startCommand = (
  dir: string,
  words: readonly string[],
  input?: string,
  variables: Readonly<Record<string, string>> = {},
): Running => {
  const child = spawn(process.execPath, [join(projectRoot, 'bin/webhooks/main.ts'), ...words], {
    env: { ...process.env, LOCAL_DIR: dir, NO_COLOR: '1', ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  child.stdin.on('error', () => {}).end(input);
  const closed = once(child, 'close');
  return {
    child,
    out: () => out,
    err: () => err,
    ended: async () => {
      await closed;
      return child.exitCode;
    },
  };
};

/** Runs it to its end. */
export const runCommand = async (...given: Parameters<typeof startCommand>) => {
  const running = startCommand(...given);
  const code = await running.ended();
  return { code, out: running.out(), err: running.err() };
};
