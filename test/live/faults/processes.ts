import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface SystemProcess {
  readonly pid: number;
  readonly command: string;
}

/** The processes that a process has started, and those that they have started. */
export const descendants = (root: number): readonly SystemProcess[] => {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
  const found: SystemProcess[] = [];
  const search = (parent: number): void => {
    for (const one of all)
      if (one.parent === parent) {
        found.push(one);
        search(one.pid);
      }
  };
  search(root);
  return found;
};

/** `kill -9`. @returns whether there was such a process. */
export const kill = (pid: number): boolean => {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
};

/** A function's name, and the process that runs it. */
export interface FunctionProcess {
  readonly pid: number;
  /** `ingress`, or the domain. */
  readonly name: string;
}

const nameOf = (pid: number): string | undefined => {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8');
    return /AWS_LAMBDA_FUNCTION_NAME=[^\0]*-(\w+)/.exec(variables)?.[1];
  } catch {
    return undefined;
  }
};

/** The processes of a runner's functions. */
export const functionProcesses = (runner: number): readonly FunctionProcess[] =>
  descendants(runner)
    .filter(({ command }) => command.includes('bootstrap.mjs'))
    .flatMap(({ pid }) => {
      const name = nameOf(pid);
      return name === undefined ? [] : [{ pid, name }];
    });

/** Resident memory, in MB; 0 of a process that is gone. */
export const residentMegabytes = (pid: number): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
};
