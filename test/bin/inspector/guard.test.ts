import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { useInspected, wordsOf } from './inspected.ts';

/* Who may ask the inspector for what, and the one thing that it does. */

const inspected = useInspected();
let token = '';

beforeAll(async () => {
  [, token = ''] = /name="token" value="([^"]+)"/.exec((await inspected.ask('/')).body) ?? [];
});

const post = (
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) =>
  inspected.ask('/send', {
    method: 'POST',
    headers: {
      origin: inspected.url,
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams(form).toString(),
  });

it('answers only to host names of this machine', async () => {
  const port = new URL(inspected.url).port;
  const status = async (host: string) => (await inspected.ask('/', { headers: { host } })).status;
  expect(await status(`127.0.0.1:${port}`)).toBe(200);
  expect(await status(`localhost:${port}`)).toBe(200);
  for (const host of [`rebound.example:${port}`, '127.0.0.1', `127.0.0.1.example:${port}`])
    expect([host, await status(host)]).toEqual([host, 403]);
});

it('listens on the loopback address only', async () => {
  const port = Number(new URL(inspected.url).port);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of others)
    await expect(
      new Promise((resolve, reject) => {
        connect(port, address, () => resolve('open')).once('error', reject);
      }),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('accepts only GET and POST', async () => {
  for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect((await inspected.ask('/', { method })).status).toBe(405);
  expect((await inspected.ask('/send')).status).toBe(404);
  expect((await inspected.ask('/constructor')).status).toBe(404);
  expect((await inspected.ask('/events/%E0%A4%A')).status).toBe(404);
});

it('cannot be embedded by another page, but may be linked to', async () => {
  const from = async (site: string, mode: string) =>
    (await inspected.ask('/', { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode } }))
      .status;
  expect(await from('cross-site', 'no-cors')).toBe(403);
  expect(await from('same-site', 'cors')).toBe(403);
  expect(await from('cross-site', 'navigate')).toBe(200);
  expect(await from('same-origin', 'cors')).toBe(200);
});

it('lets a page load nothing from another origin', async () => {
  const { headers } = await inspected.ask('/');
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'self'; script-src 'self'; .*frame-ancestors 'none'$/,
    ),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(headers['content-security-policy']).not.toContain('unsafe');
});

it('sends a sample for its own form, and reports that once', async () => {
  const what = 'sample refund.settled';
  const { status, headers } = await post({ token, what });
  expect(status).toBe(303);
  expect(inspected.sent).toEqual([readSample('refund.settled')]);
  const to = String(headers['location']);
  expect(wordsOf(await inspected.ask(to))).toContain('Sent refund.settled , answered with 200:');
  const again = await post({ token, what });
  expect(wordsOf(await inspected.ask(String(again.headers['location'])))).toContain(
    'was archived before, so this was a redelivery and changes nothing',
  );
});

it('sends a scenario, new each time', async () => {
  const before = inspected.sent.length;
  for (const _ of [1, 2]) await post({ token, what: 'scenario checkout' });
  const ids = inspected.sent.slice(before).map((body) => JSON.parse(body.toString()).id);
  expect(ids.length).toBeGreaterThan(10);
  expect(new Set(ids).size).toBe(ids.length);
});

it('sends nothing for a form of another origin or run', async () => {
  const before = inspected.sent.length;
  const what = 'sample refund.settled';
  const refused = [
    post({ what }),
    post({ token: '', what }),
    post({ token: token.replace(/.$/, (last) => (last === '0' ? '1' : '0')), what }),
    post({ token, what }, { origin: 'https://evil.example' }),
    post({ token, what }, { origin: 'null' }),
    post({ token, what }, { host: 'evil.example' }),
  ];
  for (const { status } of await Promise.all(refused)) expect(status).toBe(403);
  expect((await post({ token, what: 'x'.repeat(5_000) })).status).toBe(413);
  expect((await post({ token, what: 'sample ../../../package' })).status).toBe(404);
  expect((await post({ token, what: 'constructor x' })).status).toBe(400);
  expect(inspected.sent).toHaveLength(before);
});
