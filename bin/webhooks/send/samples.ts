import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains } from '../../../functions/domains.ts';
import { ownerOf } from '../../../functions/runtimes.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { commandLine } from '../terminal/command-line.ts';
import { exitCodes, Failure } from '../terminal/failure.ts';
import { nearNames } from '../terminal/near.ts';

const functions = join(projectRoot, 'functions');

const folder = (domain: string): string => join(functions, domain, 'samples');

/** Names of a domain's samples: event names, with `~<variant>` where an event has several shapes. */
export const sampleNames = (domain: string): readonly string[] =>
  existsSync(folder(domain))
    ? readdirSync(folder(domain))
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -'.json'.length))
        .sort()
    : [];

/** All samples, in the order of `webhooks send --all`. */
export const allSamples = (): readonly string[] => domains.flatMap(({ name }) => sampleNames(name));

/**
 * The bytes of a sample: its JSON file, compact as Airwallex sends it.
 * @throws Failure when there is none of that name.
 */
export const readSample = (name: string): Buffer => {
  const file = join(folder(ownerOf(name).name), `${name}.json`);
  if (!/^[\w.~-]+$/.test(name) || !existsSync(file)) {
    const guesses = nearNames(name, allSamples());
    throw new Failure(
      `There is no sample of "${name}". ${
        guesses.length > 0 ? `Did you mean ${guesses.join(', ')}? ` : ''
      }All are listed by: ${commandLine('send', { options: ['--list'] })}`,
      exitCodes.notFound,
    );
  }
  return compact(readFileSync(file, 'utf8'));
};

/** JSON text without the white space between its tokens; every other character is kept. */
const compact = (json: string): Buffer =>
  Buffer.from(
    json.replace(
      /("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g,
      (_match, text: string | undefined) => text ?? '',
    ),
  );
