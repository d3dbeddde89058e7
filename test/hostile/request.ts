import { Agent, request } from 'node:http';
import { sign, signingSecret } from '../../functions/ingress/signature.ts';
import type { Outcome } from '../../functions/shared/record/read.ts';

/** A request with its expected answer. By default it is posted with a valid signature. */
export interface Hostile {
  readonly title: string;
  readonly body: Buffer;
  /** The expected status of the answer. */
  readonly status: number;
  /** The expected outcome in the archive, where the answer is 200. */
  readonly outcome?: Outcome;
  /** Changes the headers of a valid request: `undefined` omits one, a list sends it once per value. */
  readonly headers?: (
    right: RightHeaders,
  ) => Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly method?: string;
  readonly path?: string;
  /** Signs instead of the pipeline's own secret. */
  readonly secret?: string;
  /** `x-timestamp`, which is signed too. */
  readonly timestamp?: string;
}

/** The headers that make a request authentic. */
export interface RightHeaders {
  readonly 'x-timestamp': string;
  readonly 'x-signature': string;
}

export const rightHeaders = (body: Buffer, secret: string, timestamp: string): RightHeaders => ({
  'x-timestamp': timestamp,
  'x-signature': sign(signingSecret('hostile', secret), timestamp, body),
});

const agent = new Agent({ keepAlive: true, maxSockets: 12 });
/** Closes all connections. */
export const hangUp = (): void => agent.destroy();

/** Sends a request with a conforming HTTP client. @returns the status of the answer; 0 without one. */
export const send = (url: string, live: string, hostile: Hostile): Promise<number> => {
  const { body, secret = live, timestamp = String(Date.now()), method = 'POST', path } = hostile;
  const right = rightHeaders(body, secret, timestamp);
  const { hostname, port, pathname } = new URL(url);
  const headers: [string, string][] = [['host', 'localhost']];
  const all = { 'content-type': 'application/json', ...right, ...hostile.headers?.(right) };
  for (const [name, value] of Object.entries(all))
    for (const one of [value ?? []].flat()) headers.push([name, one]);
  headers.push(['content-length', String(body.length)]);
  return new Promise((resolve) => {
    const sent = request(
      {
        ...{ agent, hostname, port, method },
        path: path ?? pathname,
        headers: headers.flat(),
        setHost: false,
      },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    // A gateway that has answered stops reading, so that the rest of a large body cannot be sent.
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
};
