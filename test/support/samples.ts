import { readSample, sampleNames } from '../../bin/webhooks/send/samples.ts';

/** An example of an event, as Airwallex would send it. */
export interface Sample {
  /** File name, `<event name>.json` or `<event name>~<variant>.json`. */
  readonly file: string;
  /** Event name. */
  readonly name: string;
  /** The whole event, compact JSON in UTF-8. */
  readonly body: Buffer;
}

/** Every sample of a domain. */
export const samplesOf = (domain: string): Sample[] =>
  sampleNames(domain).map((title) => {
    const body = readSample(title);
    const { name }: { name: string } = JSON.parse(body.toString());
    return { file: `${title}.json`, name, body };
  });

/** The body of one sample, `<event name>` or `<event name>~<variant>`. */
export const sample = (_domain: string, title: string): Buffer => readSample(title);
