import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { within } from '../../../functions/shared/lambda/within.ts';
import type { HttpRoute } from '../cloud/application.ts';
import type { RunningFunction } from '../lambda/function.ts';
import { LOOPBACK, listen, type PortChoice } from '../processes/ports.ts';
import { type HttpRequest, httpEvent } from './http-event.ts';
import { gatewayResponse, type HttpResponse, httpResponse } from './http-response.ts';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_HEADER_BYTES = 10_240;
const TIMEOUT_MS = 30_000;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_EVENT_BYTES = 6 * 1024 * 1024;

export interface Gateway {
  readonly url: string;
  stop(): void;
}

/** Serves the routes of an HTTP API. */
export const startGateway = async (
  routes: readonly HttpRoute[],
  functionOf: (arn: string) => RunningFunction,
  choice: PortChoice,
): Promise<Gateway> => {
  const answer = async (incoming: IncomingMessage): Promise<HttpResponse> => {
    const { method = 'GET', url: target = '/' } = incoming;
    const route = routeOf(routes, method, target.split('?')[0] ?? '/');
    if (!route) return gatewayResponse(404, 'Not Found');
    const body = await bodyWithin(incoming, MAX_BODY_BYTES);
    if (!body) return gatewayResponse(413, 'Request Entity Too Large');
    const request: HttpRequest = {
      id: randomUUID(),
      method,
      target,
      httpVersion: incoming.httpVersion,
      rawHeaders: incoming.rawHeaders,
      body,
      sourceIp: incoming.socket.remoteAddress ?? LOOPBACK,
      receivedAt: new Date(),
    };
    const event = httpEvent(route.key, request);
    if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
      return gatewayResponse(413, 'Request Entity Too Large');
    }
    const invoked = functionOf(route.functionArn).invoke(event).then(httpResponse);
    // The function continues after the gateway's time-out, as at AWS.
    return within(TIMEOUT_MS, invoked, () => gatewayResponse(503, 'Service Unavailable'));
  };

  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, async (incoming, response) => {
    const { status, headers, body } = await answer(incoming).catch(() =>
      gatewayResponse(500, 'Internal Server Error'),
    );
    // Unread data must not be parsed as the connection's next request.
    if (!incoming.complete) response.shouldKeepAlive = false;
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  });
  const port = await listen(server, choice);
  return {
    url: `http://${LOOPBACK}:${port}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const routeOf = (
  routes: readonly HttpRoute[],
  method: string,
  path: string,
): HttpRoute | undefined =>
  [`${method} ${path}`, `ANY ${path}`, '$default']
    .map((key) => routes.find((route) => route.key === key))
    .find((route) => route !== undefined);

const bodyWithin = async (
  incoming: IncomingMessage,
  maximum: number,
): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > maximum) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
