import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { sign, signingSecret } from '../../functions/ingress/signature.ts';
import { readEnvelope } from '../../functions/shared/event/envelope.ts';
import { sha256 } from '../../functions/shared/event/identifier.ts';
import { judge } from '../../functions/shared/event/judge.ts';
import { exitCodes, Failure } from './failure.ts';
import { loadRuntime, ownerOf } from './runtime.ts';
import { allSamples, readSample } from './samples.ts';
import { readOutputs } from './target/outputs.ts';

interface Options {
  readonly all?: true;
  readonly file?: string;
  readonly url?: string;
  readonly json?: true;
}

interface Sent {
  readonly event: string;
  readonly status: number;
  readonly eventId: string;
  readonly domain: string;
  /** The primary object, `<object>#<id>`, where the body names one. */
  readonly object: string | undefined;
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

const post = async (url: string, secret: string, body: Buffer): Promise<number> => {
  const timestamp = String(Date.now());
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': sign(signingSecret('tool', secret), timestamp, body),
      },
      body: new Uint8Array(body),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    throw new Failure(`Nothing answers at ${url}. Is "npm start" running in another terminal?`);
  }
};

const describe = async (event: string, status: number, body: Buffer): Promise<Sent> => {
  const domain = ownerOf(readEnvelope(body)?.name ?? '');
  const receipt = { sentAt: 0, receivedAt: 0, requestId: '', secret: '', digest: sha256(body) };
  const { id, object } = judge({ body, receipt }, await loadRuntime(domain));
  return { event, status, eventId: id, domain: domain.name, object };
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
