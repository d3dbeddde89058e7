import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LOOPBACK, listen, type PortChoice } from '../local/processes/ports.ts';
import { exitCodes, failureOf } from '../webhooks/terminal/failure.ts';
import { type GuardRefusal, isToken, protection, refusalOf } from './guard.ts';
import type { Shown, Visit } from './visit.ts';

/** Pages that are served to this machine only. */
export interface Served {
  readonly url: string;
  stop(): void;
}

/** Loads the pages on the first request, so that a start does not wait for them. */
const loadPages = async () => {
  const [{ answer }, { streamArrivals }] = await Promise.all([
    import('./answer.ts'),
    import('./pages/events/arrivals.ts'),
  ]);
  return { answer, streamArrivals };
};

/** A form is a name and a token. */
const MAX_FORM_BYTES = 4_096;

const formOf = async (request: IncomingMessage): Promise<URLSearchParams | undefined> => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MAX_FORM_BYTES) return undefined;
  }
  return new URLSearchParams(text);
};

const refuse = (response: ServerResponse, { status, reason }: GuardRefusal): void => {
  response.shouldKeepAlive = false;
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
};

/** The form that was posted, or why it is refused. */
const posted = async (
  request: IncomingMessage,
  { sending }: Shown,
): Promise<URLSearchParams | GuardRefusal> => {
  if (!sending) return { status: 405, reason: 'This inspector only reads: it takes no form.' };
  const form = await formOf(request);
  if (!form) return { status: 413, reason: 'Form too large.' };
  return isToken(form.get('token'), sending.token)
    ? form
    : { status: 403, reason: 'This form is from an earlier run: reload the page.' };
};

/**
 * Serves the pages.
 * @param shown what they show at the moment; undefined while a pipeline is starting.
 * @param onError takes a description of an error, without any text of an event.
 */
export const servePages = async (
  shown: () => Shown | undefined,
  choice: PortChoice,
  onError: (problem: string) => void,
): Promise<Served> => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', headers, url = '/' } = request;
    for (const [name, value] of Object.entries(protection)) response.setHeader(name, value);
    const refusal = refusalOf({ method, headers }, port);
    if (refusal) return refuse(response, refusal);
    const current = shown();
    if (!current) return refuse(response, { status: 503, reason: 'The pipeline is starting.' });
    const form = method === 'POST' ? await posted(request, current) : undefined;
    if (form && 'reason' in form) return refuse(response, form);
    const { pathname, searchParams: query } = new URL(url, `http://${LOOPBACK}`);
    const visit: Visit = { ...current, query, now: Date.now() };
    const { answer, streamArrivals } = await loadPages();
    if (pathname === '/arrivals' && !form) return streamArrivals(visit, response);
    const { status, headers: own, body } = await answer(visit, pathname, form);
    response.writeHead(status, own).end(body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // The client has disconnected: the browser navigated away, or the pipeline is stopping.
      if (response.destroyed) return;
      const failure = failureOf(error);
      if (failure?.exitCode === exitCodes.usage)
        return refuse(response, { status: 400, reason: failure.message });
      const cause = failure?.message ?? (error instanceof Error ? error.name : 'error');
      onError(`inspector: ${request.method} failed: ${cause}`);
      if (response.headersSent) response.end();
      else refuse(response, { status: 500, reason: 'Internal error.' });
    });
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
