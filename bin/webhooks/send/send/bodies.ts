import { readFileSync } from 'node:fs';
import { readEnvelope } from '../../../../functions/shared/event/envelope.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { usageError } from '../../terminal/failure.ts';
import { givenPath } from '../../terminal/working-folder.ts';
import { allSamples, readSample } from '../samples.ts';
import { archivedBodies, connectFrom } from './archived.ts';
import { type Assignment, changed, renewed } from './change.ts';

/** The options that select bodies. */
export interface SourceOptions extends TargetOptions {
  readonly all?: true;
  readonly file?: string;
  /** The stage whose archive holds them. */
  readonly from?: string;
}

/** The options that change bodies. */
export interface BodyOptions {
  readonly set?: readonly Assignment[];
  readonly new?: true;
}

/** An event to be delivered: its name in messages, and its body at each delivery. */
export interface Outgoing {
  readonly event: string;
  /** @param at the time of the event if each delivery is another event, epoch milliseconds. */
  readonly bodyAt: (at: number) => Buffer;
}

const fileBody = (path: string): Buffer => {
  try {
    return readFileSync(path === '-' ? 0 : givenPath(path));
  } catch {
    throw usageError(`${path === '-' ? 'Standard input' : givenPath(path)} cannot be read.`);
  }
};

/** A body that is sent, with its event's name in messages. */
export type Source = readonly [event: string, body: Buffer];

/**
 * The bodies that a command line names: samples, a file, or what a pipeline has archived.
 * @throws Failure when one does not exist.
 */
export const sourcesOf = async (
  names: readonly string[],
  { file, all, from, ...options }: SourceOptions,
): Promise<readonly Source[]> => {
  const given = [names.length > 0, file !== undefined, all === true].filter(Boolean).length;
  if (given > 1) throw usageError('Specify either events, --file or --all.');
  if (from !== undefined) return archivedBodies(await connectFrom(from, options), names);
  if (file !== undefined) return [[file === '-' ? 'standard input' : file, fileBody(file)]];
  const wanted = all ? allSamples() : names;
  if (wanted.length === 0)
    throw usageError(
      `Specify an event to send, such as payment_intent.succeeded. All are listed by: ${commandLine('send', { options: ['--list'] })}`,
    );
  return wanted.map((name) => [name, readSample(name)]);
};

/**
 * The events to deliver, byte for byte or changed. A changed body is another event
 * (one id has one body for each API version): it gets a new id and the current time, unless the
 * changes set them.
 * @throws Failure when one cannot be changed this way.
 */
export const outgoing = (
  sources: readonly Source[],
  options: BodyOptions,
  now: number,
): readonly Outgoing[] =>
  sources.map(([event, source]) => {
    const assignments = options.set ?? [];
    const body = assignments.reduce((one, assignment) => changed(one, event, assignment), source);
    // Fails before anything is sent where this is impossible.
    const isAnother = options.new === true || assignments.length > 0;
    const first = isAnother ? renewed(body, event, assignments, now) : body;
    const isNamed = assignments.some(({ path }) => path.join('.') === 'name');
    return {
      event: isNamed ? (readEnvelope(first)?.name ?? event) : event,
      bodyAt: (at) => (options.new ? renewed(body, event, assignments, at) : first),
    };
  });
