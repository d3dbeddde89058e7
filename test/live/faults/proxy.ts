import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { LOOPBACK, listen } from '../../../bin/local/processes/ports.ts';
import { chance } from '../../../bin/webhooks/send/scenario/generator.ts';

/** What happens to a request on its way to a service. */
export type FaultKind =
  /** The service refuses, by this name of an error, without effect. */
  | { readonly status: number; readonly error: string }
  /** It takes effect this number of milliseconds late. */
  | { readonly delay: number }
  /** It is never answered: before or after its effect. */
  | 'hang'
  | 'hang after'
  /** It has its effect twice, as when an SDK repeats what it got no answer to. */
  | 'twice'
  /** The connection breaks: before or after its effect. */
  | 'refuse'
  | 'reset after';

/** Faults that fall on a share of the requests (0–1), of these operations if any are named. */
export interface Trouble {
  readonly seed: string;
  readonly share: number;
  readonly faults: readonly FaultKind[];
  readonly operations?: readonly string[];
}

type Json = Record<string, unknown>;

/** What a proxy does to every request or answer beside its troubles. */
export interface Ways {
  /** Changes what is asked before it is. */
  readonly ask?: (operation: string, asked: Json) => Json;
  /** Changes an answer. */
  readonly answer?: (operation: string, asked: Json, answer: Json) => Json;
}

/** A service of AWS behind a proxy that can do to its requests what networks and services do. */
export interface FaultProxy {
  readonly endpoint: string;
  /** Faults that fell so far. */
  readonly injected: number;
  /** Requests fare badly from now on; undefined lets all pass. */
  suffer(trouble: Trouble | undefined): void;
  stop(): void;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const parsed = (body: string): Json => {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
};

/** SNS speaks the Query protocol, which names an operation in the body; the other services speak JSON. */
const operationOf = (target: string | undefined, body: string): string =>
  target?.split('.').at(-1) ?? new URLSearchParams(body).get('Action') ?? '';

const refuse = (
  response: ServerResponse,
  { status, error }: { readonly status: number; readonly error: string },
  isQuery: boolean,
): void => {
  const message = 'A fault of the test.';
  if (isQuery)
    response
      .writeHead(status, { 'content-type': 'text/xml' })
      .end(
        `<ErrorResponse><Error><Type>Receiver</Type><Code>${error}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
  else
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ __type: error, message }));
};

/** @param upstream the service's own address. */
export const startProxy = async (
  upstream: string,
  { ask = (_, asked) => asked, answer = (_operation, _asked, given) => given }: Ways = {},
): Promise<FaultProxy> => {
  const agent = new Agent({ keepAlive: true });
  let trouble: Trouble | undefined;
  let seen = 0;
  let injected = 0;

  const faultFor = (operation: string): FaultKind | undefined => {
    if (!trouble || (trouble.operations && !trouble.operations.includes(operation))) return;
    seen += 1;
    if (chance(trouble.seed, `whether ${seen}`) >= trouble.share) return;
    const which = Math.floor(chance(trouble.seed, `which ${seen}`) * trouble.faults.length);
    injected += 1;
    return trouble.faults[which];
  };

  const forward = (incoming: IncomingMessage, body: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { host: _host, ...headers } = incoming.headers;
      const outgoing = request(
        new URL(incoming.url ?? '/', upstream),
        {
          agent,
          method: incoming.method ?? 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        },
        async (response) =>
          text(response).then(
            (answered) =>
              resolve({
                status: response.statusCode ?? 500,
                headers: response.headers,
                body: answered,
              }),
            reject,
          ),
      );
      outgoing.on('error', reject).end(body);
    });

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = await text(incoming);
    const target = incoming.headers['x-amz-target'];
    const operation = operationOf(target === undefined ? undefined : String(target), sent);
    const original = parsed(sent);
    const asked = ask(operation, original);
    const body = asked === original ? sent : JSON.stringify(asked);
    const fault = faultFor(operation);
    if (fault === 'hang') return;
    if (fault === 'refuse') return void response.destroy();
    if (typeof fault === 'object' && 'status' in fault) {
      return void refuse(response, fault, target === undefined);
    }
    if (typeof fault === 'object') await pause(fault.delay);
    if (fault === 'twice') await forward(incoming, body);
    const given = await forward(incoming, body);
    if (fault === 'hang after') return;
    if (fault === 'reset after') return void response.destroy();
    const answered = parsed(given.body);
    const changed = answer(operation, asked, answered);
    const returned = changed === answered ? given.body : JSON.stringify(changed);
    const { 'content-type': type = 'application/json' } = given.headers;
    response.writeHead(given.status, { 'content-type': type }).end(returned);
  };

  const server = createServer((incoming, response) => {
    // The service is down, or has died in the middle: so it is for who asks.
    serve(incoming, response).catch(() => response.destroy());
  });
  const port = await listen(server, { port: 0, flag: '' });
  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    get injected() {
      return injected;
    },
    suffer: (next) => {
      trouble = next;
      seen = 0;
    },
    stop: () => {
      agent.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
};
