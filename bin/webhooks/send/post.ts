import { sign, signingSecret } from '../../../functions/ingress/signature.ts';
import { Failure } from '../failure.ts';

/**
 * Signs a body as Airwallex does, now, and posts it.
 * @returns the status of the answer.
 * @throws Failure when nothing answers.
 */
export const post = async (url: string, secret: string, body: Buffer): Promise<number> => {
  const timestamp = String(Date.now());
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': sign(signingSecret('tool', secret), timestamp, body),
      },
      body: new Uint8Array(body),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    throw new Failure(`Nothing answers at ${url}. Is "npm start" running in another terminal?`);
  }
};
