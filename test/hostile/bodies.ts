import { event, intent, kept } from './kept.ts';
import type { Hostile } from './request.ts';

/*
 * Validly signed bodies, all of which must be kept, with their expected outcomes.
 */

const notJson: readonly string[] = [
  ...[
    '',
    ' ',
    '\n',
    '\t\r\n ',
    'null',
    'true',
    'false',
    '0',
    '-0',
    '1e400',
    '"text"',
    '""',
    '[]',
    '[{}]',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    '{]',
    '[}',
    '{}{}',
    '{} {}',
    '{},',
    ',',
    ':',
    '{"a"}',
    '{"a":}',
    '{:1}',
  ],
  ...['{"a":1,}', '[1,]', "{'a':1}", '{a:1}', '{"a":NaN}', '{"a":Infinity}', '{"a":undefined}'],
  ...[
    '{"a":01}',
    '{"a":+1}',
    '{"a":.5}',
    '{"a":1.}',
    '{"a":0x1}',
    '{"a":1_000}',
    '// {}',
    '{/**/}',
  ],
  ...['{"a":"\n"}', '{"a":"\\x41"}', '{"a":"\\u12"}', '{"a":"\t"}', '{"a":"\u0000"}', 'a=b&c=d'],
  ...[
    '<xml/>',
    '---\na: 1',
    '%PDF-1.7',
    '{}\u0000',
    '\u0000{}',
    ")]}',\n{}",
    '{}//',
    '{}#',
    '\u2028{}',
  ],
];

const withoutName: readonly string[] = [
  ...[
    '{}',
    '{"data":{}}',
    '{"name":null}',
    '{"name":""}',
    '{"name":[]}',
    '{"name":{}}',
    '{"name":true}',
  ],
  ...['{"NAME":"payment_intent.succeeded"}', '{"name ":"payment_intent.succeeded"}'],
  ...['{"__proto__":{"name":"payment_intent.succeeded"}}', '{"event":{"name":"refund.settled"}}'],
];

const notUtf8: Readonly<Record<string, Buffer>> = {
  'a byte alone': Buffer.from([0xff]),
  'a sequence cut short': Buffer.from([0x7b, 0x22, 0xe2, 0x82]),
  'a sequence too long': Buffer.from([0xc0, 0x80]),
  'a surrogate in UTF-8': Buffer.from([0xed, 0xa0, 0x80]),
  'beyond Unicode': Buffer.from([0xf5, 0x80, 0x80, 0x80]),
  'every byte there is': Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  'UTF-16': Buffer.from('\ufeff{"name":"refund.settled"}', 'utf16le'),
  'UTF-16, the other way': Buffer.from('\ufeff{"name":"refund.settled"}', 'utf16le').swap16(),
  'Latin-1': Buffer.from('{"name":"refund.settl\u00e9d"}', 'latin1'),
  'an event with one byte wrong': Buffer.concat([
    Buffer.from('{"id":"evt_1","name":"refund.settled","note":"'),
    Buffer.from([0xff]),
    Buffer.from('"}'),
  ]),
};

/** Bodies that are no events, or nearly none. */
export const bodies: readonly Hostile[] = [
  ...notJson.map((text) => kept(`no event: ${JSON.stringify(text)}`, text, 'unrouted')),
  ...withoutName.map((text) => kept(`no name: ${text}`, text, 'unrouted')),
  ...Object.entries(notUtf8).map(([title, body]) => kept(title, body, 'unrouted')),
  kept('a byte order mark', `\ufeff${intent('{"id":"int_bom","status":"PENDING"}')}`, 'accepted'),
  kept('two byte order marks', '\ufeff\ufeff{"name":"refund.settled"}', 'unrouted'),
  kept(
    'the name twice',
    event('"name":"balance.x","name":"payment_intent.x","data":{"object":{"id":"int_n"}}'),
    'unrecognized',
  ),
];
