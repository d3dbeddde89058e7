import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Webhook } from 'standardwebhooks';
import { credentials, localAccount } from '../../../../bin/local/cloud/account.ts';
import type { Emulator } from '../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../bin/local/emulators/sqs.ts';
import { startForwarding } from '../../../../bin/local/forward/forward.ts';
import { forwardSecret } from '../../../../bin/local/forward/secret.ts';
import { withForwarding } from '../../../../bin/local/forward/subscriber.ts';
import { queueUrl } from '../../../../bin/local/lambda/variables.ts';
import { listen } from '../../../../bin/local/processes/ports.ts';
import { provideQueue } from '../../../../bin/local/provide/queues.ts';
import { until } from '../../../support/until.ts';

const dir = mkdtempSync(join(tmpdir(), 'forward-'));
const secret = forwardSecret(dir);
const nothing = {
  ...{ functions: [], tables: [], queues: [], secrets: [], subscriptions: [] },
  ...{ eventSources: [], streamSources: [], schedules: [], routes: [] },
};
const topic = { name: 'changes.fifo', arn: 'arn:changes', attributes: { FifoTopic: 'true' } };

interface Received {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}
const received: Received[] = [];
const lines: string[] = [];
/** The status for a body. */
let answer = (_body: string): number => 204;

const application = createServer(async (incoming, response) => {
  const body = await text(incoming);
  received.push({ body, headers: incoming.headers });
  response.writeHead(answer(body), { location: '/elsewhere' }).end();
});

let emulator: Emulator;
let sqs: SQSClient;
let url: string;
let queue: string;
let end: () => Promise<void>;

const start = async (): Promise<void> => {
  emulator = await startSqs(join(dir, 'sqs'), { port: 0, flag: '' });
  const { endpoint } = emulator;
  sqs = new SQSClient({ region: localAccount.region, credentials, endpoint });
  const { queues } = withForwarding({ ...nothing, topics: [topic] }, 'webhooks-dev-');
  for (const each of queues) {
    queue = queueUrl({ sqs: endpoint, dynamodb: '', secretsmanager: '' }, each.name);
    await provideQueue(sqs, queue, each);
  }
  const write = (line: string) => void lines.push(line);
  end = startForwarding({ url, secret, endpoint, queueUrl: queue, write });
};
const stop = async (): Promise<void> => {
  await end();
  sqs.destroy();
  await emulator.stop();
};

beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(application, { port: 0, flag: '' })}/airwallex`;
  await start();
});
beforeEach(() => {
  received.length = 0;
  lines.length = 0;
  answer = () => 204;
});
afterAll(async () => {
  await stop();
  application.close();
  rmSync(dir, { recursive: true });
});

const change = (key: string, version: number) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: queue,
      MessageBody: JSON.stringify({ key, version, name: 'Zoë' }),
      MessageGroupId: key,
      MessageDeduplicationId: `${key}-${version}`,
    }),
  );
const versionsOf = (key: string) =>
  received.filter(({ body }) => body.includes(key)).map(({ body }) => JSON.parse(body).version);

describe('a forwarded change', () => {
  it('is verified by the library of Standard Webhooks, and not with another secret', async () => {
    await change('one', 1);
    await until(() => received.length === 1);
    const [{ body, headers } = { body: '', headers: {} }] = received;
    const texts = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, String(value)]),
    );
    expect(new Webhook(secret).verify(body, texts)).toEqual({
      key: 'one',
      version: 1,
      name: 'Zoë',
    });
    expect(headers['webhook-id']).toBe('change_one-1');
    const other = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect(() => new Webhook(other).verify(body, texts)).toThrow('No matching signature');
  });

  it('is posted again until it is accepted, under the same id, before later ones of its record', async () => {
    let refusals = 2;
    answer = (body) => {
      if (!body.includes('held')) return 200;
      refusals -= 1;
      return refusals < 0 ? 200 : 500;
    };
    await change('held', 1);
    await change('held', 2);
    await change('free', 1);
    // The application answers a moment before the line that states it.
    await until(() => versionsOf('held').at(-1) === 2 && lines.length === 2);
    expect(versionsOf('held')).toEqual([1, 1, 1, 2]);
    expect(versionsOf('free')).toEqual([1]);
    const order = received.map(({ body }) => JSON.parse(body).key);
    expect(order.indexOf('free')).toBeLessThan(order.indexOf('held', order.indexOf('held') + 1));
    const ids = received.filter(({ body }) => body.includes('"held","version":1'));
    expect(new Set(ids.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/answers 500: tried again, .* for 12 hours; \d changes wait$/),
      expect.stringMatching(/accepts changes again; \d changes? waits?$/),
    ]);
  });

  it('is not accepted by a redirect, which is not followed', async () => {
    let first = true;
    answer = () => {
      const status = first ? 307 : 200;
      first = false;
      return status;
    };
    await change('moved', 1);
    await until(() => received.length === 2 && lines.length === 2);
    expect(received).toHaveLength(2);
    expect(lines[0]).toContain('answers 307');
  });

  it('waits while nobody listens, also over a restart, and one line states so', async () => {
    application.closeAllConnections();
    const { port } = new URL(url);
    await new Promise((resolve) => application.close(resolve));
    for (let key = 0; key < 12; key += 1) await change(`waiting-${key}`, 1);
    await until(() => lines.length > 0);
    expect(lines).toEqual([expect.stringContaining('cannot be reached (ECONNREFUSED)')]);
    await stop();
    await listen(application, { port: Number(port), flag: '' });
    await start();
    await until(() => received.length >= 12);
    expect(new Set(received.map(({ body }) => body)).size).toBe(12);
  });

  it('is signed by a secret that only its owner may read and that no line has', () => {
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(forwardSecret(dir)).toBe(secret);
    expect(statSync(join(dir, 'forward-secret.txt')).mode & 0o777).toBe(0o600);
    expect(lines.join()).not.toContain('whsec_');
  });
});
