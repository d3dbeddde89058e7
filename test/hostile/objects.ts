import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Outcome } from '../../functions/shared/record/read.ts';
import { event, intent, kept, serial } from './kept.ts';
import { nasty } from './nasty.ts';
import type { Hostile } from './request.ts';

/*
 * Events with unusual or large data, and bodies that claim to be compressed.
 */

const fits = '"status":"SUCCEEDED","currency":"EUR"';

const odd: readonly (readonly [string, string, Outcome])[] = [
  ['an id that is a list', `{"id":["int_1"],${fits}}`, 'quarantined'],
  ['an id of digits', `{"id":1,${fits}}`, 'accepted'],
  ['an id of the language', `{"id":"__proto__",${fits}}`, 'accepted'],
  ['an amount of 400 digits', `{"id":"int_b1","amount":${'9'.repeat(400)},${fits}}`, 'quarantined'],
  [
    'an amount of 400 digits and no value',
    `{"id":"int_b2","amount":0.${'0'.repeat(400)},${fits}}`,
    'accepted',
  ],
  ['an amount of 1e999999999', `{"id":"int_b3","amount":1e999999999,${fits}}`, 'quarantined'],
  ['an amount of -0', `{"id":"int_b4","amount":-0,${fits}}`, 'accepted'],
  [
    'an amount with a million zeros amid',
    `{"id":"int_b5","amount":1${'0'.repeat(900_000)}1,${fits}}`,
    'quarantined',
  ],
  [
    'lone surrogates',
    `{"id":"int_b6","merchant_order_id":"\\ud800\\udc00\\ud800",${fits}}`,
    'accepted',
  ],
  ['NUL', `{"id":"int_b7","merchant_order_id":"\\u0000",${fits}}`, 'accepted'],
  ['two ids', `{"id":"int_b8","id":"int_b9",${fits}}`, 'accepted'],
  ['two ids of which the last is none', `{"id":"int_b8","id":null,${fits}}`, 'quarantined'],
  ['a prototype', `{"__proto__":{"id":"int_b10"},${fits}}`, 'quarantined'],
  ['a constructor', `{"id":"int_b11","constructor":{"prototype":{"x":1}},${fits}}`, 'accepted'],
  ['a text for itself', '"int_b12"', 'quarantined'],
  ['a list of itself', `[{"id":"int_b13",${fits}}]`, 'quarantined'],
  ['nothing', 'null', 'quarantined'],
  [
    'lists 10,000 deep',
    `{"id":"int_b14","metadata":${nasty['lists in lists']?.(20_000)},${fits}}`,
    'accepted',
  ],
  [
    'objects 10,000 deep',
    `{"id":"int_b15","metadata":${nasty['objects in objects']?.(60_000)},${fits}}`,
    'accepted',
  ],
  [
    'objects 10,000 deep where it is read',
    nasty['objects in objects']?.(60_000) ?? '',
    'quarantined',
  ],
  [
    'a status of the language',
    '{"id":"int_b16","status":"__proto__","currency":"EUR"}',
    'accepted',
  ],
];

const MIB = 1_048_576;
const zeros = Buffer.alloc(50 * MIB);

const large: readonly Hostile[] = [
  ...Object.entries(nasty).map(([shape, jsonOf]) =>
    kept(
      `1 MiB of ${shape}`,
      intent(`{"id":"int_${serial()}",${fits},"metadata":${jsonOf(MIB)}}`),
      'accepted',
    ),
  ),
  kept(
    '5 MiB of one text',
    intent(`{"id":"int_5",${fits},"metadata":"${'x'.repeat(4 * MIB)}"}`),
    'accepted',
  ),
  kept('900 KB of zeros', Buffer.alloc(900_000), 'unrouted'),
  kept(
    'a list of a million that should be texts',
    event(
      `"name":"connection.disconnected","account_id":"acct_1","data":{"id":"YXBwOmFjY3RfMQ==","authorized_scopes":[${'1,'.repeat(MIB)}1]}`,
    ),
    'accepted',
  ),
];

/** Never decompressed: a body is the bytes that were signed. */
const bombs: readonly Hostile[] = (
  [
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(Buffer.alloc(5 * MIB))],
    ['gzip', gzipSync(gzipSync(zeros))],
    ['gzip, gzip', gzipSync('{"name":"refund.settled"}')],
    ['zstd', Buffer.from('28b52ffd', 'hex')],
  ] as const
).map(([encoding, body]) =>
  kept(`a bomb by ${encoding}, ${body.length} bytes`, body, 'unrouted', {
    headers: () => ({ 'content-encoding': encoding }),
  }),
);

/** Events whose data is unusual, large, or no data at all. */
export const objects: readonly Hostile[] = [
  ...odd.map(([title, object, outcome]) => kept(`an intent: ${title}`, intent(object), outcome)),
  ...large,
  ...bombs,
];
