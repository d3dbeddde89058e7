import { IncomingMessage, type Server, ServerResponse } from 'node:http';
import { LOOPBACK } from '../processes/ports.ts';

/**
 * Whether a request comes from a page of a browser, and so from anywhere: by a name of its own that
 * resolves to the loopback address (DNS rebinding, which the Host header shows), or from another origin.
 * The services here are for programs of this machine, and a program states no origin.
 */
const isForeign = (
  { headers }: Pick<IncomingMessage, 'headers'>,
  port: number | undefined,
): boolean => {
  const { host, origin, 'sec-fetch-site': site = 'none' } = headers;
  const isHere = host === `${LOOPBACK}:${port}` || host === `localhost:${port}`;
  return !isHere || origin !== undefined || site !== 'none';
};

/** Answers a foreign request: no header lets its page read the answer. */
const refuse = (response: ServerResponse): void => {
  response.writeHead(403, { 'content-type': 'text/plain', connection: 'close' });
  response.end('This service answers programs of this machine only.\n');
};

/** Lets a server refuse foreign requests before whatever listens to it gets them. */
export const refuseForeign = (server: Server): void => {
  const { emit } = server;
  Reflect.set(server, 'emit', (event: string, ...rest: readonly unknown[]): boolean => {
    const [incoming, response] = rest;
    if (
      incoming instanceof IncomingMessage &&
      response instanceof ServerResponse &&
      isForeign(incoming, incoming.socket.localPort)
    ) {
      refuse(response);
      return true;
    }
    return Reflect.apply(emit, server, [event, ...rest]);
  });
};
