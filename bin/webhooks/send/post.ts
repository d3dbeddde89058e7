import { signedHeaders } from '../pipeline/secrets.ts';
import { startLine } from '../terminal/command-line.ts';
import { Failure } from '../terminal/failure.ts';

/** More than the time limit of API Gateway. */
const TIMEOUT_MILLISECONDS = 35_000;

/**
 * Signs a body as Airwallex does and posts it.
 * @param sentAt `x-timestamp`, epoch milliseconds; by default now.
 * @returns the status of the answer.
 * @throws Failure when nothing answers.
 */
export const post = async (
  url: string,
  secret: string,
  body: Buffer,
  sentAt = Date.now(),
): Promise<number> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
      headers: signedHeaders(secret, body, sentAt),
      body: new Uint8Array(body),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
    const advice = isLocal
      ? ` Is the local pipeline running in another terminal? Start it with: ${startLine()}`
      : '';
    throw new Failure(`Nothing answers at ${url}.${advice}`);
  }
};
