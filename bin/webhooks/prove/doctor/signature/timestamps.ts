import type { Variant } from './mistake.ts';

const MILLISECONDS = Array.from({ length: 1_000 }, (_, each) => String(each).padStart(3, '0'));

/** Possible mistakes in the timestamp. */
export const timestampVariants: readonly Variant<string>[] = [
  {
    mistake: {
      name: 'timestamp-spaced',
      what: 'The timestamp has white space or quotes around it.',
      from: 'It was copied with them. Use only the text of the header x-timestamp.',
    },
    of: (timestamp) => [timestamp.replace(/^[\s"']+|[\s"']+$/g, '')],
  },
  {
    mistake: {
      name: 'timestamp-in-seconds',
      what: 'It is signed with the timestamp in seconds, and the given one is in milliseconds.',
      from: 'Other senders use seconds. Sign the text of the header x-timestamp as sent.',
    },
    of: (timestamp) => (/^\d{13}$/.test(timestamp) ? [timestamp.slice(0, 10)] : []),
  },
  {
    mistake: {
      name: 'timestamp-in-milliseconds',
      what: 'It is signed with the timestamp in milliseconds, and the given one is in seconds.',
      from: 'x-timestamp was divided by 1000, or copied from a log that shows seconds. Use the text of the header as received.',
    },
    of: (timestamp) =>
      /^\d{10}$/.test(timestamp) ? MILLISECONDS.map((rest) => timestamp + rest) : [],
    alone: true,
  },
];
