import { Buffer } from 'node:buffer';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import { isoTime } from '../../../functions/shared/event/time.ts';
import { Failure, wrong } from '../failure.ts';
import { givenPath } from '../working-folder.ts';
import type { Place } from './pass.ts';

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);

const cursor = v.object({
  version: v.literal(1),
  /** What the pipeline is called. */
  of: v.string(),
  settled: time,
  newest: time,
  told: v.array(v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z\|[0-9a-f]{16}$/))),
});

const textOf = (place: Place, of: string): string =>
  JSON.stringify({
    version: 1,
    of,
    settled: isoTime(place.settled),
    newest: isoTime(place.newest),
    told: [...place.told],
  });

const placeOf = (text: string, of: string, where: string): Place => {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), cursor), text);
  if (!read.success) throw wrong(`${where} is no cursor of the command tail.`);
  const { settled, newest, told } = read.output;
  if (read.output.of !== of)
    throw wrong(`${where} is a cursor of ${read.output.of}, not of ${of}.`);
  return { settled, newest, told: new Set(told) };
};

/** A place as one word that no shell takes for anything else. @param of what the pipeline is called. */
export const cursorOf = (place: Place, of: string): string =>
  deflateRawSync(textOf(place, of)).toString('base64url');

/** The place that a cursor stands for. @throws Failure when it is none, or of another pipeline. */
export const placeAfter = (word: string, of: string): Place => {
  let text = '';
  try {
    text = inflateRawSync(Buffer.from(word, 'base64url')).toString();
  } catch {
    // No cursor, which is what an empty text says too.
  }
  return placeOf(text, of, 'What --after names');
};

/** The place that a file keeps; undefined where there is no file. @throws Failure as above. */
export const readPlace = (path: string, of: string): Place | undefined => {
  const file = givenPath(path);
  try {
    return placeOf(readFileSync(file, 'utf8'), of, file);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (Object(error).code === 'ENOENT') return undefined;
    throw wrong(`${file} cannot be read.`);
  }
};

/** Keeps a place in a file, which holds the old one or the new one whenever this is broken off. */
export const writePlace = (path: string, place: Place, of: string): void => {
  const file = givenPath(path);
  try {
    writeFileSync(`${file}.new`, `${textOf(place, of)}\n`);
    renameSync(`${file}.new`, file);
  } catch {
    throw new Failure(`${file} cannot be written.`);
  }
};
