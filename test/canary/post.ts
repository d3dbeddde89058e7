import { signedHeaders } from '../../bin/webhooks/pipeline/secrets.ts';
import { sentinel } from './sentinels.ts';

/** Headers that proxies, browsers and attackers add to a request, full of sentinels. */
const noise = (): Readonly<Record<string, string>> => ({
  'user-agent': sentinel('header user-agent'),
  cookie: `session=${sentinel('a cookie')}; ${sentinel("a cookie's name")}=1`,
  authorization: `Bearer ${sentinel('header authorization')}`,
  'x-forwarded-for': `${sentinel('header x-forwarded-for')}, 203.0.113.7`,
  'client-secret-key': sentinel('header client-secret-key'),
  [`x-${sentinel('name of a header')}`]: sentinel('an unknown header'),
});

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  /** Its headers and its body. */
  readonly text: string;
}

/** Signs and posts a body with additional headers. @param headers override those. */
export const post = async (
  url: string,
  secret: string,
  body: Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> => {
  const query = `?token=${sentinel('the query')}&${sentinel("the query's name")}=1`;
  const response = await fetch(`${url}${query}`, {
    method: 'POST',
    headers: {
      ...noise(),
      ...signedHeaders(secret, body),
      ...headers,
    },
    body: new Uint8Array(body),
  });
  const text = JSON.stringify([...response.headers]) + (await response.text());
  return { status: response.status, text };
};
