import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenOutputs } from '../../../bin/local/outputs.ts';
import { outputsFile } from '../../../bin/webhooks/pipeline/outputs.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { sharedAssembly, synthesizeShared } from '../../support/aws/assembly.ts';

/** An `npm start` in a process of its own. */
export interface Launched {
  readonly child: ChildProcess;
  readonly outputs: WrittenOutputs;
  /** All that it has written so far. */
  output(): string;
  /** Signals the process and waits for its end. @returns its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Ends processes that still run after a failed test. */
export const endAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
};

/** Where a pipeline runs: a copy of the project synthesizes its own templates. */
interface Place {
  /** Keeps its state. */
  readonly dir: string;
  /** The folder of the project. */
  readonly root?: string;
}

/**
 * Starts the local pipeline on free ports and waits until it is ready.
 * @param dir keeps its state.
 * @throws Error with its output, when it ends instead.
 */
export const launch = (dir: string, ...args: string[]): Promise<Launched> =>
  launchIn({ dir }, ...args);

/** The same of a copy of the project. */
export const launchIn = async (
  { dir, root = projectRoot }: Place,
  ...args: string[]
): Promise<Launched> => {
  const own = join(dir, 'cdk.out');
  if (root === projectRoot) await synthesizeShared();
  if (root === projectRoot && !existsSync(own)) cpSync(sharedAssembly, own, { recursive: true });
  const ports = ['--port', '--dynamodb-port', '--sqs-port', '--secrets-port', '--inspector-port'];
  const child = spawn(
    process.execPath,
    [
      ...[join(root, 'bin/local/start.ts'), '--dir', dir],
      ...ports.flatMap((port) => [port, '0']),
      ...args,
    ],
    { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  running.add(child);
  let output = '';
  const ended = once(child, 'exit');
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (text: string) => {
      output += text;
      if (/\bready: http/.test(output)) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.once('close', () => reject(new Error(output)));
  });
  await ready;
  const outputs: WrittenOutputs = JSON.parse(readFileSync(outputsFile(dir), 'utf8'));
  return {
    child,
    outputs,
    output: () => output,
    end: async (signal) => {
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
};
