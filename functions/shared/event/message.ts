import { Buffer, isUtf8 } from 'node:buffer';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { sha256 } from './identifier.ts';

/** The facts of one delivery, beside the body. */
export interface Receipt {
  /** `x-timestamp`: when Airwallex sent this delivery, epoch milliseconds. */
  readonly sentAt: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** API Gateway's request id. */
  readonly requestId: string;
  /** Label of the secret that verified the signature. */
  readonly secret: string;
  /** SHA-256 of the signed body, hex. */
  readonly digest: string;
  /** SHA-256 of the body as carried, where a passcode was masked out of the signed one. */
  readonly maskedDigest?: string;
  /**
   * `x-signature`, hex: the HMAC of {@link sentAt} (its 13 digits are the signed timestamp) and the signed body.
   * Missing where the ingress was of a version that did not keep it.
   */
  readonly signature?: string | undefined;
}

/** An authentic delivery: the signed bytes (masked where the receipt states it) and its facts. */
export interface Delivery {
  readonly body: Uint8Array;
  readonly receipt: Receipt;
}

/** A queue message before it is sent. */
export interface SealedMessage {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message that is not what the ingress sent: it is never applied, and ends on the dead-letter queue. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

/**
 * Bytes of a message, attributes included.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const MAX_MESSAGE_BYTES = 1_048_576;
/** API Gateway hands a function 6 MB at most, so no body that we compressed can be larger. */
const MAX_BODY_BYTES = 6_291_456;

/**
 * What SQS refuses or cannot carry: anything but these characters. Its manual allows those beyond
 * U+FFFF too, the words of its refusal (and the embedded SQS) do not: in base64 it is no question.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const refusedBySqs = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/;

const asText = (body: Uint8Array): string | undefined => {
  if (body.length === 0 || !isUtf8(body)) return undefined;
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');
  return refusedBySqs.test(text) ? undefined : text;
};

const asBase64 = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, body.length).toString('base64');

const compress = (body: Uint8Array): Uint8Array =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

/** Bytes that SQS counts for an attribute: its name, its type and its value. */
const attributeBytes = (attributes: Readonly<Record<string, string>>): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + name.length + 'String'.length + Buffer.byteLength(value),
    0,
  );

/**
 * Packs a delivery for the queue: the exact body as text, in base64 where SQS would alter or refuse
 * its characters, compressed where it is too large.
 * @returns undefined when no queue can hold it even so.
 */
export const seal = ({ body, receipt }: Delivery): SealedMessage | undefined => {
  const facts = {
    sentAt: String(receipt.sentAt),
    receivedAt: String(receipt.receivedAt),
    requestId: receipt.requestId,
    secret: receipt.secret,
    digest: receipt.digest,
    ...(receipt.maskedDigest === undefined ? {} : { maskedDigest: receipt.maskedDigest }),
    ...(receipt.signature === undefined ? {} : { signature: receipt.signature }),
  };
  const room = MAX_MESSAGE_BYTES - attributeBytes({ ...facts, encoding: 'brotli+base64' });
  const text = body.length <= room ? asText(body) : undefined;
  if (text !== undefined) return { body: text, attributes: { ...facts, encoding: 'text' } };
  const plain = body.length > 0 && body.length * 4 <= room * 3 ? asBase64(body) : undefined;
  if (plain !== undefined && plain.length <= room)
    return { body: plain, attributes: { ...facts, encoding: 'base64' } };
  const packed = asBase64(compress(body));
  return packed.length <= room
    ? { body: packed, attributes: { ...facts, encoding: 'brotli+base64' } }
    : undefined;
};

const decode = (body: string, encoding: string | undefined): Uint8Array => {
  if (encoding === 'text') return Buffer.from(body, 'utf8');
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'brotli+base64')
    return brotliDecompressSync(Buffer.from(body, 'base64'), { maxOutputLength: MAX_BODY_BYTES });
  throw new UnreadableMessage('The message names no encoding that this code knows.');
};

/**
 * Unpacks a message of the queue and checks it against its digest.
 * @throws UnreadableMessage when it is not what the ingress sent.
 */
export const open = (message: SealedMessage): Delivery => {
  const { encoding, sentAt, receivedAt, requestId, secret, digest, maskedDigest, signature } =
    message.attributes;
  if (!sentAt || !receivedAt || !requestId || !secret || !digest)
    throw new UnreadableMessage('The message is without attributes that the ingress always sends.');
  let body: Uint8Array;
  try {
    body = decode(message.body, encoding);
  } catch (error) {
    throw new UnreadableMessage('The message body cannot be decoded.', { cause: error });
  }
  if (sha256(body) !== (maskedDigest ?? digest))
    throw new UnreadableMessage('The message body is not the one that was signed.');
  return {
    body,
    receipt: {
      sentAt: Number(sentAt),
      receivedAt: Number(receivedAt),
      requestId,
      secret,
      digest,
      ...(maskedDigest && { maskedDigest }),
      ...(signature && { signature }),
    },
  };
};
