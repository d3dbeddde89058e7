import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { Variant } from './mistake.ts';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const asText =
  (change: (text: string) => string) =>
  (body: Buffer): readonly Buffer[] => [
    // Latin-1 gives every byte a character and back.
    Buffer.from(change(body.toString('latin1')), 'latin1'),
  ];

/** Changes to the bytes of a body in transit that do not change its JSON. */
export const byteVariants: readonly Variant<Buffer>[] = [
  {
    mistake: {
      name: 'line-break-lost',
      what: 'It is signed over the body with a line break at its end, which the given body does not have.',
      from: 'Something trims bodies, or the signer read them from a file. Sign exactly the bytes that are sent.',
    },
    of: (body) => ['\n', '\r\n'].map((end) => Buffer.concat([body, Buffer.from(end)])),
  },
  {
    mistake: {
      name: 'line-break-added',
      what: 'It is signed over the body without the white space around the given body.',
      from: 'An editor, echo or curl -d @file added or lost a line break. Save the body with printf, and post it with --data-binary.',
    },
    of: (body) => [
      ...asText((text) => text.replace(/\r?\n$/, ''))(body),
      ...asText((text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''))(body),
    ],
  },
  {
    mistake: {
      name: 'line-ends',
      what: 'Of the given body and the signed one, one ends its lines with CR LF, the other with LF.',
      from: 'Git (autocrlf), an editor or a transfer as text changed them. Keep the body as bytes.',
    },
    of: (body) => [
      ...asText((text) => text.replaceAll('\r\n', '\n'))(body),
      ...asText((text) => text.replace(/\r?\n/g, '\r\n'))(body),
    ],
  },
  {
    mistake: {
      name: 'byte-order-mark',
      what: 'Of the given body and the signed one, one begins with a byte order mark.',
      from: 'An editor or PowerShell wrote "UTF-8 with BOM". Save it without one.',
    },
    of: (body) => [body.subarray(0, 3).equals(BOM) ? body.subarray(3) : Buffer.concat([BOM, body])],
  },
  {
    mistake: {
      name: 'body-base64-encoded',
      what: 'The given body is the base64 of the signed one.',
      from: "API Gateway passes a body in base64 and sets isBase64Encoded: decode it before you verify (Buffer.from(body, 'base64')).",
    },
    of: (body) => {
      const text = body.toString('latin1').trim();
      return text.length > 0 && /^[\w+/-]+={0,2}$/.test(text) ? [Buffer.from(text, 'base64')] : [];
    },
  },
  {
    mistake: {
      name: 'body-base64-signed',
      what: 'It is signed over the base64 of the body.',
      from: 'The body was encoded for transport before it was signed. Sign its bytes.',
    },
    of: (body) => [Buffer.from(body.toString('base64'))],
  },
  {
    mistake: {
      name: 'body-in-latin-1',
      what: 'Of the given body and the signed one, one went through Latin-1 instead of UTF-8.',
      from: 'Somewhere bytes were decoded to text without a stated encoding (ISO-8859-1 is the default of servlets and of old HTTP clients). Keep bytes, or specify UTF-8.',
    },
    of: (body) =>
      isAscii(body)
        ? []
        : [
            Buffer.from(body.toString('latin1'), 'utf8'),
            ...(isUtf8(body) ? [Buffer.from(body.toString('utf8'), 'latin1')] : []),
          ],
  },
];
