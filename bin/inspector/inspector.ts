import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LOOPBACK, listen, type PortChoice } from '../local/processes/ports.ts';
import { reachLocal } from '../webhooks/pipeline/connect.ts';
import type { LocalOutputs } from '../webhooks/pipeline/outputs.ts';
import type { Target } from '../webhooks/pipeline/target.ts';
import { type GuardRefusal, isToken, protection, refusalOf } from './guard.ts';
import { createSentLog } from './pages/send/sent.ts';
import type { Visit } from './visit.ts';

/** Pages that show the pipeline, on this machine only. */
export interface Inspector {
  readonly url: string;
  /** Shows the pipeline of these outputs, or takes new signing secrets from them. */
  show(outputs: LocalOutputs): void;
  stop(): void;
}

/** Loads the pages on the first request, so that the start does not wait for them. */
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

/** Why a posted form is refused; it has none where it was too large to read. */
const flawOf = (form: URLSearchParams | undefined, token: string): GuardRefusal | undefined => {
  if (!form) return { status: 413, reason: 'Form too large.' };
  return isToken(form.get('token'), token)
    ? undefined
    : { status: 403, reason: 'This form is from an earlier run: reload the page.' };
};

/**
 * Serves the inspector. It reads the tables as the tool does, and writes nothing: what it sends is
 * received like every webhook.
 * @param folder where the pipeline keeps its state.
 * @param onError takes a description of an error, without any text of an event.
 */
export const startInspector = async (
  folder: string,
  choice: PortChoice,
  onError: (problem: string) => void,
): Promise<Inspector> => {
  const token = randomBytes(16).toString('hex');
  const sent = createSentLog();
  let shown: { readonly target: Target; readonly outputs: LocalOutputs } | undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', headers, url = '/' } = request;
    for (const [name, value] of Object.entries(protection)) response.setHeader(name, value);
    const refusal = refusalOf({ method, headers }, port);
    if (refusal) return refuse(response, refusal);
    const form = method === 'POST' ? await formOf(request) : undefined;
    const flaw = method === 'POST' ? flawOf(form, token) : undefined;
    if (flaw) return refuse(response, flaw);
    if (!shown) return refuse(response, { status: 503, reason: 'The pipeline is starting.' });
    const { pathname, searchParams: query } = new URL(url, `http://${LOOPBACK}`);
    const visit: Visit = { ...shown, token, sent, query, now: Date.now() };
    const { answer, streamArrivals } = await loadPages();
    if (pathname === '/arrivals' && !form) return streamArrivals(visit, response);
    const { status, headers: own, body } = await answer(visit, pathname, form);
    response.writeHead(status, own).end(body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // The client has disconnected: the browser navigated away, or the pipeline is stopping.
      if (response.destroyed) return;
      onError(
        `inspector: ${request.method} failed: ${error instanceof Error ? error.name : 'error'}`,
      );
      if (response.headersSent) response.end();
      else refuse(response, { status: 500, reason: 'Internal error.' });
    });
  });
  const port = await listen(server, choice);
  return {
    url: `http://${LOOPBACK}:${port}`,
    show: (outputs) => {
      shown = { target: shown?.target ?? reachLocal(outputs, folder), outputs };
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
      shown?.target.dynamodb.destroy();
      shown?.target.sqs.destroy();
    },
  };
};
