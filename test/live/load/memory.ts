import { functionProcesses, residentMegabytes } from '../faults/processes.ts';
import { quantile } from './figures.ts';

/** The memory of functions over a run. */
export interface MemoryWatch {
  stop(): readonly Memory[];
}

export interface Memory {
  readonly name: string;
  readonly processes: number;
  /** Megabytes of its largest process: usual in the second fifth of its time, and in the last. */
  readonly early: number;
  readonly late: number;
  readonly most: number;
  /** Undefined where the run was too short for the first collections of garbage. */
  readonly isFlat: boolean | undefined;
}

const INTERVAL = 2_000;

/** Readings that a judgement takes: five minutes. */
const ENOUGH = 150;

/** Growth that may be the collector's, megabytes. */
const SLACK = 24;

/** Reads the memory of a runner's functions every two seconds. */
export const watchMemory = (runner: number): MemoryWatch => {
  const readings = new Map<number, { name: string; megabytes: number[] }>();
  const timer = setInterval(() => {
    for (const { pid, name } of functionProcesses(runner)) {
      const known = readings.get(pid) ?? { name, megabytes: [] };
      readings.set(pid, known);
      const megabytes = residentMegabytes(pid);
      if (megabytes > 0) known.megabytes.push(megabytes);
    }
  }, INTERVAL);
  return {
    stop: () => {
      clearInterval(timer);
      const names = new Set([...readings.values()].map(({ name }) => name));
      return [...names].toSorted().map((name) => {
        const processes = [...readings.values()].filter((one) => one.name === name);
        const fifth = (from: number, to: number): number =>
          Math.max(
            ...processes.map(({ megabytes: { length }, megabytes }) =>
              quantile(megabytes.slice((length * from) / 5, (length * to) / 5), 0.5),
            ),
          );
        const [early, late] = [fifth(1, 2), fifth(4, 5)];
        const most = Math.max(...processes.flatMap(({ megabytes }) => megabytes));
        return {
          name,
          processes: processes.length,
          early,
          late,
          most,
          isFlat:
            Math.max(...processes.map(({ megabytes }) => megabytes.length)) < ENOUGH
              ? undefined
              : late < early + SLACK,
        };
      });
    },
  };
};
