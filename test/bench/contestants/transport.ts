/**
 * Replaces the SDK's HTTP client inside a bundle: answers in this process, after as many
 * milliseconds as `BENCH_DELAY` says. The name and shape are the SDK's.
 */
import { createHash } from 'node:crypto';
import { env } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

const delay = Number(env['BENCH_DELAY'] ?? 0);

interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests since the start, by operation. */
export const counts = new Map<string, number>();

/** The digest that SQS gives back; one event is sent over and over, so it is made once. */
let digest: string | undefined;

const answers: Readonly<Record<string, (body: string) => unknown>> = {
  GetSecretValue: () => ({ SecretString: env['BENCH_SECRETS'] }),
  SendMessage: (body) => {
    digest ??= createHash('md5').update(JSON.parse(body).MessageBody).digest('hex');
    return { MD5OfMessageBody: digest, MessageId: '1' };
  },
  Query: () => ({ Items: [], Count: 0 }),
};

/** What SNS answers to ten messages; its requests name the operation in the body, and its answers are XML. */
const published = `<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult><Successful>${Array.from(
  { length: 10 },
  (_, id) =>
    `<member><Id>${id}</Id><MessageId>94f20ce6-13c5-43a0-9a9e-ca52d816e90b</MessageId><SequenceNumber>10000000000000003000</SequenceNumber></member>`,
).join('')}</Successful></PublishBatchResult></PublishBatchResponse>`;

export const NodeHttpHandler = {
  create: () => ({
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
    handle: async ({ headers, body }: HttpRequest) => {
      if (headers['x-amz-target'] === undefined)
        return { response: { statusCode: 200, headers: {}, body: Buffer.from(published) } };
      const operation = headers['x-amz-target']?.split('.').at(-1) ?? '';
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
      if (delay > 0) await pause(delay);
      const json = JSON.stringify(answers[operation]?.(body) ?? {});
      return { response: { statusCode: 200, headers: {}, body: Buffer.from(json) } };
    },
  }),
};

export const streamCollector = async (body: Uint8Array): Promise<Uint8Array> => body;
