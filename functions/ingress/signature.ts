import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** A live signing secret: the whole text that Airwallex shows, its `whsec_` prefix included. */
export interface SigningSecret {
  readonly label: string;
  readonly key: KeyObject;
}

export const signingSecret = (label: string, secret: string): SigningSecret => ({
  label,
  // Stryker disable next-line StringLiteral: it is UTF-8 by default.
  key: createSecretKey(secret, 'utf8'),
});

const hmac = (key: KeyObject, timestamp: string, body: Uint8Array): Buffer =>
  createHmac('sha256', key).update(timestamp).update(body).digest();

/**
 * Signs a body as Airwallex does: HMAC-SHA256 over the timestamp's text and then the body's bytes,
 * in lower-case hex.
 * @param timestamp `x-timestamp`: epoch milliseconds as text, 13 digits.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events
 */
export const sign = (secret: SigningSecret, timestamp: string, body: Uint8Array): string =>
  hmac(secret.key, timestamp, body).toString('hex');

/** Only {@link verify} can make one: nothing is routed or queued without it. */
const verified = Symbol('verified');

/** A body whose signature was checked. */
export interface VerifiedBody {
  readonly [verified]: true;
  readonly body: Uint8Array;
  /** `x-timestamp`: epoch milliseconds. */
  readonly sentAt: number;
  /** Label of the secret that signed it. */
  readonly secret: string;
  /** `x-signature`. */
  readonly signature: string;
}

/** Why a request is not authentic. */
export type Refusal =
  | 'signature missing'
  | 'signature malformed'
  | 'timestamp missing'
  | 'timestamp malformed'
  | 'signature wrong';

const hexDigest = /^[0-9a-f]{64}$/;
/**
 * Exactly 13 digits, the years 2001 to 2286. Airwallex signs the timestamp and the body without a
 * separator, so a width that varied would let digits move from one to the other under one signature:
 * a recorded request would verify as a dozen others. A genuine body begins with `{`, so none can move
 * the other way.
 */
const epochMilliseconds = /^[1-9]\d{12}$/;

/**
 * Checks a request's signature against every live secret, in constant time and without stopping at
 * the first that fits. Never throws, for any headers.
 */
export const verify = (
  request: {
    readonly signature: string | undefined;
    readonly timestamp: string | undefined;
    readonly body: Uint8Array;
  },
  secrets: readonly SigningSecret[],
): VerifiedBody | Refusal => {
  const { signature, timestamp, body } = request;
  if (!signature) return 'signature missing';
  if (!hexDigest.test(signature)) return 'signature malformed';
  if (!timestamp) return 'timestamp missing';
  if (!epochMilliseconds.test(timestamp)) return 'timestamp malformed';
  const claimed = Buffer.from(signature, 'hex');
  let signer: SigningSecret | undefined;
  for (const secret of secrets)
    if (timingSafeEqual(hmac(secret.key, timestamp, body), claimed)) signer = secret;
  if (!signer) return 'signature wrong';
  // Stryker disable next-line BooleanLiteral: a mark for the type checker, which nothing reads.
  return { [verified]: true, body, sentAt: Number(timestamp), secret: signer.label, signature };
};
