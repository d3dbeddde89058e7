import type { Environment } from './environment.ts';
import type { InvocationOutcome } from './runtime-api.ts';

/** A function as its callers see it: any number of invocations, N of them concurrently. */
export interface RunningFunction {
  /** How many invocations run concurrently; further ones wait. */
  readonly concurrency: number;
  invoke(event: unknown): Promise<InvocationOutcome>;
  stop(): Promise<void>;
}

/**
 * Runs invocations in processes that are started when first needed and then kept warm.
 * @param concurrency the maximum number of processes.
 */
export const runFunction = (
  start: () => Promise<Environment>,
  concurrency: number,
): RunningFunction => {
  const idle: Environment[] = [];
  const all = new Set<Environment>();
  const waiting: (() => void)[] = [];
  let free = concurrency;

  const acquire = async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const warm = (): Environment | undefined => {
    const environment = idle.pop();
    return environment && !environment.alive ? warm() : environment;
  };
  const fresh = async () => {
    const environment = await start();
    all.add(environment);
    return environment;
  };

  return {
    concurrency,
    invoke: async (event) => {
      await acquire();
      try {
        const environment = warm() ?? (await fresh());
        const outcome = await environment.invoke(JSON.stringify(event));
        if (environment.alive) idle.push(environment);
        else all.delete(environment);
        return outcome;
      } finally {
        release();
      }
    },
    stop: async () => {
      await Promise.all([...all].map((environment) => environment.stop()));
    },
  };
};
