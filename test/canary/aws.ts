import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { LOOPBACK, listen } from '../../bin/local/processes/ports.ts';

/** How a service responds to a request: with a status and a text, by hanging up, or never. */
type Respond = (body: string) => readonly [status: number, text: string] | 'hang up' | 'silence';

/** The answer to the request for the rules, which precedes every write. */
const nothing = [200, '{"Responses":{}}'] as const;

const error = (type: string, message: string): string => JSON.stringify({ __type: type, message });

/** Failures of a service, each with text of the request where it has text. */
export const failing: Readonly<Record<string, Respond>> = {
  'hangs up': () => 'hang up',
  'refuses, and quotes the request': (body) => [400, error('ValidationException', body)],
  'refuses with what looks like a stack': (body) => {
    const line = `    at ${body.replaceAll('\n', ' ')} (/${body.length}:1:1)`;
    return [400, error('ValidationException', `no\n${line}\n${line}`)];
  },
  'fails, and quotes the request': (body) => [500, error('InternalServerError', body)],
  'answers with a page that quotes the request': (body) => [503, `<html>${body}</html>`],
};

const silent: Respond = () => 'silence';

/** Names its error after a word of the request, which no code could keep out of a log. */
export const leaking =
  (word: RegExp): Respond =>
  (body) => [400, error(word.exec(body)?.[0] ?? 'none', 'no')];

/** SQS accepts a message. */
export const acceptMessage: Respond = (body) => {
  const { MessageBody = '' }: { MessageBody?: string } = JSON.parse(body);
  const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
  return [200, JSON.stringify({ MessageId: 'id', MD5OfMessageBody })];
};

/** Secrets Manager returns its secret. */
export const returnSecret =
  (SecretString: string): Respond =>
  () => [200, JSON.stringify({ SecretString })];

/** Services whose responses a test sets. */
export interface UnreliableAws {
  readonly endpoints: Readonly<Record<'dynamodb' | 'sqs' | 'secretsmanager', string>>;
  /** How each service responds from now on. */
  readonly responses: { DynamoDB: Respond; AmazonSQS: Respond; secretsmanager: Respond };
  /** Messages that were sent to SQS. */
  readonly messages: Record<string, unknown>[];
  stop(): void;
}

export const startUnreliableAws = async (): Promise<UnreliableAws> => {
  const responses = { DynamoDB: silent, AmazonSQS: silent, secretsmanager: silent };
  const messages: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [service = ''] = String(request.headers['x-amz-target']).split(/[._]/);
    if (service === 'AmazonSQS') messages.push(JSON.parse(body));
    const respond = Object.entries(responses).find(([name]) => name === service)?.[1] ?? silent;
    const isRead = String(request.headers['x-amz-target']).endsWith('.BatchGetItem');
    const answer = isRead ? nothing : respond(body);
    if (answer === 'hang up') request.socket.destroy();
    else if (answer !== 'silence') response.writeHead(answer[0]).end(answer[1]);
  });
  const endpoint = `http://${LOOPBACK}:${await listen(server, { port: 0, flag: '' })}`;
  return {
    endpoints: { dynamodb: endpoint, sqs: endpoint, secretsmanager: endpoint },
    responses,
    messages,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
