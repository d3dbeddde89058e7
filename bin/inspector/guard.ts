import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LOOPBACK } from '../local/processes/ports.ts';

/** The parts of a request that identify its origin. */
interface RequestOrigin {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** A request that is not answered: its status, and why. */
export interface GuardRefusal {
  readonly status: number;
  readonly reason: string;
}

/** Host names under which a browser on this machine reaches a port. */
const hostsOf = (port: number): readonly string[] => [`${LOOPBACK}:${port}`, `localhost:${port}`];

/**
 * Why a request is not answered, undefined for one that is. A page of the Internet must not get here
 * through a browser of this machine: neither by its own name that resolves to the loopback address
 * (DNS rebinding, which the Host header shows), nor by a form or an embedded resource.
 */
export const refusalOf = (
  { method, headers }: RequestOrigin,
  port: number,
): GuardRefusal | undefined => {
  const { host = '', origin } = headers;
  if (!hostsOf(port).includes(host))
    return {
      status: 403,
      reason: `This inspector only answers to ${hostsOf(port).join(' and ')}.`,
    };
  if (method !== 'GET' && method !== 'POST')
    return { status: 405, reason: 'This inspector takes GET and POST only.' };
  const site = headers['sec-fetch-site'] ?? 'none';
  const isOwn = site === 'same-origin' || site === 'none';
  if (method === 'GET' && !isOwn && headers['sec-fetch-mode'] !== 'navigate')
    return { status: 403, reason: 'No other page may embed this one.' };
  if (method === 'POST' && origin !== `http://${host}`)
    return { status: 403, reason: 'A form may be sent from this inspector only.' };
  return undefined;
};

/** Whether a form carries the token of this run. */
export const isToken = (given: string | null, token: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Sent with every response: nothing from other origins, no inline script or style, no embedding. */
export const protection: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
