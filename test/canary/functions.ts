import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import type { RunningFunction } from '../../bin/local/lambda/function.ts';
import { runFunctions } from '../../bin/local/lambda/functions.ts';
import type { Endpoints } from '../../bin/local/lambda/variables.ts';

/** The answer of a function, or its error as Lambda would print it, and the lines that it wrote. */
export interface Observed {
  readonly answer: string;
  readonly lines: readonly string[];
}

/** The functions as they ship, each in its own process, without a pipeline. */
export interface Functions {
  invoke(name: string, event: unknown): Promise<Observed>;
  stop(): Promise<void>;
}

/** Milliseconds: log lines arrive on another channel than answers. */
const LOG_DELAY = 30;

/** Variables that make Powertools write more, unless the code prevents it. */
const verbose = {
  POWERTOOLS_LOGGER_LOG_EVENT: 'true',
  POWERTOOLS_LOGGER_SAMPLE_RATE: '1',
  POWERTOOLS_LOG_LEVEL: 'DEBUG',
};

/**
 * Runs the functions of synthesized templates.
 * @param dir a folder for their logs.
 * @param environment variables that override those of the templates.
 */
export const functionsOf = (
  templates: string,
  dir: string,
  endpoints: Endpoints,
  environment: Readonly<Record<string, string>> = {},
): Functions => {
  mkdirSync(dir, { recursive: true });
  const { functions, ...rest } = readApplication(readAssembly(templates));
  const hostile = functions.map((lambda) => ({
    ...lambda,
    environment: { ...lambda.environment, ...verbose, ...environment },
  }));
  const quiet = { step: () => {}, print: () => {}, functionLine: () => {}, end: () => {} };
  const running = runFunctions({ ...rest, functions: hostile }, { dir, endpoints, console: quiet });
  const named = (name: string): RunningFunction => {
    const arn = functions.find((lambda) => lambda.name.endsWith(`-${name}`))?.arn ?? '';
    const found = running.get(arn);
    if (!found) throw new Error(`There is no function ${name}.`);
    return found;
  };
  const linesOf = (name: string): readonly string[] => {
    const file = join(dir, 'logs', `${name}.jsonl`);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  };
  return {
    invoke: async (name, event) => {
      const before = linesOf(name).length;
      const outcome = await named(name).invoke(event);
      await pause(LOG_DELAY);
      const answer = outcome.ok ? outcome.payload : `threw ${outcome.error}`;
      return { answer, lines: linesOf(name).slice(before) };
    },
    stop: async () => {
      await Promise.all([...running.values()].map(({ stop }) => stop()));
    },
  };
};
