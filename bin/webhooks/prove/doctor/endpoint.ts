import { signedHeaders } from '../../pipeline/secrets.ts';

/** The answer of the webhook URL to a request. */
export interface UrlAnswer {
  readonly status: number;
  /** Its header `Date`, epoch milliseconds in whole seconds; undefined where it has none. */
  readonly date: number | undefined;
  /** Epoch milliseconds by the local clock. */
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** Milliseconds: no manual of Airwallex states how long it waits. */
const TIMEOUT_MS = 15_000;

/** Why fetch got no answer: the system's error code. */
const causeOf = (error: unknown): string => {
  const { cause, name } = Object(error);
  const { code } = Object(cause);
  return String(code ?? name);
};

/** Sends a request to the URL. @throws Error with the cause, where nothing answers. */
export const request = async (url: string, init: RequestInit = {}): Promise<UrlAnswer> => {
  const askedAt = Date.now();
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
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

/** Posts a body, signed with a secret as Airwallex signs; without a secret unsigned. */
export const postToEndpoint = (
  url: string,
  body: Uint8Array,
  secret?: string,
): Promise<UrlAnswer> =>
  request(url, {
    method: 'POST',
    headers:
      secret === undefined ? { 'content-type': 'application/json' } : signedHeaders(secret, body),
    body: new Uint8Array(body),
  });
