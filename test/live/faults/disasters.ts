import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Fault, theEnd } from './fault.ts';

/** A small disk of the folder's own that can be full. */
const DISK_MEGABYTES = 512;

/** Gives a folder a small disk. @returns takes it away; undefined where this user may not. */
export const mountDisk = (dir: string): (() => void) | undefined => {
  try {
    const size = `size=${DISK_MEGABYTES}m`;
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', dir], { stdio: 'ignore' });
    return () => execFileSync('/bin/umount', ['--lazy', dir], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
};

const fill = (file: string): void => {
  const handle = openSync(file, 'w');
  try {
    for (let piece = 2 ** 20; piece >= 1; piece /= 2)
      try {
        for (;;) if (writeSync(handle, Buffer.alloc(piece)) < piece) break;
      } catch {
        // No room for a piece of that size: for a smaller one, perhaps.
      }
  } finally {
    closeSync(handle);
  }
};

/** Milliseconds that the disk stays full. */
const FULL = { short: 1_500, long: 4_000 };

export const fullDisk: Fault = {
  name: 'the disk is full',
  during: async ({ stand, over, short, injected, killed, say }) => {
    const file = join(stand.dir, 'filling');
    fill(file);
    injected();
    const full = setInterval(() => fill(`${file}-more`), 250);
    await Promise.race([pause(short ? FULL.short : FULL.long), theEnd(over)]);
    clearInterval(full);
    for (const one of [file, `${file}-more`]) rmSync(one, { force: true });
    if (stand.runnerHasDied) {
      say('the runner ended on the full disk and was started again');
      killed();
      await stand.startRunner();
    }
    // SQLite stays broken in a process that could not write, so the service is restarted.
    for (const service of [stand.dynamodb, stand.sqs]) {
      await service.kill();
      killed();
      await service.start();
    }
  },
};

const HOUR = 3_600_000;

/** The clocks of running functions jump while they work, and jump back. */
const clockOff = (name: string, clockOffset: number): Fault => ({
  name,
  during: async ({ stand, over, injected }) => {
    stand.control.set({ clockOffset });
    injected();
    await theEnd(over);
    stand.control.set({ clockOffset: 0 });
    injected();
  },
});

export const wrongClocks: readonly Fault[] = [
  clockOff('the clock jumps an hour ahead, and back', HOUR),
  clockOff('the clock falls an hour behind, and recovers', -HOUR),
];
