import { Agent, request } from 'node:http';
import { sign, signingSecret } from '../../functions/ingress/signature.ts';
import type { Outcome } from '../../functions/shared/record/read.ts';

/** What is sent, and what must come of it. Unless it says otherwise it is posted, rightly signed. */
export interface Hostile {
  readonly title: string;
  readonly body: Buffer;
  /** What is to be answered. */
  readonly status: number;
  /** What the archive is to say of the body, where the answer is 200. */
  readonly outcome?: Outcome;
  /** Changes what a right request has: `undefined` leaves a header out, a list sends it so often. */
  readonly headers?: (
    right: RightHeaders,
  ) => Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly method?: string;
  readonly path?: string;
  /** Signs instead of the pipeline's own. */
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
/** Leaves no connection open. */
export const hangUp = (): void => agent.destroy();

/** Sends it with a client that keeps to HTTP. @returns the status of the answer; 0 where none came. */
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
    // A gateway that has answered reads no further, and the rest of a large body meets nobody.
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
};
