import type { Mistake } from './mistake.ts';

/** The signed parts in order, made of a timestamp and a body. */
export type Layout = (timestamp: string, body: Uint8Array) => readonly (string | Uint8Array)[];

/** The layout of Airwallex: the timestamp's text and the body, nothing between. */
export const airwallex: Layout = (timestamp, body) => [timestamp, body];

const between = (name: string, separator: string, who: string) => ({
  layout: (timestamp: string, body: Uint8Array) => [timestamp, separator, body],
  mistake: {
    name,
    what: `It is signed over the timestamp, ${JSON.stringify(separator)} and the body.`,
    from: `${who} Airwallex puts nothing between timestamp and body.`,
  },
});

/** Wrong layouts, each with its mistake. */
export const wrongLayouts: readonly { readonly layout: Layout; readonly mistake: Mistake }[] = [
  between('dot-between', '.', 'Stripe signs this variant.'),
  between('line-break-between', '\n', 'Some gateways sign line by line.'),
  between('colon-between', ':', 'Some senders separate by a colon.'),
  {
    layout: (_timestamp, body) => [body],
    mistake: {
      name: 'body-alone',
      what: 'It is signed over the body only.',
      from: 'GitHub and Shopify sign this variant. Airwallex puts the text of x-timestamp before the body.',
    },
  },
  {
    layout: (timestamp, body) => [body, timestamp],
    mistake: {
      name: 'body-before-timestamp',
      what: 'It is signed over the body and then the timestamp.',
      from: 'The two are joined in the wrong order: the text of x-timestamp comes first.',
    },
  },
  {
    layout: (timestamp) => [timestamp],
    mistake: {
      name: 'timestamp-alone',
      what: 'It is signed over the timestamp only: the body was empty.',
      from: 'A framework had read the request before the code that signs or verifies did. Keep its raw bytes where it is first read.',
    },
  },
];
