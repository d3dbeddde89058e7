import type { Outcome } from '../../functions/shared/record/read.ts';
import { event, kept, serial } from './kept.ts';
import type { Hostile } from './request.ts';

/*
 * Events with unusual names and ids. Each has valid data.
 */

/** Names of no domain's family: these events are archived and nothing else. */
const foreign: readonly unknown[] = [
  ...['.', '..', '...', 'constructor', '__proto__', '__proto__.x', 'toString.x', 'hasOwnProperty'],
  ...['payment_intent\u0000.created', 'PAYMENT_INTENT.succeeded', ' payment_intent.succeeded'],
  ...['payment.new', 'accountable.x', '\ufeffrefund.settled', '\u202erefund.settled'],
  ...[
    'payment_intent/succeeded',
    '\n',
    '\ud83d\ude00',
    '\ud800',
    '<b>',
    '\u001b[31m',
    '$ne',
    '%00',
  ],
  ...['x'.repeat(50_000), '.'.repeat(200_000), `${'refund'.repeat(20_000)}.x`],
  ...[1, -1.5, 1e21],
];

/** Names of a known family that are not in its catalogue. */
const unknown: readonly string[] = [
  ...[
    'payment_intent',
    'payment_intent.',
    'payment_intent..succeeded',
    'payment_intent.succeeded.',
  ],
  ...['payment_intent.SUCCEEDED', 'payment_intent.succeeded ', 'payment_intent.\u0000'],
  ...['payment_intent.\ud800', 'payment_intent.constructor', 'payment_intent.__proto__'],
  ...['payment_intent.\ud83d\ude00', 'payment_intent.<script>', 'payment_intent.toString'],
  ...[`payment_intent.${'x.'.repeat(2_000)}`, `payment_intent${'.'.repeat(300_000)}`],
];

/** Values of an event's id: the archive derives an id where a value is unusable. */
const ids: readonly unknown[] = [
  ...[null, '', 0, 1, -1, 1e21, [], {}, true, false, [1], { a: 1 }, [['evt']]],
  ...['#', 'a#b', 'evt_1#001', 'evt_1#erased#001', 'sha256:', `sha256:${'0'.repeat(64)}`],
  ...[
    'erasures',
    '#erasures',
    '__proto__',
    'constructor',
    ' ',
    'a b',
    '\u0000',
    '\ud800',
    '\ud83d\ude00',
  ],
  ...['../../x', '"', '\\', '%00', '$ne', '{{7*7}}', '<script>alert(1)</script>', '\u001b[31m'],
  ...['-', '~', 'e'.repeat(256), 'e'.repeat(257), '\u00e9'.repeat(50_000)],
];

const short = (value: unknown): string => JSON.stringify(value).slice(0, 40);

const named = (outcome: Outcome) => (name: unknown) =>
  kept(
    `named ${short(name)}`,
    event(
      `"name":${JSON.stringify(name)},"data":{"object":{"id":"int_${serial()}","status":"PENDING"}}`,
    ),
    outcome,
  );

const identified = (id: unknown): Hostile =>
  kept(
    `identified by ${short(id)}`,
    JSON.stringify({
      id,
      name: 'refund.settled',
      data: { object: { id: `rfd_${serial()}`, status: 'SETTLED' } },
    }),
    'accepted',
  );

/** Events with unusual names and ids. */
export const names: readonly Hostile[] = [
  ...foreign.map(named('unrouted')),
  ...unknown.map(named('unrecognized')),
  ...ids.map(identified),
];
