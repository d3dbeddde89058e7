import type { Hostile, RightHeaders } from './request.ts';
import { body, hmac, signatures } from './signatures.ts';

/*
 * Every header malformed in many ways, on requests that are otherwise valid.
 */

/** Each is signed in this form, so that the form alone is wrong. */
const badTimestamps: readonly string[] = [
  ...['', 'now', 'NaN', 'Infinity', '-Infinity', 'null', 'undefined', 'true', '[]', '{}'],
  ...['-1', '+1772359200000', '1772359200000.0', '1772359200000.5', '1.7e12', '0x19cabc', '1_772'],
  ...[
    '01772359200000',
    '00',
    '1772359200000n',
    '1,772,359,200,000',
    '17723 59200000',
    '1772359200000;',
  ],
  ...[
    '2026-03-01T10:00:00Z',
    'Sun, 01 Mar 2026 10:00:00 GMT',
    '999999999999999',
    '1000000000000000',
  ],
  // Digits, but not 13 of them: the missing ones could be the first bytes of the body.
  ...['0', '1', '1772359200', '177235920000', '17723592000000', '253402300799999'],
  ...[
    '9'.repeat(20),
    '9'.repeat(400),
    '9'.repeat(5_000),
    '\u00b9\u00b2\u00b3',
    '__proto__',
    "1' OR '1'='1",
  ],
];

/** Unusual, but valid: Airwallex may keep the signature of a retry, so no time is too old. */
const oddTimestamps: readonly string[] = ['1000000000000', '1357872222592', '9999999999999'];

/** Headers that change nothing for a request with a valid signature. */
const others: Readonly<
  Record<string, Readonly<Record<string, string | readonly string[] | undefined>>>
> = {
  'no content type': { 'content-type': undefined },
  'an empty content type': { 'content-type': '' },
  'a content type of text': { 'content-type': 'text/plain' },
  'a content type of a form': { 'content-type': 'application/x-www-form-urlencoded' },
  'a content type of parts': { 'content-type': 'multipart/form-data; boundary=x' },
  'a content type of bytes': { 'content-type': 'application/octet-stream' },
  'a content type of XML': { 'content-type': 'application/xml' },
  'a content type that is none': { 'content-type': ';;;===' },
  'a content type of 4,000 characters': { 'content-type': `application/json;${'x'.repeat(4_000)}` },
  'two content types': { 'content-type': ['application/json', 'text/plain'] },
  'a character set that it is not in': { 'content-type': 'application/json; charset=utf-16' },
  'gzip, which it is not': { 'content-encoding': 'gzip' },
  'Brotli, which it is not': { 'content-encoding': 'br' },
  'a list of encodings': { 'content-encoding': 'gzip, deflate, br, zstd, identity' },
  'names of the language': {
    ['__proto__']: 'x',
    constructor: 'x',
    tostring: 'x',
    hasownproperty: 'x',
  },
  'an odd host': { host: 'localhost:99999@evil.example/../../' },
  'a forwarded address': { 'x-forwarded-for': '127.0.0.1, ::1', forwarded: 'for=127.0.0.1' },
  'another method in a header': { 'x-http-method-override': 'DELETE', 'x-method': 'GET' },
  'another path in a header': { 'x-original-url': '/admin', 'x-rewrite-url': '/admin' },
  credentials: { authorization: `Basic ${'QQ'.repeat(500)}`, cookie: 'a=b; c=d; __proto__=e' },
  'cookies without names': { cookie: ';;=;=;__proto__' },
  'a range': { range: 'bytes=0-1,5-9,-1' },
  conditions: { 'if-match': '*', 'if-none-match': '*', 'if-modified-since': 'never' },
  'a wish for an upgrade': { upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' },
  'trailers welcome': { te: 'trailers' },
  'sixty headers more': Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`x-more-${at}`, 'x'.repeat(60)]),
  ),
  'a header of 7,000 characters': { 'x-long': 'x'.repeat(7_000) },
  'what is no ASCII': { 'x-odd': '\u00e9\u00ff\u0080' },
  "the sandbox's own key": { 'client-secret-key': 'whsec_anything' },
};

const named = (right: RightHeaders, rename: (name: string) => string) => ({
  'x-signature': undefined,
  'x-timestamp': undefined,
  [rename('x-signature')]: right['x-signature'],
  [rename('x-timestamp')]: right['x-timestamp'],
});

/** Requests with unusual headers. */
export const headers: readonly Hostile[] = [
  ...Object.entries(signatures).map(
    ([which, of]): Hostile => ({
      title: `a signature that is ${which}`,
      body,
      status: 401,
      headers: (right) => ({ 'x-signature': of(right['x-signature'], right['x-timestamp']) }),
    }),
  ),
  ...badTimestamps.map(
    (timestamp): Hostile => ({
      title: `a time that is ${JSON.stringify(timestamp.slice(0, 40))}`,
      body,
      status: 401,
      timestamp,
    }),
  ),
  { title: 'no time', body, status: 401, headers: () => ({ 'x-timestamp': undefined }) },
  {
    title: 'a time sent twice',
    body,
    status: 401,
    headers: (right) => ({ 'x-timestamp': [right['x-timestamp'], right['x-timestamp']] }),
  },
  {
    title: 'neither',
    body,
    status: 401,
    headers: (right) => named(right, (name) => `not-${name}`),
  },
  {
    title: 'a wrong signature beside the sandbox’s own key',
    body,
    status: 401,
    headers: () => ({ 'client-secret-key': 'whsec_x', 'x-signature': hmac('1', body, 'whsec_x') }),
  },
  ...oddTimestamps.map(
    (timestamp): Hostile => ({
      title: `a time that is ${timestamp}`,
      body,
      status: 200,
      outcome: 'unrouted',
      timestamp,
    }),
  ),
  ...[
    (name: string) => name.toUpperCase(),
    (name: string) => name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  ].map(
    (rename): Hostile => ({
      title: `${rename('x-signature')}`,
      body,
      status: 200,
      outcome: 'unrouted',
      headers: (right) => named(right, rename),
    }),
  ),
  ...Object.entries(others).map(
    ([title, more]): Hostile => ({
      title,
      body,
      status: 200,
      outcome: 'unrouted',
      headers: () => more,
    }),
  ),
  ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'].map(
    (method): Hostile => ({ title: `the method ${method}`, body, status: 405, method }),
  ),
  ...[
    ...['/', '/webhook', '/webhooks/', '//webhooks', '/WEBHOOKS', '/webhooks/..', '/./webhooks'],
    ...[
      '/webhooks%00',
      '/%77ebhooks',
      '/webhooks;x=1',
      '/webhooks/payments',
      '/__proto__',
      '*',
      '/%',
    ],
  ].map((path): Hostile => ({ title: `the path ${path}`, body, status: 404, path })),
  ...[
    '/webhooks?',
    '/webhooks?x-signature=1',
    '/webhooks??a=b',
    '/webhooks?__proto__=1&a=1&a=2&%',
  ].map(
    (path): Hostile => ({
      title: `the path ${path}`,
      body,
      status: 200,
      outcome: 'unrouted',
      path,
    }),
  ),
];
