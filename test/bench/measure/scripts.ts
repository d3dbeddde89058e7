import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Paired, pairedFrom } from './pairs.ts';

/** A script with its arguments, which runs in a process of its own. */
export interface Script {
  readonly words: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

const atExit = join(import.meta.dirname, 'at-exit.cjs');

const cpuMicroseconds = async ({ words, variables }: Script): Promise<number> => {
  const child = spawn(process.execPath, ['--require', atExit, ...words], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, printed, failure, report] = child.stdio;
  if (!printed || !failure || !report || !('read' in report)) throw new Error('No pipes.');
  const [cpu, complaint] = await Promise.all([text(report), text(failure), text(printed)]);
  if (!cpu || child.exitCode) throw new Error(`${words.join(' ')}: ${complaint}`);
  return Number(cpu);
};

/** The CPU time of scripts that run in turn, after one run of each that fills their caches. */
export const runInterleaved = async <Name extends string>(
  scripts: Readonly<Record<Name, Script>>,
  rounds = 21,
): Promise<Paired<Name>> => {
  const entries = Object.entries<Script>(scripts).map(([name, script]) => ({
    name,
    script,
    took: [0].slice(1),
  }));
  for (const { script } of entries) await cpuMicroseconds(script);
  for (let round = 0; round < rounds; round += 1)
    for (let place = 0; place < entries.length; place += 1) {
      const entry = entries[(round + place) % entries.length];
      entry?.took.push(await cpuMicroseconds(entry.script));
    }
  return pairedFrom(scripts, (name) => entries.find((entry) => entry.name === name)?.took ?? []);
};
