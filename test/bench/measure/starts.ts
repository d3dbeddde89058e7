import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { type Paired, pairedFrom } from './pairs.ts';

/** What a process took: microseconds of CPU until its handler was loaded and for the first call, bytes. */
const started = v.object({ init: v.number(), call: v.number(), rss: v.number() });
export type Started = v.InferOutput<typeof started>;

/** A process to start: the script that measures itself, the module, and the file of an event. */
export interface Start {
  readonly script: string;
  readonly module: string;
  readonly event?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

const startOnce = async ({ script, module, event, variables }: Start): Promise<Started> => {
  const args = event === undefined ? [script, module] : [script, module, event];
  const child = spawn(process.execPath, args, { env: { ...variables }, stdio: 'pipe' });
  child.stdin.end();
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const line = said.trimEnd().split('\n').at(-1) ?? '';
  try {
    return v.parse(started, JSON.parse(line));
  } catch (error) {
    throw new Error(`${module} could not be started: ${said}${complained}`, { cause: error });
  }
};

/** Starts processes one after the other, each round beginning with another one. */
export const startInterleaved = async <Name extends string>(
  starts: Readonly<Record<Name, Start>>,
  rounds = 21,
): Promise<{ readonly of: (what: keyof Started) => Paired<Name> }> => {
  const all = new Map<string, Started[]>(Object.keys(starts).map((name) => [name, []]));
  const entries = Object.entries<Start>(starts);
  for (let round = 0; round < rounds; round += 1)
    for (let place = 0; place < entries.length; place += 1) {
      const [name = '', start] = entries[(round + place) % entries.length] ?? [];
      if (start) all.get(name)?.push(await startOnce(start));
    }
  return {
    of: (what) => pairedFrom(starts, (name) => (all.get(name) ?? []).map((each) => each[what])),
  };
};
