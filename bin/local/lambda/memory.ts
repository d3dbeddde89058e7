import { readFileSync } from 'node:fs';

const INTERVAL_MS = 200;

/**
 * Watches a process's resident memory where the system shows it as a file (Linux).
 * @returns ends the watch.
 */
export const watchMemory = (
  pid: number | undefined,
  limitMb: number,
  exceeded: (reason: string) => void,
): (() => void) => {
  const timer = setInterval(() => {
    const used = residentMb(pid);
    if (used > limitMb) exceeded(`Out of memory: ${Math.round(used)} MB used of ${limitMb} MB`);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
};

const residentMb = (pid: number | undefined): number => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};
