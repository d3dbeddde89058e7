import type { Way } from './mistake.ts';

const MILLISECONDS = Array.from({ length: 1_000 }, (_, each) => String(each).padStart(3, '0'));

/** What may be wrong with the timestamp. */
export const timestampWays: readonly Way<string>[] = [
  {
    mistake: {
      name: 'timestamp-spaced',
      what: 'The timestamp has white space or quotes around it.',
      from: 'It was copied with them. Use the text of the header x-timestamp alone.',
    },
    of: (timestamp) => [timestamp.replace(/^[\s"']+|[\s"']+$/g, '')],
  },
  {
    mistake: {
      name: 'timestamp-in-seconds',
      what: 'It is signed with the timestamp in seconds, and the one at hand is in milliseconds.',
      from: 'Other senders use seconds. Sign the text of the header x-timestamp as it is sent.',
    },
    of: (timestamp) => (/^\d{13}$/.test(timestamp) ? [timestamp.slice(0, 10)] : []),
  },
  {
    mistake: {
      name: 'timestamp-in-milliseconds',
      what: 'It is signed with the timestamp in milliseconds, and the one at hand is in seconds.',
      from: 'x-timestamp was divided by 1000, or written down from a log that shows seconds. Use the text of the header as it came.',
    },
    of: (timestamp) =>
      /^\d{10}$/.test(timestamp) ? MILLISECONDS.map((rest) => timestamp + rest) : [],
    alone: true,
  },
];
