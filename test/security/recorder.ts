import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { arnOf } from '../../bin/local/cloud/account.ts';
import { listen } from '../../bin/local/processes/ports.ts';
import type { SealedMessage } from '../../functions/shared/event/message.ts';
import { eventsTable, stateTable } from '../../functions/shared/tables.ts';
import { type Call, callsOf } from '../support/iam/call.ts';

/** The AWS of one function: records each call, and forwards those to tables. */
export interface Recorder {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Returns the messages sent to a queue, by its name, and forgets them. */
  take(queue: string): readonly SealedMessage[];
  stop(): void;
}

const input = v.object({
  QueueUrl: v.optional(v.string()),
  MessageBody: v.optional(v.string(), ''),
  MessageAttributes: v.optional(v.record(v.string(), v.object({ StringValue: v.string() })), {}),
});
type Input = v.InferOutput<typeof input>;

const services: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
};

const queueOf = ({ QueueUrl = '' }: Input): string => QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);

/** The partition key of a table of a stage. */
const hashOf = (table: string): string =>
  table.endsWith('-events') ? eventsTable.hash : stateTable.hash;

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
    calls.push(...callsOf(service, operation, JSON.parse(body), arnOf, hashOf));
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
