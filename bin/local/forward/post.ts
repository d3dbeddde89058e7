import { createHmac } from 'node:crypto';
import * as v from 'valibot';

export interface Post {
  readonly url: string;
  /** `whsec_` and the key in base64. */
  readonly secret: string;
  /** The same one however often a change is posted. */
  readonly id: string;
  readonly body: string;
}

/**
 * Headers that sign a body.
 * @param now epoch milliseconds.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const webhookHeaders = (
  { secret, id, body }: Omit<Post, 'url'>,
  now = Date.now(),
): Record<string, string> => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};

/** What fetch throws. */
const thrown = v.object({
  name: v.string(),
  cause: v.optional(v.object({ code: v.optional(v.string()) })),
});

const TIMEOUT_MS = 15_000;

/** What went wrong, in few words that are the same for the same kind. */
const failureOf = (error: unknown): string => {
  const known = v.safeParse(thrown, error);
  if (!known.success) return 'cannot be reached';
  const { name, cause } = known.output;
  if (name === 'TimeoutError') return `does not answer within ${TIMEOUT_MS / 1_000} s`;
  return `cannot be reached (${cause?.code ?? 'no connection'})`;
};

/** Posts a change once. @returns undefined where it was accepted, else what the address does instead. */
export const post = async ({ url, ...change }: Post): Promise<string | undefined> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: webhookHeaders(change),
      body: change.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `answers ${response.status}`;
  } catch (error) {
    return failureOf(error);
  }
};
