import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { explain, type Keys } from '../../../../../bin/webhooks/prove/doctor/signature/explain.ts';

const secrets = fc.stringMatching(/^[A-Za-z0-9]{8,40}$/).map((text) => `whsec_${text}`);
const timestamps = fc.integer({ min: 1_500_000_000_001, max: 1_999_999_999_999 }).map(String);

/** Event data with values that serialisers write differently. */
const values = fc.record({
  zebra: fc.string({ unit: 'grapheme' }),
  name: fc.constantFrom('é', 'naïve – “quoted”', '日本', '💳'),
  url: fc.constant('https://example.com/a?b=<c>&d'),
  amount: fc.constantFrom('10.00', '1.10', '9007199254740993'),
  list: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
  account: fc.record({ b: fc.boolean(), a: fc.constant(null) }),
});

/** A body as Airwallex writes it: compact, its numbers as they are. */
const bodies = values.map(({ amount, ...rest }) => {
  const text = JSON.stringify(rest);
  return `${text.slice(0, -1)},"amount":${amount}}`;
});

const hmac = (key: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer => {
  const made = createHmac('sha256', key);
  for (const part of parts) made.update(part);
  return made.digest();
};

const request = fc
  .record({ secret: secrets, other: secrets, timestamp: timestamps, body: bodies })
  .filter(({ secret, other }) => secret !== other);
interface Request {
  readonly secret: string;
  readonly other: string;
  readonly timestamp: string;
  readonly body: string;
}

const keysOf = ({ secret, other }: Request, right = secret): Keys => ({
  right: new Map([['live', right]]),
  others: new Map([['next', other]]),
  testKey: 'key-of-the-button',
});

/** What is given, and how it was signed. */
interface Made {
  readonly digest: Buffer;
  readonly signature?: string;
  readonly timestamp?: string;
  readonly body?: string | Buffer;
  /** The given secret. */
  readonly secret?: string;
}

const explained = (given: Request, { digest, ...made }: Made) =>
  explain(
    {
      signature: made.signature ?? digest.toString('hex'),
      timestamp: made.timestamp ?? given.timestamp,
      body: Buffer.from(made.body ?? given.body),
    },
    keysOf(given, made.secret),
  )?.mistakes.map(({ name }) => name);

const pretty = (text: string, indent: number | string): string =>
  JSON.stringify(JSON.parse(text), undefined, indent);
const escaped = (text: string): string =>
  text.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const stripped = (secret: string): string => secret.slice('whsec_'.length);

/** Each known mistake as it is made: how the request was signed, and what is given. */
const mistakes: Readonly<Record<string, readonly ((given: Request) => Made)[]>> = {
  'other-label': [({ other, timestamp, body }) => ({ digest: hmac(other, timestamp, body) })],
  'test-event-key': [
    ({ timestamp, body }) => ({ digest: hmac('key-of-the-button', timestamp, body) }),
  ],
  'secret-without-prefix': [
    ({ secret, timestamp, body }) => ({ digest: hmac(stripped(secret), timestamp, body) }),
  ],
  'secret-with-prefix': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, body),
      secret: stripped(secret),
    }),
  ],
  'secret-spaced': [
    ({ secret, timestamp, body }) => ({ digest: hmac(`${secret}\n`, timestamp, body) }),
    ...['\n', '  ', '"'].map((around) => ({ secret, timestamp, body }: Request) => ({
      digest: hmac(secret, timestamp, body),
      secret: `${around}${secret}${around}`,
    })),
  ],
  'secret-base64-decoded': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(Buffer.from(stripped(secret), 'base64'), timestamp, body),
    }),
  ],
  'timestamp-in-seconds': [
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, timestamp.slice(0, 10), body) }),
  ],
  'timestamp-in-milliseconds': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, body),
      timestamp: timestamp.slice(0, 10),
    }),
  ],
  'timestamp-spaced': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, body),
      timestamp: ` "${timestamp}"`,
    }),
  ],
  'dot-between': [
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, timestamp, '.', body) }),
  ],
  'line-break-between': [
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, timestamp, '\n', body) }),
  ],
  'colon-between': [
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, timestamp, ':', body) }),
  ],
  'body-alone': [({ secret, body }) => ({ digest: hmac(secret, body) })],
  'body-before-timestamp': [
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, body, timestamp) }),
  ],
  'timestamp-alone': [({ secret, timestamp }) => ({ digest: hmac(secret, timestamp) })],
  'body-compact': [2, 4, '\t'].map((indent) => ({ secret, timestamp, body }: Request) => {
    // Without the number, which JSON.parse would change: only white space differs.
    const compact = body.replace(/,"amount":.*$/, '}');
    return { digest: hmac(secret, timestamp, compact), body: pretty(compact, indent) };
  }),
  'body-re-serialised': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, JSON.stringify(JSON.parse(body))),
    }),
  ],
  'body-pretty': ['  ', '    ', '\t'].map((indent) => ({ secret, timestamp }: Request) => ({
    digest: hmac(secret, timestamp, pretty('{"a":[1,{"b":[]}],"c":{}}', indent)),
    body: '{"a":[1,{"b":[]}],"c":{}}',
  })),
  'body-spaced': [
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{"a": [1, {"b": "é, :"}], "c": 1.00}'),
      body: '{"a":[1,{"b":"é, :"}],"c":1.00}',
    }),
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{"a": "\\u00e9"}'),
      body: '{"a":"é"}',
    }),
  ],
  'body-sorted': [
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{"a":{"b":2,"c":1},"d":1.0}'),
      body: '{"d":1.0,"a":{"c":1,"b":2}}',
    }),
  ],
  'body-unicode-escaped': [
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, timestamp, escaped(body)) }),
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, escaped(body.replaceAll('/', '\\/'))),
    }),
  ],
  'body-escaped': [
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{"a":"b\\/c"}'),
      body: '{"a":"b/c"}',
    }),
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{"a":"\\u003cb\\u003e \\u0026"}'),
      body: '{"a":"<b> &"}',
    }),
  ],
  'line-break-lost': ['\n', '\r\n'].map((end) => ({ secret, timestamp, body }: Request) => ({
    digest: hmac(secret, timestamp, body, end),
  })),
  'line-break-added': ['\n', '\r\n', ' \n\n'].map(
    (end) =>
      ({ secret, timestamp, body }: Request) => ({
        digest: hmac(secret, timestamp, body),
        body: body + end,
      }),
  ),
  'line-ends': [
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{\n"a": 1\n}'),
      body: '{\r\n"a": 1\r\n}',
    }),
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, '{\r\n"a": 1\r\n}'),
      body: '{\n"a": 1\n}',
    }),
  ],
  'byte-order-mark': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, body),
      body: `\uFEFF${body}`,
    }),
    ({ secret, timestamp, body }) => ({ digest: hmac(secret, timestamp, `\uFEFF${body}`) }),
  ],
  'body-base64-encoded': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, body),
      body: Buffer.from(body).toString('base64'),
    }),
  ],
  'body-base64-signed': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, Buffer.from(body).toString('base64')),
    }),
  ],
  'body-in-latin-1': [
    ({ secret, timestamp, body }) => ({
      digest: hmac(secret, timestamp, body),
      body: Buffer.from(Buffer.from(body).toString('latin1'), 'utf8'),
    }),
    ({ secret, timestamp }) => ({
      digest: hmac(secret, timestamp, Buffer.from('{"a":"é"}', 'latin1')),
      body: '{"a":"é"}',
    }),
  ],
  'signature-upper-case': [
    ({ secret, timestamp, body }) => {
      const digest = hmac(secret, timestamp, body);
      return { digest, signature: digest.toString('hex').toUpperCase() };
    },
  ],
  'signature-base64': [
    ...(['base64', 'base64url'] as const).map(
      (encoding) =>
        ({ secret, timestamp, body }: Request) => {
          const digest = hmac(secret, timestamp, body);
          return { digest, signature: digest.toString(encoding) };
        },
    ),
    ({ secret, timestamp, body }) => {
      const digest = hmac(secret, timestamp, body);
      return { digest, signature: Buffer.from(digest.toString('hex')).toString('base64') };
    },
  ],
  'signature-prefixed': ['sha256=', 'v1=', 't=1700000000,v1='].map(
    (prefix) =>
      ({ secret, timestamp, body }: Request) => {
        const digest = hmac(secret, timestamp, body);
        return { digest, signature: prefix + digest.toString('hex') };
      },
  ),
  'signature-spaced': [
    ({ secret, timestamp, body }) => {
      const digest = hmac(secret, timestamp, body);
      return { digest, signature: ` "${digest.toString('hex')}"\n` };
    },
  ],
};

