import { signedHeaders } from '../signed-headers.ts';

/** How the webhook URL answered a request. */
export interface Answer {
  readonly status: number;
  /** Its header `Date`, epoch milliseconds in whole seconds; undefined where it has none. */
  readonly date: number | undefined;
  /** Epoch milliseconds by our clock. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** Milliseconds: Airwallex doesn't say how long it waits. */
const TIMEOUT = 15_000;

/** Why fetch got no answer, as the system says it. */
const causeOf = (error: unknown): string => {
  const { cause, name } = Object(error);
  const { code } = Object(cause);
  return String(code ?? name);
};

/** Asks the URL. @throws Error that says why, where nothing answers. */
export const request = async (url: string, init: RequestInit = {}): Promise<Answer> => {
  const askedAt = Date.now();
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answeredAt = Date.now();
    await response.arrayBuffer();
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      status: response.status,
      date: Number.isNaN(date) ? undefined : date,
      askedAt,
      answeredAt,
    };
  } catch (error) {
    throw new Error(`${url} does not answer (${causeOf(error)}).`, { cause: error });
  }
};

/** Posts a body, signed with a secret as Airwallex signs; without one unsigned. */
export const post = (url: string, body: Uint8Array, secret?: string): Promise<Answer> =>
  request(url, {
    method: 'POST',
    headers:
      secret === undefined ? { 'content-type': 'application/json' } : signedHeaders(secret, body),
    body: new Uint8Array(body),
  });
