import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Webhook } from 'standardwebhooks';
import { credentials } from '../../bin/local/cloud/account.ts';
import { dynamoDbName } from '../../bin/local/emulators/dynamodb.ts';
import { forwardSecret } from '../../bin/local/forward/secret.ts';
import { listen } from '../../bin/local/processes/ports.ts';
import { createTable } from '../../bin/local/provide/tables.ts';
import { type LocalOutputs, outputsFile } from '../../bin/webhooks/pipeline/outputs.ts';
import { signedHeaders } from '../../bin/webhooks/pipeline/secrets.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { setEnvironment } from '../support/aws/environment.ts';
import { synthesize, useProjectCopy } from '../support/pipeline/project-copy.ts';
import { until } from '../support/until.ts';
import { refundEvent } from '../support/webhook.ts';

/*
 * A reaction, in a copy of the project: it is added as one file, gets what the pipeline changes through
 * stream, topic and queue, each once though everything is killed, and is removed again. Beside it all
 * changes are forwarded to an application.
 */

jest.setTimeout(180_000);

/** A table of the application's own. */
const table = 'refunds-of-an-application';
/** Counts in a table how often each refund was handled. */
const source = `
import { reaction } from '../shared/reaction/reaction.ts';

export const countSettled = reaction({
  on: { object: 'refund', becomes: 'SETTLED' },
  errorImpact: 'Settled refunds are not counted.',
  tables: ['${table}'],
  handle: async ({ change }) => ({
    transact: [{ Update: {
      TableName: '${table}',
      Key: { pk: { S: change.key.pk } },
      UpdateExpression: 'ADD times :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    } }],
  }),
});`;

const copy = useProjectCopy();
const file = join(copy.root, 'functions', 'reactions', 'count-settled.ts');

interface Forwarded {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}
const forwarded: Forwarded[] = [];
const application = createServer(async (incoming, response) => {
  forwarded.push({ body: await text(incoming), headers: incoming.headers });
  response.writeHead(204).end();
});
let restore = (): void => {};

const outputs = (): LocalOutputs => JSON.parse(readFileSync(outputsFile(copy.state), 'utf8'));
const clientOf = (endpoint: string) => ({ region: outputs().region, credentials, endpoint });

/** Signs and posts webhooks. @returns the bodies that were accepted. */
const post = async (bodies: readonly Buffer[]): Promise<readonly Buffer[]> => {
  const { webhookUrl, signingSecrets } = outputs();
  const [secret = ''] = Object.values(signingSecrets);
  const accepted: Buffer[] = [];
  const send = async (body: Buffer): Promise<void> => {
    const request = { method: 'POST', headers: signedHeaders(secret, body), body: body.toString() };
    const response = await fetch(webhookUrl, request).catch(() => undefined);
    if (response?.ok) accepted.push(body);
  };
  for (let from = 0; from < bodies.length; from += 5)
    await Promise.all(bodies.slice(from, from + 5).map(send));
  return accepted;
};

/** How often each refund was counted. */
const counts = async (): Promise<ReadonlyMap<string, number>> => {
  const client = new DynamoDBClient(clientOf(outputs().endpoints.dynamodb));
  const found = new Map<string, number>();
  const pages = paginateScan({ client }, { TableName: table, ConsistentRead: true });
  for await (const { Items = [] } of pages)
    for (const { pk, times } of Items)
      if (times?.N !== undefined) found.set(pk?.S ?? '', Number(times.N));
  client.destroy();
  return found;
};

const refundsOf = (ids: readonly string[]) => ids.map((id) => `refund#rfd_${id}`);
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** dynalite, which runs on other platforms, has no streams. */
const withStreams = dynamoDbName() === 'dynoxide' ? describe : describe.skip;

