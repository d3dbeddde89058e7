import { createHash, createHmac } from 'node:crypto';

/** What all of these are about. */
export const body = Buffer.from('{"id":"evt_headers","name":"balance.updated"}');

export const hmac = (
  timestamp: string,
  signed: string | Buffer,
  key = 'whsec_other',
  algorithm = 'sha256',
): string => createHmac(algorithm, key).update(timestamp).update(signed).digest('hex');

/** Invalid signatures, derived from the valid one and the time. */
export const signatures: Readonly<
  Record<string, (right: string, timestamp: string) => string | string[] | undefined>
> = {
  missing: () => undefined,
  empty: () => '',
  'a space': () => ' ',
  'one digit': () => 'a',
  'a digit short': (right) => right.slice(1),
  'a digit short at its end': (right) => right.slice(0, -1),
  'a digit too long': (right) => `${right}0`,
  'half of it': (right) => right.slice(32),
  'twice in one': (right) => right + right,
  'in upper case': (right) => right.toUpperCase(),
  'with one digit in upper case': (right) => right.replace(/[a-f]/, (digit) => digit.toUpperCase()),
  reversed: (right) => [...right].reverse().join(''),
  'with its last digit changed': (right) => right.slice(0, -1) + (right.endsWith('0') ? '1' : '0'),
  'with its first digit changed': (right) => (right.startsWith('0') ? '1' : '0') + right.slice(1),
  'of zeros': () => '0'.repeat(64),
  'of what is no hex': () => 'g'.repeat(64),
  'of what is no ASCII': () => '\u00e9'.repeat(64),
  'with a scheme': (right) => `sha256=${right}`,
  "as Stripe's": (right, timestamp) => `t=${timestamp},v1=${right}`,
  'with 0x': (right) => `0x${right}`,
  'in quotes': (right) => `"${right}"`,
  'in base64': (right) => Buffer.from(right, 'hex').toString('base64'),
  'in base64 of its hex': (right) => Buffer.from(right).toString('base64'),
  'percent-encoded': (right) => `${right.replaceAll('a', '%61')}%30`,
  'with a space inside': (right) => `${right.slice(0, 32)} ${right.slice(32)}`,
  'with a tab inside': (right) => `${right.slice(0, 32)}\t${right.slice(32)}`,
  'with a comma after': (right) => `${right},`,
  'right, then wrong, in one': (right) => `${right},${'0'.repeat(64)}`,
  'right, then right, in one': (right) => `${right}, ${right}`,
  'sent twice': (right) => [right, right],
  'sent twice, wrong first': (right) => ['0'.repeat(64), right],
  'sent twice, wrong last': (right) => [right, '0'.repeat(64)],
  undefined: () => 'undefined',
  null: () => 'null',
  true: () => 'true',
  'an object': () => '[object Object]',
  ['__proto__']: () => '__proto__',
  'JSON of it': (right) => JSON.stringify({ signature: right }),
  '8,000 digits': (right) => right.repeat(125),
  'a wildcard': () => '*',
  'a pattern': () => '^[0-9a-f]{64}$',
  'a query': () => "' OR '1'='1",
  'of another body': (_right, timestamp) => hmac(timestamp, '{}'),
  'of no body': (_right, timestamp) => hmac(timestamp, ''),
  'of the body alone': () => hmac('', body),
  'of the body first': (_right, timestamp) => hmac('', `${body}${timestamp}`),
  'with a dot between': (_right, timestamp) => hmac(`${timestamp}.`, body),
  'of another time': (_right, timestamp) => hmac(String(Number(timestamp) - 1), body),
  'with another key': (_right, timestamp) => hmac(timestamp, body, 'whsec_other'),
  'with no key': (_right, timestamp) => hmac(timestamp, body, ''),
  'by SHA-1': (_right, timestamp) => hmac(timestamp, body, 'whsec_other', 'sha1'),
  'by SHA-512': (_right, timestamp) => hmac(timestamp, body, 'whsec_other', 'sha512').slice(0, 64),
  'a plain digest': (_right, timestamp) =>
    createHash('sha256').update(timestamp).update(body).digest('hex'),
};
