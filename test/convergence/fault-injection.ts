import type { Step } from '../support/tables/tables.ts';

/** What happens to a process at one call of a port: it dies, or only the call fails. */
export const blows = [
  'it dies before the call has its effect',
  'it dies after the call has had its effect',
  'the call fails before it has its effect',
  'the call fails after it has had its effect',
] as const;
export type Blow = (typeof blows)[number];

/** One process at its ports. What it calls after its death never happens and never returns. */
export interface Process {
  readonly step: Step;
  /** A call whose effect is its result, and which cannot wait. */
  readonly read: <T>(effect: () => T) => T;
}

class Broken extends Error {
  override readonly name = 'Broken';
}

/** Decides at which calls of ports, counted over all processes from 1 on, a blow falls. */
export interface Fate {
  /** Runs work in a process of its own. Gives back undefined when the process died or gave up. */
  run<T>(work: (process: Process) => Promise<T>): Promise<T | undefined>;
  /** How many calls there were. */
  readonly calls: number;
}

export const fate = (blow: Blow, ...at: readonly number[]): Fate => {
  let calls = 0;
  const never = new Promise<never>(() => {});
  const deadly = blow.startsWith('it dies');
  const before = blow.includes('before');
  return {
    get calls() {
      return calls;
    },
    run: async (work) => {
      let isAlive = true;
      let die = (): void => {};
      const death = new Promise<undefined>((resolve) => {
        die = () => {
          isAlive = false;
          resolve(undefined);
        };
      });
      const isStruck = (): boolean => {
        calls += 1;
        return at.includes(calls);
      };
      const strike = (): Promise<never> => {
        if (!deadly) throw new Broken('The call failed.');
        die();
        return never;
      };
      const process: Process = {
        step: async (effect) => {
          if (!isAlive) return never;
          if (!isStruck()) return effect();
          if (!before) effect();
          return strike();
        },
        read: (effect) => {
          if (isAlive && isStruck() && deadly) die();
          return effect();
        },
      };
      const work_ = work(process).catch(() => undefined);
      const result = await Promise.race([death, work_]);
      return isAlive ? result : undefined;
    },
  };
};
