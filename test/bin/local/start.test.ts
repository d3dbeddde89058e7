import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { credentials } from '../../../bin/local/cloud/account.ts';
import type { WrittenOutputs } from '../../../bin/local/outputs.ts';
import { signedHeaders } from '../../../bin/webhooks/pipeline/secrets.ts';
import { setEnvironment } from '../../support/aws/environment.ts';
import { until } from '../../support/until.ts';
import { endAll, launch } from './launch.ts';

jest.setTimeout(60_000);

const dir = mkdtempSync(join(tmpdir(), 'local-'));
afterEach(endAll);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const body = Buffer.from(
  JSON.stringify({ id: 'evt_1', name: 'payout.paid', account_id: 'acct_1', data: {} }),
);

/** Posts a body as Airwallex would. @returns the status, 0 without a response. */
const post = ({ webhookUrl, signingSecrets }: WrittenOutputs, content = body): Promise<number> =>
  new Promise((resolve) => {
    const [secret = ''] = Object.values(signingSecrets);
    const headers = signedHeaders(secret, content);
    request(webhookUrl, { method: 'POST', headers }, (response) => {
      resolve(response.resume().statusCode ?? 0);
    })
      .on('error', () => resolve(0))
      .end(content);
  });

const archived = async ({ endpoints, region, tables }: WrittenOutputs): Promise<number> => {
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb });
  const { Count = 0 } = await client.send(new ScanCommand({ TableName: tables['events'] }));
  client.destroy();
  return Count;
};

const sqsOf = ({ endpoints, region }: WrittenOutputs) =>
  new SQSClient({ region, credentials, endpoint: endpoints.sqs });

describe('npm start', () => {
  it('keeps accepted events through kill -9, and no process remains running', async () => {
    const first = await launch(dir);
    expect(await post(first.outputs)).toBe(200);
    await until(async () => (await archived(first.outputs)) === 1);
    // In flight when everything is killed: no consumer reads a dead-letter queue.
    const held = first.outputs.deadLetterQueues['payments'];
    const sqs = sqsOf(first.outputs);
    await sqs.send(new SendMessageCommand({ QueueUrl: held, MessageBody: 'held' }));
    const take = new ReceiveMessageCommand({ QueueUrl: held, VisibilityTimeout: 30 });
    expect((await sqs.send(take)).Messages).toHaveLength(1);
    await first.end('SIGKILL');
    await until(async () => (await post(first.outputs)) === 0);

    const second = await launch(dir);
    expect(second.outputs.signingSecrets).toEqual(first.outputs.signingSecrets);
    expect(await archived(second.outputs)).toBe(1);
    const again = new ReceiveMessageCommand({
      QueueUrl: second.outputs.deadLetterQueues['payments'],
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    expect((await sqsOf(second.outputs).send(again)).Messages).toMatchObject([
      { Body: 'held', Attributes: { ApproximateReceiveCount: '2' } },
    ]);
    expect(await post(second.outputs)).toBe(200);

    expect(await second.end('SIGINT')).toBe(0);
    const ports = Object.values(second.outputs.endpoints);
    const answers = ports.map((endpoint) => fetch(endpoint).then(String, () => 'closed'));
    expect(await Promise.all(answers)).toEqual(ports.map(() => 'closed'));
  });

  it('refuses what API Gateway or the ingress would, and a second runner on one folder', async () => {
    const { outputs, end } = await launch(dir);
    expect(await post({ ...outputs, signingSecrets: { other: 'whsec_x' } })).toBe(401);
    expect(await post(outputs, Buffer.alloc(11 * 1024 * 1024, 'x'))).toBe(413);
    expect((await fetch(`${outputs.webhookUrl}/other`)).status).toBe(404);
    await expect(launch(dir)).rejects.toThrow('Another npm start uses');
    const { port } = new URL(outputs.webhookUrl);
    const other = mkdtempSync(join(tmpdir(), 'local-'));
    await expect(launch(other, '--port', port)).rejects.toThrow(
      `Port ${port} is taken: stop what listens there, or choose another with --port.`,
    );
    const { port: page } = new URL(outputs.inspectorUrl);
    await expect(launch(other, '--inspector-port', page)).rejects.toThrow(
      `Port ${page} is taken: stop what listens there, or choose another with --inspector-port.`,
    );
    rmSync(other, { recursive: true });
    expect(statSync(join(dir, 'outputs.json')).mode & 0o777).toBe(0o600);
    await end('SIGTERM');
  });

  it('forwards no changes without streams, and to no address that is not of HTTP', async () => {
    const restore = setEnvironment({ LOCAL_DYNAMODB: 'dynalite' });
    await expect(launch(dir, '--forward-to', 'http://127.0.0.1:3000')).rejects.toThrow(
      /There are no changes to forward: dynalite, .*, has no streams\. Start without --forward-to/,
    );
    restore();
    for (const address of ['ftp://127.0.0.1/', '127.0.0.1:3000', 'http://me:secret@127.0.0.1/'])
      await expect(launch(dir, '--forward-to', address)).rejects.toThrow(
        'Give an address without a password, such as http://127.0.0.1:3000/airwallex.',
      );
  });

  it('starts from scratch with --reset', async () => {
    const { outputs, end } = await launch(dir, '--reset');
    expect(await archived(outputs)).toBe(0);
    const sizes = Object.values(outputs.queues).map(async (QueueUrl) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
      return (await sqsOf(outputs).send(command)).Attributes?.['ApproximateNumberOfMessages'];
    });
    expect(await Promise.all(sizes)).toEqual(sizes.map(() => '0'));
    await end('SIGTERM');
  });
});
