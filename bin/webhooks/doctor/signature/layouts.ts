import { Buffer } from 'node:buffer';
import type { Mistake } from './mistake.ts';

/** The bytes that are signed, made of a timestamp and a body. */
export type Layout = (timestamp: string, body: Uint8Array) => Uint8Array;

const joined = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** Airwallex's: the timestamp's text and the body, nothing between. */
export const airwallex: Layout = (timestamp, body) => joined(timestamp, body);

const between = (name: string, separator: string, who: string) => ({
  layout: (timestamp: string, body: Uint8Array) => joined(timestamp, separator, body),
  mistake: {
    name,
    what: `It is signed over the timestamp, ${JSON.stringify(separator)} and the body.`,
    from: `${who} Airwallex puts nothing between timestamp and body.`,
  },
});

/** Other layouts, each with the mistake that it is. */
export const wrongLayouts: readonly { readonly layout: Layout; readonly mistake: Mistake }[] = [
  between('dot-between', '.', 'Stripe signs so.'),
  between('line-break-between', '\n', 'Some gateways sign line by line.'),
  between('colon-between', ':', 'Some senders separate by a colon.'),
  {
    layout: (_timestamp, body) => body,
    mistake: {
      name: 'body-alone',
      what: 'It is signed over the body alone.',
      from: 'GitHub and Shopify sign so. Airwallex puts the text of x-timestamp before the body.',
    },
  },
  {
    layout: (timestamp, body) => joined(body, timestamp),
    mistake: {
      name: 'body-before-timestamp',
      what: 'It is signed over the body and then the timestamp.',
      from: 'The two are joined in the wrong order: the text of x-timestamp comes first.',
    },
  },
  {
    layout: (timestamp) => joined(timestamp),
    mistake: {
      name: 'timestamp-alone',
      what: 'It is signed over the timestamp alone: the body was empty.',
      from: 'A framework had read the request before the code that signs or verifies did. Keep its raw bytes where it is first read.',
    },
  },
];
