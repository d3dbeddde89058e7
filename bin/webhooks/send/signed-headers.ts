import { sign, signingSecret } from '../../../functions/ingress/signature.ts';

/**
 * The headers of a webhook, signed as Airwallex signs.
 * @param secret the whole text of a signing secret.
 * @param sentAt `x-timestamp`, epoch milliseconds.
 */
export const signedHeaders = (secret: string, body: Uint8Array, sentAt = Date.now()) => {
  const timestamp = String(sentAt);
  return {
    'content-type': 'application/json',
    'x-timestamp': timestamp,
    'x-signature': sign(signingSecret('tool', secret), timestamp, body),
  };
};
