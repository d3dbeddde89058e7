import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { LOOPBACK, listen } from '../processes/ports.ts';

/** The result of an invocation: the handler's response (JSON), or why there is none. */
export type InvocationOutcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: string };

/** One process's connection to Lambda. */
export interface RuntimeApi {
  /** Host and port. */
  readonly address: string;
  /** Waits until the process has loaded its handler and requests an event. */
  idle(): Promise<void>;
  /** Gives an event (JSON) to the process that requested one. */
  invoke(event: string, deadline: number): Promise<InvocationOutcome>;
  /** Fails the current invocation with this reason: the process is gone. */
  fail(reason: string): void;
  close(): void;
}

const failure = v.object({ errorType: v.string(), errorMessage: v.string() });

/** Serves Lambda's runtime API to one process. */
export const serveRuntimeApi = async (functionArn: string): Promise<RuntimeApi> => {
  let asking = Promise.withResolvers<ServerResponse>();
  let current = { id: '', settle: (_: InvocationOutcome) => {} };
  let gone: string | undefined;

  const fail = (reason: string) => {
    gone = reason;
    current.settle({ ok: false, error: reason });
    asking.reject(new Error(reason));
  };
  asking.promise.catch(() => {});

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = String(request.url).replace('/2018-06-01/runtime/', '');
    if (path === 'invocation/next') return asking.resolve(response);
    const body = await text(request);
    response.writeHead(202).end();
    if (path === 'init/error') return fail(readable(body));
    if (path === `invocation/${current.id}/response`) current.settle({ ok: true, payload: body });
    if (path === `invocation/${current.id}/error`) {
      current.settle({ ok: false, error: readable(body) });
    }
  };

  const server = createServer(handle);
  const port = await listen(server, { port: 0, flag: '' });
  return {
    address: `${LOOPBACK}:${port}`,
    idle: async () => {
      await asking.promise;
    },
    invoke: async (event, deadline) => {
      const response = await asking.promise;
      if (gone !== undefined) return { ok: false, error: gone };
      asking = Promise.withResolvers();
      asking.promise.catch(() => {});
      const id = randomUUID();
      const outcome = new Promise<InvocationOutcome>((settle) => {
        current = { id, settle };
      });
      response.writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(deadline),
        'lambda-runtime-invoked-function-arn': functionArn,
      });
      response.end(event);
      return outcome;
    },
    fail,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** The type and message of an error report; the stack stays with the process. */
const readable = (body: string): string => {
  const { errorType, errorMessage } = v.parse(failure, JSON.parse(body));
  return `${errorType}: ${errorMessage}`;
};
