import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An example of an event, as Airwallex would send it. */
export interface Sample {
  /** File name, `<event name>.json` or `<event name>~<variant>.json`. */
  readonly file: string;
  /** Event name. */
  readonly name: string;
  /** The whole event, compact JSON in UTF-8. */
  readonly body: Buffer;
}

const functions = join(import.meta.dirname, '../../functions');

/** A JSON text without the white space between its tokens: no value is read, so no digit is lost. */
const compact = (json: string): string =>
  json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string?: string) => string ?? '');

/** Every sample of a domain. */
export const samplesOf = (domain: string): Sample[] => {
  const folder = join(functions, domain, 'samples');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const json = readFileSync(join(folder, file), 'utf8');
      const { name }: { name: string } = JSON.parse(json);
      return { file, name, body: Buffer.from(compact(json)) };
    });
};

/** The body of one sample, `<event name>` or `<event name>~<variant>`. */
export const sample = (domain: string, title: string): Buffer => {
  const found = samplesOf(domain).find(({ file }) => file === `${title}.json`);
  if (found === undefined) throw new Error(`${domain} has no sample ${title}`);
  return found.body;
};
