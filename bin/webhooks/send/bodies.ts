import { readFileSync } from 'node:fs';
import { commandLine } from '../command-line.ts';
import { wrong } from '../failure.ts';
import { allSamples, readSample } from '../samples.ts';
import { givenPath } from '../working-folder.ts';
import { type Assignment, changed, renewed } from './change.ts';

export interface BodyOptions {
  readonly all?: true;
  readonly file?: string;
  readonly set?: readonly Assignment[];
  readonly new?: true;
}

/** An event to be delivered: what a person calls it, and its body at each delivery. */
export interface Outgoing {
  readonly event: string;
  /** @param at when it happens if it is another event each time, epoch milliseconds. */
  readonly bodyAt: (at: number) => Buffer;
}

const fileBody = (path: string): Buffer => {
  try {
    return readFileSync(path === '-' ? 0 : givenPath(path));
  } catch {
    throw wrong(`${path === '-' ? 'Standard input' : givenPath(path)} cannot be read.`);
  }
};

const sources = (
  names: readonly string[],
  { file, all }: BodyOptions,
): readonly [string, Buffer][] => {
  const ways = [names.length > 0, file !== undefined, all === true].filter(Boolean).length;
  if (ways > 1) throw wrong('Say either events, or --file, or --all.');
  if (file !== undefined) return [[file === '-' ? 'standard input' : file, fileBody(file)]];
  const wanted = all ? allSamples() : names;
  if (wanted.length === 0)
    throw wrong(
      `Say which event to send, such as payment_intent.succeeded. All are listed by: ${commandLine('list')}`,
    );
  return wanted.map((name) => [name, readSample(name)]);
};

/**
 * The events that a person names, byte for byte, or as they are to be changed. A changed body is
 * another event (one id has one body, but for the API versions it comes in): it gets a new id and
 * the time of now, unless these are among the changes.
 * @throws Failure when one is not there, or cannot be changed so.
 */
export const outgoing = (
  names: readonly string[],
  options: BodyOptions,
  now: number,
): readonly Outgoing[] =>
  sources(names, options).map(([event, source]) => {
    const assignments = options.set ?? [];
    const body = assignments.reduce((one, assignment) => changed(one, event, assignment), source);
    if (options.new) {
      // Said before anything is sent, when it cannot be.
      renewed(body, event, assignments, now);
      return { event, bodyAt: (at) => renewed(body, event, assignments, at) };
    }
    const same = assignments.length > 0 ? renewed(body, event, assignments, now) : body;
    return { event, bodyAt: () => same };
  });