const cases = Object.entries(mistakes).flatMap(([name, variants]) =>
  variants.map((make, index) => ({ name, variant: index + 1, make })),
);

describe('the mistake that explains a signature', () => {
  it('is none where the signature is right', () => {
    fc.assert(
      fc.property(request, (given) => {
        const { secret, timestamp, body } = given;
        expect(explained(given, { digest: hmac(secret, timestamp, body) })).toEqual([]);
      }),
    );
  });

  it.each(cases)('is found: $name, variant $variant', ({ name, make }) => {
    fc.assert(
      fc.property(request, (given) => {
        expect(explained(given, make(given))).toEqual([name]);
      }),
      { numRuns: 15 },
    );
  });

  it('is found together with a second one', () => {
    const pairs: readonly (readonly [names: readonly string[], make: (given: Request) => Made])[] =
      [
        [
          ['other-label', 'secret-without-prefix'],
          ({ other, timestamp, body }) => ({ digest: hmac(stripped(other), timestamp, body) }),
        ],
        [
          ['secret-without-prefix', 'timestamp-in-seconds'],
          ({ secret, timestamp, body }) => ({
            digest: hmac(stripped(secret), timestamp.slice(0, 10), body),
          }),
        ],
        [
          ['timestamp-in-seconds', 'dot-between'],
          ({ secret, timestamp, body }) => ({
            digest: hmac(secret, timestamp.slice(0, 10), '.', body),
          }),
        ],
        [
          ['line-break-lost', 'body-alone'],
          ({ secret, body }) => ({ digest: hmac(secret, body, '\n') }),
        ],
        [
          ['body-spaced', 'line-break-lost'],
          ({ secret, timestamp }) => ({
            digest: hmac(secret, timestamp, '{"a": 1.0}\n'),
            body: '{"a":1.0}',
          }),
        ],
        [
          ['signature-base64', 'body-base64-encoded'],
          ({ secret, timestamp, body }) => {
            const digest = hmac(secret, timestamp, body);
            return {
              digest,
              signature: digest.toString('base64'),
              body: Buffer.from(body).toString('base64'),
            };
          },
        ],
      ];
    for (const [names, make] of pairs)
      fc.assert(
        fc.property(request, (given) => {
          expect(explained(given, make(given))).toEqual(names);
        }),
        { numRuns: 5 },
      );
  });

  it('is not found for arbitrary input, and nothing is thrown', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '[', '"'),
    );
    fc.assert(
      fc.property(request, junk, junk, fc.uint8Array(), (given, timestamp, signature, body) => {
        const nothing = { signature, timestamp, body };
        expect(explain(nothing, keysOf(given))).toBeUndefined();
        const wrong = { ...nothing, signature: 'a'.repeat(64) };
        expect(explain(wrong, keysOf(given))).toBeUndefined();
      }),
      { numRuns: 20 },
    );
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const given = { secret: 's', other: 'o', timestamp: '1', body: deep };
    expect(explained(given, { digest: hmac('s', '1', deep, '\n') })).toEqual(['line-break-lost']);
  });
});
