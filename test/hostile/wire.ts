import { rightHeaders } from './request.ts';

/*
 * Requests that no conforming HTTP client would send, byte for byte. Node's HTTP parser answers here and
 * API Gateway's after a deployment, so a request that never reaches the function only has to be refused,
 * queue nothing, and leave the next request unaffected.
 */

/** Bytes to write, and milliseconds to wait. */
type Step = Buffer | string | number;

export interface Wire {
  readonly title: string;
  readonly steps: readonly Step[];
  /** Statuses of the answers, in order; a connection without one is closed. */
  readonly answers: readonly number[];
  /** Its bodies that must be in the archive. */
  readonly bodies: readonly Buffer[];
}

let made = 0;
const fresh = (): Buffer => {
  made += 1;
  return Buffer.from(`{"id":"evt_wire_${made}","name":"balance.updated"}`);
};

const signed = (body: Buffer, secret: string): string =>
  Object.entries(rightHeaders(body, secret, String(Date.now())))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

const chunked = (body: Buffer, size: number, extension = ''): string => {
  const chunks: string[] = [];
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size).toString('latin1');
    chunks.push(`${chunk.length.toString(16)}${extension}\r\n${chunk}\r\n`);
  }
  return `${chunks.join('')}0\r\n\r\n`;
};

/** @param secret signs the valid requests. */
export const wires = (secret: string): readonly Wire[] => {
  const start = 'POST /webhooks HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
  const head = (body: Buffer, more = ''): string => `${start}${signed(body, secret)}${more}`;
  const whole = (body: Buffer, more = ''): string =>
    `${head(body, more)}content-length: ${body.length}\r\n\r\n${body}`;
  const forged = (body: Buffer): string =>
    `${start}x-timestamp: 1\r\nx-signature: ${'0'.repeat(64)}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

  const accepted = (title: string, of: (body: Buffer) => readonly Step[]): Wire => {
    const body = fresh();
    return { title, steps: of(body), answers: [200], bodies: [body] };
  };
  const refused = (
    title: string,
    status: number | undefined,
    of: (body: Buffer) => Step,
  ): Wire => ({
    title,
    steps: [of(fresh())],
    answers: status === undefined ? [] : [status],
    bodies: [],
  });

  const many = Array.from({ length: 20 }, fresh);
  const [one, two] = [fresh(), fresh()];
  return [
    accepted('in chunks', (body) => [
      `${head(body, 'transfer-encoding: chunked\r\n')}\r\n${chunked(body, 16)}`,
    ]),
    accepted('in chunks of a byte', (body) => [
      `${head(body, 'transfer-encoding: chunked\r\n')}\r\n${chunked(body, 1)}`,
    ]),
    accepted('in chunks with extensions', (body) => [
      `${head(body, 'transfer-encoding: chunked\r\n')}\r\n${chunked(body, 16, ';a=b')}`,
    ]),
    accepted('slowly, byte by byte', (body) => [
      `${head(body)}content-length: ${body.length}\r\n\r\n`,
      ...[...body].flatMap((byte) => [Buffer.from([byte]), 15]),
    ]),
    accepted('with slow headers', (body) => {
      const lines = whole(body).split('\r\n');
      return [
        ...lines.slice(0, 4).flatMap((line) => [`${line}\r\n`, 50]),
        lines.slice(4).join('\r\n'),
      ];
    }),
    accepted('in HTTP/1.0', (body) => [whole(body).replace('HTTP/1.1', 'HTTP/1.0')]),
    accepted('after empty lines', (body) => [`\r\n\r\n${whole(body)}`]),
    {
      title: 'two in one write',
      steps: [whole(one) + whole(two)],
      answers: [200, 200],
      bodies: [one, two],
    },
    {
      title: 'twenty in one write',
      steps: [many.map((body) => whole(body)).join('')],
      answers: many.map(() => 200),
      bodies: many,
    },
    (() => {
      const [right, wrong] = [fresh(), fresh()];
      return {
        title: 'forged, right, forged, in one write',
        steps: [forged(wrong) + whole(right) + forged(wrong)],
        answers: [401, 200, 401],
        bodies: [right],
      };
    })(),
    refused('one inside the body of a forged one', 401, (body) => forged(Buffer.from(whole(body)))),
    refused('cut off in the body', undefined, (body) => whole(body).slice(0, -1)),
    refused('cut off in the headers', undefined, (body) => whole(body).slice(0, 120)),
    refused(
      'a length and chunks',
      400,
      (body) =>
        `${head(body, `content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n`)}\r\n${chunked(body, 16)}`,
    ),
    refused('two lengths', 400, (body) => whole(body, 'content-length: 1\r\n')),
    refused('a length below zero', 400, (body) => `${head(body)}content-length: -1\r\n\r\n${body}`),
    refused(
      'a length with a sign',
      400,
      (body) => `${head(body)}content-length: +9\r\n\r\n${body}`,
    ),
    refused('a length in hex', 400, (body) => `${head(body)}content-length: 0x9\r\n\r\n${body}`),
    refused(
      'a length beyond all',
      400,
      (body) => `${head(body)}content-length: 99999999999999999999999\r\n\r\n${body}`,
    ),
    refused(
      'a chunk whose length is none',
      400,
      (body) => `${head(body, 'transfer-encoding: chunked\r\n')}\r\nzz\r\n${body}`,
    ),
    refused(
      'a chunk longer than it says',
      400,
      (body) => `${head(body, 'transfer-encoding: chunked\r\n')}\r\n2\r\n${body}\r\n0\r\n\r\n`,
    ),
    refused(
      'an encoding of the transfer that is none',
      400,
      (body) => `${head(body, 'transfer-encoding: xchunked\r\n')}\r\n${chunked(body, 16)}`,
    ),
    refused('NUL in a header', 400, (body) => whole(body, 'x-odd: a\0b\r\n')),
    refused('a header without a colon', 400, (body) => whole(body, 'x-odd\r\n')),
    refused('a header without a name', 400, (body) => whole(body, ': odd\r\n')),
    refused('a space before the colon', 400, (body) => whole(body, 'x-odd : a\r\n')),
    refused('a line feed alone', 400, (body) => whole(body, 'x-odd: a\nx-even: b\r\n')),
    refused('no host', 400, (body) => whole(body).replace('host: localhost\r\n', '')),
    refused('headers beyond 10 KB', 431, (body) =>
      whole(body, `x-long: ${'x'.repeat(11_000)}\r\n`),
    ),
    refused('a method that is none', 400, (body) => whole(body).replace('POST', 'post')),
    refused('a path with a space', 400, (body) => whole(body).replace('/webhooks', '/web hooks')),
    refused('the whole address for a path', 404, (body) =>
      whole(body).replace('/webhooks', 'http://localhost/webhooks'),
    ),
    refused('a version that is none', 400, (body) => whole(body).replace('HTTP/1.1', 'HTTP/9.9')),
    refused('HTTP/2', 400, () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    refused('TLS', 400, () => Buffer.from('16030100a5010000a10303', 'hex')),
    refused('what is no HTTP', 400, () =>
      Buffer.from(Array.from({ length: 256 }, (_, at) => 255 - at)),
    ),
    refused('an expectation that nobody meets', 417, (body) => whole(body, 'expect: miracles\r\n')),
  ];
};
