import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { exitCodes, Failure } from './failure.ts';
import { allSamples, readSample } from './samples.ts';
import { post } from './send/post.ts';
import { describe, type Sent } from './send/sent.ts';
import { readOutputs } from './target/outputs.ts';

interface Options {
  readonly all?: true;
  readonly file?: string;
  readonly url?: string;
  readonly json?: true;
}

const SECRET_VARIABLE = 'AIRWALLEX_WEBHOOK_SECRET';

const target = (options: Options): { url: string; secret: string } => {
  const own = process.env[SECRET_VARIABLE];
  if (options.url && own) return { url: options.url, secret: own };
  const outputs = readOutputs();
  const [secret] = Object.values(outputs.signingSecrets);
  if (secret === undefined)
    throw new Failure(`No signing secret is live. Give one in ${SECRET_VARIABLE}.`);
  return { url: options.url ?? outputs.webhookUrl, secret: own ?? secret };
};

const bodies = (names: readonly string[], options: Options): readonly [string, Buffer][] => {
  if (options.file !== undefined) {
    try {
      return [[options.file, readFileSync(options.file)]];
    } catch {
      throw new Failure(`${options.file} cannot be read.`, exitCodes.usage);
    }
  }
  const wanted = options.all ? allSamples() : names;
  if (wanted.length === 0)
    throw new Failure(
      'Say which event to send, such as payment_intent.succeeded; "webhooks list" shows all.',
      exitCodes.usage,
    );
  return wanted.map((name) => [name, readSample(name)]);
};

const line = ({ event, status, domain, object, eventId }: Sent): string => {
  if (status !== 200) return `${status}  ${event}`;
  const found = object?.slice(object.indexOf('#') + 1);
  const next = found === undefined ? `get events ${eventId}` : `get ${domain} ${found}`;
  return `${status}  ${event}  →  npx webhooks ${next}`;
};

/** `webhooks send`: signs samples or a file as Airwallex does and posts them, one after the other. */
export const addSend = (program: Command): void => {
  program
    .command('send')
    .description('sign and post sample events, each as it is: a second time is a redelivery')
    .argument('[events...]', 'event names, such as payment_intent.succeeded')
    .option('--all', 'every sample of every domain')
    .option('--file <path>', 'post this body, byte for byte, instead of a sample')
    .option('--url <url>', `another webhook URL; its signing secret comes from ${SECRET_VARIABLE}`)
    .option('--json', 'print an array of { event, status, eventId, domain, object }')
    .addHelpText(
      'after',
      '\nExample:\n  webhooks send payment_intent.succeeded refund.accepted\n\nExits with 3 when one was not answered with 200.',
    )
    .action(async (names: readonly string[], options: Options) => {
      const { url, secret } = target(options);
      const sent: Sent[] = [];
      for (const [event, body] of bodies(names, options)) {
        const result = await describe(event, await post(url, secret, body), body);
        sent.push(result);
        if (!options.json) console.log(line(result));
      }
      if (options.json) console.log(JSON.stringify(sent, undefined, 2));
      const refused = sent.filter(({ status }) => status !== 200).length;
      if (refused > 0)
        throw new Failure(
          `${refused} of ${sent.length} were not accepted: 401 means another signing secret, 500 that the pipeline cannot queue.`,
        );
    });
};
