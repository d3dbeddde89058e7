import { Buffer } from 'node:buffer';
import type { Variant } from './mistake.ts';

const PREFIX = 'whsec_';

const textOf = (key: Buffer): string => key.toString('utf8');

const edges: readonly (readonly [before: string, after: string])[] = [
  ['', '\n'],
  ['', '\r\n'],
  ['', ' '],
  [' ', ''],
  ['"', '"'],
];

const bare = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/s, '$2');

const base64 = /^[A-Za-z0-9+/]{4,}={0,2}$/;

/** Possible mistakes in the key. @param others the other secrets. */
export const keyVariants = (
  others: readonly Buffer[],
  testKey: string | undefined,
): readonly Variant<Buffer>[] => [
  {
    mistake: {
      name: 'other-label',
      what: 'It is signed with the secret of another label.',
      from: 'Each webhook in Airwallex has its own secret, and a new one whenever its events or version change. Use the secret of the webhook that sent this.',
    },
    of: () => others,
  },
  {
    mistake: {
      name: 'test-event-key',
      what: 'It is signed with the key of the "Test event" button, which comes in the header client-secret-key.',
      from: "The sandbox's button signs with its own key, not with the webhook's secret: such a request is correctly refused. Trigger a real event in the sandbox instead.",
    },
    of: () => (testKey === undefined ? [] : [Buffer.from(testKey)]),
  },
  {
    mistake: {
      name: 'secret-without-prefix',
      what: `It is signed with the secret without its prefix ${PREFIX}.`,
      from: 'The prefix is part of the key: some libraries for other senders remove it. Use the whole text that Airwallex shows.',
    },
    of: (key) =>
      textOf(key).startsWith(PREFIX) ? [Buffer.from(textOf(key).slice(PREFIX.length))] : [],
  },
  {
    mistake: {
      name: 'secret-with-prefix',
      what: `It is signed with ${PREFIX} before the secret, which the given secret does not have.`,
      from: 'The prefix is part of the key and was lost in copying. Store the whole text that Airwallex shows.',
    },
    of: (key) => (textOf(key).startsWith(PREFIX) ? [] : [Buffer.from(PREFIX + textOf(key))]),
  },
  {
    mistake: {
      name: 'secret-spaced',
      what: 'Of the given secret and the one that signed, one has white space, a line break or quotes around it.',
      from: 'A file or an echo ends with a line break; a .env file may keep its quotes. Store the secret again without them (printf, not echo).',
    },
    of: (key) => {
      const text = textOf(key);
      return [bare(text), ...edges.map(([before, after]) => before + text + after)].map((it) =>
        Buffer.from(it),
      );
    },
  },
  {
    mistake: {
      name: 'secret-base64-decoded',
      what: 'It is signed with the base64-decoded bytes of the secret.',
      from: 'Libraries in the style of Svix decode the secret. Airwallex signs with the text itself.',
    },
    of: (key) => {
      const text = textOf(key).replace(PREFIX, '');
      return base64.test(text) ? [Buffer.from(text, 'base64')] : [];
    },
  },
];
