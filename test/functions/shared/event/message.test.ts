import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import {
  type Delivery,
  open,
  seal,
  UnreadableMessage,
} from '../../../../functions/shared/event/message.ts';

const delivery = (body: Uint8Array, changes: Partial<Delivery['receipt']> = {}): Delivery => ({
  body,
  receipt: {
    sentAt: 1_772_359_200_000,
    receivedAt: 1_772_359_200_100,
    requestId: 'request-1',
    secret: 'live',
    digest: sha256(body),
    ...changes,
  },
});

/** What SQS takes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const permitted = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]+$/u;

const size = (message: { body: string; attributes: Readonly<Record<string, string>> }): number =>
  Buffer.byteLength(message.body) +
  Object.entries(message.attributes).reduce(
    (sum, [name, value]) => sum + name.length + 'String'.length + value.length,
    0,
  );

describe('a sealed message', () => {
  it('opens to the same bytes and receipt for any bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 2_000 }),
          fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (body) => {
          const message = seal(delivery(body));
          if (!message) throw new Error('did not fit');
          expect(message.body).toMatch(permitted);
          const opened = open(message);
          expect(Buffer.from(opened.body).equals(body)).toBe(true);
          expect(opened.receipt).toEqual(delivery(body).receipt);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('carries the signature, and opens without one where an earlier version sealed it', () => {
    const body = Buffer.from('{"id":"evt_1"}');
    const signed = delivery(body, { signature: 'ef'.repeat(32) });
    const message = seal(signed);
    if (!message) throw new Error('did not fit');
    expect(open(message).receipt).toEqual(signed.receipt);
    const { signature: _signature, ...earlier } = message.attributes;
    expect(open({ ...message, attributes: earlier }).receipt).toEqual(delivery(body).receipt);
  });

  it.each([
    ['plain JSON travels readable', Buffer.from('{"amount":1.10}\r\n\t€'), 'text'],
    ['a NUL travels encoded', Buffer.from('{"a":"\u0000"}'), 'base64'],
    ['U+FFFF travels encoded', Buffer.from('{"a":"\uffff"}'), 'base64'],
    ['no UTF-8 travels encoded', Buffer.from([0x7b, 0xff, 0x7d]), 'base64'],
    ['a large text travels compressed', Buffer.from(`"${'a'.repeat(2_000_000)}"`), 'brotli+base64'],
    ['nothing at all travels as something', Buffer.alloc(0), 'brotli+base64'],
  ])('%s', (_title, body, encoding) => {
    const message = seal(delivery(body));
    if (!message) throw new Error('did not fit');
    expect(message.attributes['encoding']).toBe(encoding);
    expect(Buffer.from(open(message).body).equals(body)).toBe(true);
  });

  it('uses the last byte that a queue has, and not one more', () => {
    const base = seal(delivery(Buffer.from('a')));
    if (!base) throw new Error('did not fit');
    const room = 1_048_576 - size(base) + 1;
    for (const [length, encoding] of [
      [room - 'brotli+base64'.length + 'text'.length, 'text'],
      [room + 1, 'brotli+base64'],
    ] as const) {
      const message = seal(delivery(Buffer.from('a'.repeat(length))));
      expect(message?.attributes['encoding']).toBe(encoding);
      expect(message && size(message)).toBeLessThanOrEqual(1_048_576);
    }
  });

  it('does not exist for a body that no queue can hold', () => {
    expect(seal(delivery(randomBytes(900_000)))).toBeUndefined();
  });

  it('is opened by the digest of the masked body where a passcode was masked', () => {
    const signed = Buffer.from('{"otp":"123456"}');
    const masked = Buffer.from('{"otp":"***"}');
    const { receipt } = delivery(signed);
    const message = seal({ body: masked, receipt: { ...receipt, maskedDigest: sha256(masked) } });
    if (!message) throw new Error('did not fit');
    expect(open(message)).toMatchObject({ receipt: { digest: sha256(signed) } });
  });
});

describe('a message that is not what the ingress sent', () => {
  const message = seal(delivery(Buffer.from('{"id":"evt_1"}')));
  if (!message) throw new Error('did not fit');
  const { digest: _digest, ...incomplete } = message.attributes;

  it.each([
    ['another body', { ...message, body: '{"id":"evt_2"}' }],
    ['no digest', { ...message, attributes: incomplete }],
    [
      'an unknown encoding',
      { ...message, attributes: { ...message.attributes, encoding: 'rot13' } },
    ],
    [
      'what is no compressed text',
      { ...message, attributes: { ...message.attributes, encoding: 'brotli+base64' } },
    ],
  ])('is unreadable: %s', (_title, wrong) => {
    expect(() => open(wrong)).toThrow(UnreadableMessage);
  });

  it('is unreadable when it would unpack to more than any request can hold', () => {
    const bomb = seal(delivery(Buffer.alloc(7_000_000)));
    if (!bomb) throw new Error('did not fit');
    expect(() => open(bomb)).toThrow(UnreadableMessage);
  });
});