withStreams('a reaction and an application', () => {
  beforeAll(async () => {
    const port = await listen(application, { port: 0, flag: '' });
    restore = setEnvironment({ LOCAL_FORWARD_TO: `http://127.0.0.1:${port}/airwallex` });
    writeFileSync(file, source);
    await copy.start();
    const client = new DynamoDBClient(clientOf(outputs().endpoints.dynamodb));
    await createTable(client, {
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    });
    client.destroy();
  });
  afterAll(() => {
    restore();
    application.close();
  });

  it('get what webhooks change; a redelivered webhook changes nothing', async () => {
    const events = ['received', 'accepted', 'settled'] as const;
    await post(events.map((status) => refundEvent(status, 'a')));
    await post(events.map((status) => refundEvent(status, 'a')));
    await post([refundEvent('settled', 'b')]);
    await until(async () => (await counts()).size === 2);
    const settled = () =>
      forwarded.filter(({ body }) => JSON.parse(body).becomes === 'SETTLED').length;
    await until(() => settled() === 2);
    await pause(500);
    expect(await counts()).toEqual(new Map(refundsOf(['a', 'b']).map((pk) => [pk, 1])));
    expect(settled()).toBe(2);
    expect(copy.output()).toMatch(/reaction-count-settled .* reacted .*handled=\d/);
    expect(copy.output()).not.toMatch(/INFO +published/);
  });

  it('get each change signed, in the order in which its record changed', () => {
    const webhook = new Webhook(forwardSecret(copy.state));
    const positions = new Map<string, string[]>();
    for (const { body, headers } of forwarded) {
      const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
      expect(webhook.verify(body, Object.fromEntries(texts))).toEqual(JSON.parse(body));
      const { key, position } = JSON.parse(body);
      positions.set(key.pk, [...(positions.get(key.pk) ?? []), position]);
    }
    expect(positions.size).toBeGreaterThan(1);
    for (const ordered of positions.values()) expect(ordered).toEqual(ordered.toSorted());
  });

  it('get all of them, and are counted once, though everything is killed under traffic', async () => {
    const accepted: string[] = [];
    for (const round of ['x', 'y']) {
      const ids = numbered(round, 60);
      const sending = post(ids.map((id) => refundEvent('settled', id)));
      await pause(round === 'x' ? 700 : 1_500);
      await copy.restart('SIGKILL');
      for (const body of await sending) accepted.push(JSON.parse(body.toString()).data.object.id);
    }
    expect(accepted.length).toBeGreaterThan(5);
    const wanted = accepted.map((id) => `refund#${id}`);
    await until(async () => {
      const found = await counts();
      return wanted.every((pk) => found.has(pk));
    }, 90_000);
    expect(new Set((await counts()).values())).toEqual(new Set([1]));
    const received = () => new Set(forwarded.map(({ body }) => JSON.parse(body).key.pk));
    await until(() => accepted.every((id) => received().has(`refund#${id}`)), 60_000);
  });

  it('leave no trace once the file is deleted and nothing is forwarded', async () => {
    rmSync(file);
    restore();
    restore = setEnvironment({});
    expect(await copy.restart()).toEqual(await synthesize(projectRoot));
    const { endpoints, tables } = outputs();
    const sqs = new SQSClient(clientOf(endpoints.sqs));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    expect(QueueUrls.filter((url) => url.includes('reaction'))).toEqual([]);
    sqs.destroy();
    const sns = new SNSClient(clientOf(endpoints.sqs));
    expect((await sns.send(new ListTopicsCommand({}))).Topics ?? []).toEqual([]);
    sns.destroy();
    const client = new DynamoDBClient(clientOf(endpoints.dynamodb));
    const ask = new DescribeTableCommand({ TableName: tables['payments'] });
    const { StreamSpecification } = (await client.send(ask)).Table ?? {};
    expect(StreamSpecification?.StreamEnabled ?? false).toBe(false);
    client.destroy();
    const before = forwarded.length;
    await post([refundEvent('settled', 'later')]);
    await pause(1_000);
    expect(forwarded.length).toBe(before);
  });
});
