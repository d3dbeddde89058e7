import { performance } from 'node:perf_hooks';
import type { LambdaFunction } from '../../../bin/local/cloud/application.ts';
import {
  type EnvironmentSettings,
  startEnvironment,
} from '../../../bin/local/lambda/environment.ts';
import { median } from './pairs.ts';

/** Milliseconds on the wall, medians. */
export interface Cold {
  /** From the start of a process until its first answer. */
  readonly first: number;
  /** For the second answer, once the process is there. */
  readonly second: number;
}

/** Starts a function over the Lambda Runtime API again and again, and asks it twice. */
export const coldStarts = async (
  lambda: LambdaFunction,
  settings: EnvironmentSettings,
  event: unknown,
  rounds = 21,
): Promise<Cold> => {
  const took: Cold[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const environment = await startEnvironment(lambda, settings);
    try {
      const ask = async (): Promise<number> => {
        const outcome = await environment.invoke(JSON.stringify(event));
        if (!outcome.ok) throw new Error(`${lambda.name}: ${outcome.error}`);
        return performance.now();
      };
      const first = await ask();
      const second = await ask();
      took.push({ first: first - began, second: second - first });
    } finally {
      await environment.stop();
    }
  }
  return {
    first: median(took.map(({ first }) => first)),
    second: median(took.map(({ second }) => second)),
  };
};
