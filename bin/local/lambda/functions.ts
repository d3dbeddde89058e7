import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Application, LambdaFunction } from '../cloud/application.ts';
import type { Console } from '../console/console.ts';
import { startEnvironment } from './environment.ts';
import { type RunningFunction, runFunction } from './function.ts';
import { type Endpoints, variablesOf } from './variables.ts';

/** A developer's machine has few cores: more processes would only slow each other down. */
const ROUTED_PROCESSES = 4;
const POLLED_PROCESSES = 2;

interface Setting {
  /** The folder with all state that persists between runs. */
  readonly dir: string;
  readonly endpoints: Endpoints;
  readonly console: Console;
}

/** A function's name without its stage's part: that of a reaction has several words. */
const lastPartOf = (name: string): string => /reaction-.+$|[^-]+$/.exec(name)?.[0] ?? name;

/** Writes a line to the log as CloudWatch would: the accepted webhooks are counted from it. */
const keep = (log: string, line: string, { print }: Console): void => {
  try {
    appendFileSync(log, `${line}\n`);
  } catch (error) {
    // A full disk loses log lines but does not fail the function, as at AWS.
    print(`${log} cannot be written: ${error}`);
  }
};

/** Makes all functions of the application ready to be invoked. @returns them by ARN. */
export const runFunctions = (
  application: Pick<Application, 'functions' | 'routes'>,
  { dir, endpoints, console }: Setting,
): ReadonlyMap<string, RunningFunction> => {
  const bootstrap = join(dir, 'bootstrap.mjs');
  // Node itself would strip the types in each process again, and take 18 MB and 70 ms to do so.
  const source = readFileSync(join(import.meta.dirname, 'bootstrap.ts'), 'utf8');
  writeFileSync(bootstrap, transformSync(source, { loader: 'ts', format: 'esm' }).code);

  const logs = join(dir, 'logs');
  mkdirSync(logs, { recursive: true });

  const run = (lambda: LambdaFunction): RunningFunction => {
    const log = join(logs, `${lastPartOf(lambda.name)}.jsonl`);
    const settings = {
      bootstrap,
      variables: variablesOf(lambda, endpoints),
      write: (line: string) => {
        keep(log, line, console);
        console.functionLine(lambda.name, line);
      },
    };
    const routed = application.routes.some(({ functionArn }) => functionArn === lambda.arn);
    const processes = routed ? ROUTED_PROCESSES : POLLED_PROCESSES;
    return runFunction(
      () => startEnvironment(lambda, settings),
      Math.min(processes, lambda.concurrency ?? processes),
    );
  };
  const running = new Map(application.functions.map((lambda) => [lambda.arn, run(lambda)]));
  // A handler that never yields would not notice that its runner has exited.
  process.once('exit', () => {
    for (const { stop } of running.values()) stop();
  });
  return running;
};
