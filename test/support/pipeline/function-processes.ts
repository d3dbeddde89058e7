import { execFileSync } from 'node:child_process';
import type { LocalPipeline } from './local-pipeline.ts';

/** Process ids of a local function. */
const processesOf = ({ dir }: LocalPipeline, name: string): readonly number[] => {
  const lines = execFileSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(dir) && line.includes(`-${name}`))
    .filter((line) => new RegExp(`AWS_LAMBDA_FUNCTION_NAME=\\S+-${name}\\b`).test(line))
    .map((line) => Number.parseInt(line, 10));
};

/**
 * Stops a local function while some work is done, which it then continues.
 * @throws Error when no process of it runs.
 */
export const whileStopped = async (
  pipeline: LocalPipeline,
  name: string,
  work: () => Promise<void>,
): Promise<void> => {
  const stopped = processesOf(pipeline, name);
  if (stopped.length === 0) throw new Error(`no process of ${name} runs`);
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
  }
};
