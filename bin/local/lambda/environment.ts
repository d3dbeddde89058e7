import { spawn } from 'node:child_process';
import { createLines } from '../../webhooks/terminal/lines.ts';
import type { LambdaFunction } from '../cloud/application.ts';
import { watchMemory } from './memory.ts';
import { type InvocationOutcome, serveRuntimeApi } from './runtime-api.ts';

/** A process that runs a function, one invocation at a time. */
export interface Environment {
  invoke(event: string): Promise<InvocationOutcome>;
  readonly alive: boolean;
  stop(): Promise<void>;
}

export interface EnvironmentSettings {
  /** The file that replaces Lambda's runtime. */
  readonly bootstrap: string;
  /** All that the process sees of the machine's and the function's variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** Takes the lines that the function writes, and the reason why its process was killed. */
  readonly write: (line: string) => void;
}

/** Lambda's limit for initialisation: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_SECONDS = 10;

/** Starts a process for a function; it is killed when it takes more time or memory than it may. */
export const startEnvironment = async (
  lambda: LambdaFunction,
  { bootstrap, variables, write }: EnvironmentSettings,
): Promise<Environment> => {
  const api = await serveRuntimeApi(lambda.arn);
  // V8 sizes its heap by the memory that it finds, here this machine's. The young generation gets 1 MB,
  // as in a sandbox of this size; the old one half, so that it is collected before the sandbox is full.
  const heap = [
    `--max-old-space-size=${Math.floor(lambda.memorySize / 2)}`,
    '--max-semi-space-size=1',
  ];
  const child = spawn(process.execPath, [...heap, bootstrap], {
    cwd: lambda.code,
    detached: true,
    windowsHide: true,
    stdio: 'pipe',
    env: { ...variables, AWS_LAMBDA_RUNTIME_API: api.address },
  });
  for (const stream of [child.stdout, child.stderr]) {
    const lines = createLines();
    stream.setEncoding('utf8').on('data', (chunk: string) => lines.add(chunk).forEach(write));
    stream.on('end', () => lines.rest !== '' && write(lines.rest));
  }
  let reason = 'Runtime.ExitError: the process ended without a response';
  let alive = true;
  const kill = (why: string) => {
    if (!alive) return;
    reason = why;
    write(why);
    child.kill('SIGKILL');
  };
  const unwatch = watchMemory(child.pid, lambda.memorySize, kill);
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      alive = false;
      unwatch();
      api.fail(reason);
      api.close();
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  // Errors when the process dies, which its exit event reports.
  child.stdin.on('error', () => {});

  /** Kills the process when it takes longer, which fails the task. */
  const limited = async <T>(seconds: number, doing: string, task: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => kill(`${doing} timed out after ${seconds} s`), seconds * 1000);
    return task.finally(() => clearTimeout(timer));
  };

  return {
    get alive() {
      return alive;
    },
    invoke: async (event) => {
      try {
        await limited(INIT_SECONDS, 'Initialisation', api.idle());
        const deadline = Date.now() + lambda.timeoutSeconds * 1000;
        return await limited(lambda.timeoutSeconds, 'Task', api.invoke(event, deadline));
      } catch (error) {
        return { ok: false, error: error instanceof Error ? error.message : String(error) };
      }
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
