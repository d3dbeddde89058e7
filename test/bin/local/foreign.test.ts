import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { chromium } from 'playwright-core';
import { credentials, localAccount } from '../../../bin/local/cloud/account.ts';
import { startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import type { Emulator } from '../../../bin/local/emulators/emulator.ts';
import { startSecretsManager } from '../../../bin/local/emulators/secrets-manager.ts';
import { startSqs } from '../../../bin/local/emulators/sqs.ts';
import { claim } from '../../../bin/local/processes/claim.ts';
import { listen } from '../../../bin/local/processes/ports.ts';
import { browserPath } from '../inspector/browser.ts';

/* What pages of other sites, and other users of this machine, get of the services of `npm start`. */

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
const anyPort = { port: 0, flag: '' };
const services = new Map<string, Pick<Emulator, 'endpoint' | 'stop'>>();

beforeAll(async () => {
  services.set('DynamoDB', await startDynamoDb(folder, anyPort));
  services.set('SQS', await startSqs(join(folder, 'sqs'), anyPort));
  services.set('Secrets Manager', await startSecretsManager(join(folder, 'secrets.json'), anyPort));
});
afterAll(async () => {
  for (const { stop } of services.values()) await stop();
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

const endpointOf = (name: string): string => services.get(name)?.endpoint ?? '';
const names = ['DynamoDB', 'SQS', 'Secrets Manager'];

/** The answer to a request with these headers. */
const ask = async (name: string, headers: Readonly<Record<string, string>>, method = 'POST') =>
  new Promise<{ status: number | undefined; allowed: unknown; body: string }>((resolve, reject) => {
    const asking = request(endpointOf(name), { method, headers }, async (answer) =>
      resolve({
        status: answer.statusCode,
        allowed: answer.headers['access-control-allow-origin'],
        body: await text(answer),
      }),
    );
    asking.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });

const json = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.ListTables',
  authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request',
};

describe('a service of npm start', () => {
  it('answers programs of this machine', async () => {
    const client = new DynamoDBClient({
      region: localAccount.region,
      credentials,
      endpoint: endpointOf('DynamoDB'),
    });
    await client.send(
      new CreateTableCommand({
        TableName: 'records',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      }),
    );
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['records']);
    for (const name of names) expect((await ask(name, json)).status).not.toBe(403);
  });

  it.each(
    names.flatMap(
      (name) =>
        [
          [name, 'a name that was rebound to this machine', { host: 'evil.example:7301' }, 'POST'],
          [name, 'the page of another origin', { origin: 'http://evil.example' }, 'POST'],
          [name, 'a page without an origin', { origin: 'null' }, 'POST'],
          [name, 'what such a page embeds', { 'sec-fetch-site': 'cross-site' }, 'GET'],
          [
            name,
            'the preflight of such a page',
            { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
            'OPTIONS',
          ],
        ] as const,
    ),
  )('%s refuses %s', async (name, _title, headers, method) => {
    expect(await ask(name, { ...json, ...headers }, method)).toEqual({
      status: 403,
      allowed: undefined,
      body: 'This service answers programs of this machine only.\n',
    });
  });

  const withBrowser = browserPath === undefined ? it.skip : it;
  withBrowser('lets no page read or write it in a real browser', async () => {
    const site = createServer((_incoming, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>evil</title>');
    });
    const port = await listen(site, anyPort);
    const browser = await chromium.launch({
      executablePath: browserPath ?? '',
      args: ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1'],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`http://evil.example:${port}/`);
      for (const name of names) {
        const own = endpointOf(name);
        const rebound = own.replace('127.0.0.1', 'evil.example');
        for (const url of [own, rebound]) {
          const read = await page.evaluate(
            ({ url, headers }) =>
              fetch(url, { method: 'POST', headers, body: '{}' }).then(
                (answer) => answer.text(),
                () => 'nothing',
              ),
            { url, headers: json },
          );
          expect(read).toMatch(/^nothing$|^This service answers programs/);
        }
      }
    } finally {
      await browser.close();
      site.close();
    }
  });
});

const onUnix = process.platform === 'win32' ? it.skip : it;
onUnix('no other user of this machine can read the folder of npm start', () => {
  const giveBack = claim(join(folder, 'claimed'));
  expect(statSync(join(folder, 'claimed')).mode & 0o777).toBe(0o700);
  giveBack();
});
