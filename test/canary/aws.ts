import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { LOOPBACK, listen } from '../../bin/local/processes/ports.ts';

/** How a service answers a request: with a status and a text, by hanging up, or never. */
type Manner = (body: string) => readonly [status: number, text: string] | 'hang up' | 'silence';

/** What is asked before anything is written: whether something was erased. */
const nothing = [200, '{"Items":[],"Count":0}'] as const;

const error = (type: string, message: string): string => JSON.stringify({ __type: type, message });

/** The ways of a service to fail, each with the request's own words where it has any. */
export const failing: Readonly<Record<string, Manner>> = {
  'hangs up': () => 'hang up',
  'refuses, and quotes the request': (body) => [400, error('ValidationException', body)],
  'refuses with what looks like a stack': (body) => {
    const line = `    at ${body.replaceAll('\n', ' ')} (/${body.length}:1:1)`;
    return [400, error('ValidationException', `no\n${line}\n${line}`)];
  },
  'fails, and quotes the request': (body) => [500, error('InternalServerError', body)],
  'answers with a page that quotes the request': (body) => [503, `<html>${body}</html>`],
};

const silent: Manner = () => 'silence';

/** Names its error by a word of the request: nobody could keep that out of a log. */
export const leaking =
  (word: RegExp): Manner =>
  (body) => [400, error(word.exec(body)?.[0] ?? 'none', 'no')];

/** SQS takes a message. */
export const taking: Manner = (body) => {
  const { MessageBody = '' }: { MessageBody?: string } = JSON.parse(body);
  const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
  return [200, JSON.stringify({ MessageId: 'id', MD5OfMessageBody })];
};

/** Secrets Manager tells its secret. */
export const telling =
  (SecretString: string): Manner =>
  () => [200, JSON.stringify({ SecretString })];

/** Services that behave as they are told. */
export interface UnreliableAws {
  readonly endpoints: Readonly<Record<'dynamodb' | 'sqs' | 'secretsmanager', string>>;
  /** How each service answers from now on. */
  readonly manners: { DynamoDB: Manner; AmazonSQS: Manner; secretsmanager: Manner };
  /** What SQS was sent. */
  readonly messages: Record<string, unknown>[];
  stop(): void;
}

export const startUnreliableAws = async (): Promise<UnreliableAws> => {
  const manners = { DynamoDB: silent, AmazonSQS: silent, secretsmanager: silent };
  const messages: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [service = ''] = String(request.headers['x-amz-target']).split(/[._]/);
    if (service === 'AmazonSQS') messages.push(JSON.parse(body));
    const manner = Object.entries(manners).find(([name]) => name === service)?.[1] ?? silent;
    const isQuery = String(request.headers['x-amz-target']).endsWith('.Query');
    const answer = isQuery ? nothing : manner(body);
    if (answer === 'hang up') request.socket.destroy();
    else if (answer !== 'silence') response.writeHead(answer[0]).end(answer[1]);
  });
  const endpoint = `http://${LOOPBACK}:${await listen(server, { port: 0, flag: '' })}`;
  return {
    endpoints: { dynamodb: endpoint, sqs: endpoint, secretsmanager: endpoint },
    manners,
    messages,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
