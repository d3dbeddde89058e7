import { Buffer } from 'node:buffer';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import type { Checkpoint } from '../../../pipeline/follow/poll.ts';
import { Failure, usageError } from '../../../terminal/failure.ts';
import { givenPath } from '../../../terminal/working-folder.ts';

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);

const cursor = v.object({
  version: v.literal(2),
  /** The name of the pipeline. */
  of: v.string(),
  settled: time,
  newest: time,
  reported: v.array(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z\|[0-9a-f]{16}$/))),
});

const textOf = (checkpoint: Checkpoint, of: string): string =>
  JSON.stringify({
    version: 2,
    of,
    settled: isoTime(checkpoint.settled),
    newest: isoTime(checkpoint.newest),
    reported: [...checkpoint.reported],
  });

const checkpointOf = (text: string, of: string, where: string): Checkpoint => {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), cursor), text);
  if (!read.success) throw usageError(`${where} is not a cursor of "events --follow".`);
  const { settled, newest, reported } = read.output;
  if (read.output.of !== of)
    throw usageError(`${where} is a cursor of ${read.output.of}, not of ${of}.`);
  return { settled, newest, reported: new Set(reported) };
};

/** A checkpoint as one word that needs no quoting in a shell. @param of the name of the pipeline. */
export const checkpointCursor = (checkpoint: Checkpoint, of: string): string =>
  deflateRawSync(textOf(checkpoint, of)).toString('base64url');

/** The checkpoint in a cursor. @throws Failure when it is not a cursor or is of another pipeline. */
export const checkpointAfter = (word: string, of: string): Checkpoint => {
  let text = '';
  try {
    text = inflateRawSync(Buffer.from(word, 'base64url')).toString();
  } catch {
    // Not a cursor: refused like an empty text.
  }
  return checkpointOf(text, of, 'The value of --after');
};

/** The checkpoint in a file; undefined where there is no file. @throws Failure as above. */
export const readCheckpoint = (path: string, of: string): Checkpoint | undefined => {
  const file = givenPath(path);
  try {
    return checkpointOf(readFileSync(file, 'utf8'), of, file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (Object(error).code === 'ENOENT') return undefined;
    throw usageError(`${file} cannot be read.`);
  }
};

/** Saves a checkpoint in a file, which holds the old or the new one after any interruption. */
export const writeCheckpoint = (path: string, checkpoint: Checkpoint, of: string): void => {
  const file = givenPath(path);
  try {
    writeFileSync(`${file}.new`, `${textOf(checkpoint, of)}\n`);
    renameSync(`${file}.new`, file);
  } catch {
    throw new Failure(`${file} cannot be written.`);
  }
};
