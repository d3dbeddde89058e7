import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { arnOf } from '../../bin/local/cloud/account.ts';
import { listen } from '../../bin/local/processes/ports.ts';
import type { SealedMessage } from '../../functions/shared/event/message.ts';

/** A call as IAM authorizes it. */
export interface Call {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** The partition keys that are read, where the permission depends on them. */
  readonly leadingKeys?: readonly string[];
}

/** The AWS of one function: records each call, and forwards those to tables. */
export interface Recorder {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Returns the messages sent to a queue, by its name, and forgets them. */
  take(queue: string): readonly SealedMessage[];
  stop(): void;
}

const input = v.object({
  TableName: v.optional(v.string()),
  IndexName: v.optional(v.string()),
  QueueUrl: v.optional(v.string()),
  SecretId: v.optional(v.string()),
  MessageBody: v.optional(v.string(), ''),
  MessageAttributes: v.optional(v.record(v.string(), v.object({ StringValue: v.string() })), {}),
  RequestItems: v.optional(
    v.record(
      v.string(),
      v.object({ Keys: v.array(v.looseObject({ pk: v.object({ S: v.string() }) })) }),
    ),
    {},
  ),
});
type Input = v.InferOutput<typeof input>;

const services: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
};

const queueOf = ({ QueueUrl = '' }: Input): string => QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);

const callOf = (service: string, operation: string, asked: Input): Call => {
  const action = `${service}:${operation}`;
  const { IndexName, SecretId } = asked;
  const [[batched = '', { Keys } = { Keys: [] }] = []] = Object.entries(asked.RequestItems);
  const { TableName = batched } = asked;
  if (service === 'sqs') return { action, resource: arnOf(service, queueOf(asked)) };
  if (service === 'secretsmanager')
    return { action, resource: arnOf(service, `secret:${SecretId}-local1`) };
  const index = IndexName === undefined ? '' : `/index/${IndexName}`;
  const resource = arnOf(service, `table/${TableName}${index}`);
  return batched === ''
    ? { action, resource }
    : { action, resource, leadingKeys: Keys.map(({ pk }) => pk.S) };
};

const md5 = (content: string): string => createHash('md5').update(content).digest('hex');

/** @param dynamodb answers for the tables. @param secret is what each secret holds. */
export const startRecorder = async (dynamodb: string, secret: string): Promise<Recorder> => {
  const calls: Call[] = [];
  const sent = new Map<string, SealedMessage[]>();

  const answer = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
    const body = await text(request);
    const target = String(request.headers['x-amz-target']);
    const [name = '', operation = ''] = target.split('.');
    const asked = v.parse(input, JSON.parse(body));
    const service = services[name] ?? name;
    calls.push(callOf(service, operation, asked));
    if (service === 'dynamodb') {
      const { host: _host, connection: _connection, ...headers } = request.headers;
      const entries = Object.entries(headers).map(([key, value]) => [key, String(value)]);
      const forwarded = await fetch(dynamodb, {
        method: 'POST',
        headers: Object.fromEntries(entries),
        body,
      });
      return { status: forwarded.status, body: await forwarded.text() };
    }
    if (operation === 'GetSecretValue')
      return { status: 200, body: JSON.stringify({ SecretString: secret }) };
    if (operation !== 'SendMessage') return { status: 200, body: '{}' };
    const attributes = Object.entries(asked.MessageAttributes).map(([key, value]) => [
      key,
      value.StringValue,
    ]);
    const message = { body: asked.MessageBody, attributes: Object.fromEntries(attributes) };
    const queue = queueOf(asked);
    sent.set(queue, [...(sent.get(queue) ?? []), message]);
    const confirmed = { MessageId: 'message', MD5OfMessageBody: md5(asked.MessageBody) };
    return { status: 200, body: JSON.stringify(confirmed) };
  };

  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  });
  const port = await listen(server, { port: 0, flag: '' });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    take: (queue) => {
      const messages = sent.get(queue) ?? [];
      sent.delete(queue);
      return messages;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
