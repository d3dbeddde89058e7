import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { post } from '../../../../../bin/webhooks/send/post.ts';
import { type Aws, startAws } from '../../../../support/aws/aws.ts';
import { drained, useLocalPipeline } from '../../../../support/pipeline/local-pipeline.ts';
import { stageOf } from '../../../../support/pipeline/stage.ts';
import { type Running, startCommand } from '../../../../support/tool/command-line.ts';
import { until } from '../../../../support/until.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/*
 * `webhooks inspect` as a person uses it. A local pipeline takes the place of a deployed stage: its
 * tables and queues are on the same servers, and the test answers for CloudFormation and CloudWatch.
 */

jest.setTimeout(120_000);

const pipeline = useLocalPipeline();
const started: Running[] = [];
let aws: Aws;

beforeAll(async () => {
  const { outputs, target } = pipeline;
  const [secret = ''] = Object.values(outputs.signingSecrets);
  const broken = webhook('evt_broken', 'refund.settled', undefined, { id: null });
  for (const body of [refundEvent('settled'), broken])
    expect(await post(outputs.webhookUrl, secret, body)).toBe(200);
  await drained(target);
  const QueueUrl = outputs.deadLetterQueues['payments'] ?? '';
  await target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
  const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
  const answers = {
    ...stageOf(outputs).well,
    GetMetricData: () => ({ MetricDataResults: [{ Id: 'queue0', Values: [7_200, 60] }] }),
  };
  aws = await startAws(answers, { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager });
});
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await aws.stop();
});

const inspect = async (...words: readonly string[]) => {
  const running = startCommand(pipeline.dir, ['inspect', ...words], undefined, aws.environment);
  started.push(running);
  await until(() => running.out().endsWith('\n') || running.child.exitCode !== null);
  return { ...running, url: running.out().trim() };
};

const ask = (
  url: string,
  given: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly status: number; readonly policy: string; readonly body: string }> =>
  new Promise((resolve, reject) => {
    request(url, given, async (response) => {
      const { statusCode: status = 0, headers } = response;
      const policy = String(headers['content-security-policy']);
      resolve({ status, policy, body: await text(response) });
    })
      .on('error', reject)
      .end();
  });

const stage = ['--stage', 'dev', '--region', 'eu-west-1'];

it('shows a deployed stage, by its name, until Ctrl-C', async () => {
  const running = await inspect(...stage, '--port', '0');
  expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(running.err()).toContain('Showing stage dev in eu-west-1, read only.');
  const { status, body } = await ask(running.url);
  expect(status).toBe(200);
  expect(body).toContain('<span class="where">dev in eu-west-1</span>');
  expect(body).toContain('href="/events/evt_settled_1"');
  expect((await ask(`${running.url}/objects/payments/refund%23rfd_1`)).status).toBe(200);
  running.child.kill('SIGINT');
  expect(await running.ended()).toBe(0);
  await expect(ask(running.url)).rejects.toThrow('ECONNREFUSED');
});

it('shows what needs attention there, and the commands for that stage', async () => {
  const { url } = await inspect(...stage, '--port', '0');
  const { body } = await ask(`${url}/quarantine`);
  expect(body).toContain('<span class="count">2<');
  expect(body).toMatch(/dead letters<\/span> 1 message .*in payments/);
  expect(body).toContain('for 2 h');
  const commands = body.match(/npm run webhooks -- [^<]*/g) ?? [];
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) expect(command).toContain('--stage dev --region eu-west-1');
});

it('asks a stage for new events every five seconds, with the filter of the page', async () => {
  const { url } = await inspect(...stage, '--port', '0');
  expect((await ask(`${url}/?name=refund`)).body).toContain(
    'data-arrivals="/arrivals?name=refund&',
  );
  const controller = new AbortController();
  const { body } = await fetch(`${url}/arrivals?from=1&name=refund`, {
    signal: controller.signal,
  });
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('evt_settled_1')) break;
  }
  controller.abort();
  expect(text).toMatch(/^retry: 5000$/m);
});

it('has nothing that sends, and answers no other method than GET', async () => {
  const { url } = await inspect(...stage, '--port', '0');
  for (const path of ['/', '/quarantine', '/events/evt_broken']) {
    const { body } = await ask(`${url}${path}`);
    expect([path, body.match(/method="post"|name="token"/gi)]).toEqual([path, null]);
  }
  for (const path of ['/', '/send', '/quarantine', '/arrivals'])
    expect((await ask(`${url}${path}`, { method: 'POST', headers: { origin: url } })).status).toBe(
      405,
    );
  expect((await ask(`${url}/`, { method: 'DELETE' })).status).toBe(405);
  expect((await ask(`${url}/send`)).status).toBe(404);
});

it('answers this machine only, and no other page', async () => {
  const { url } = await inspect(...stage, '--port', '0');
  const status = async (headers: Readonly<Record<string, string>>) =>
    (await ask(url, { headers })).status;
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).toBe(403);
  expect((await ask(url)).policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
});

it('shows the local pipeline without --stage, several times at once', async () => {
  const [one, other] = [await inspect('--json'), await inspect('--json')];
  const urls = [one, other].map(({ url }): string => JSON.parse(url).url);
  expect(new Set(urls).size).toBe(2);
  for (const url of urls)
    expect((await ask(url)).body).toContain('What you see is the local pipeline, read only');
});

it('names the option where the port is not free, and the mistake where it is not a port', async () => {
  const { url } = await inspect('--port', '0');
  const taken = await inspect('--port', new URL(url).port);
  expect(await taken.ended()).toBe(1);
  expect(taken.err()).toMatch(/^Port \d+ is taken: .* choose another with --port\.$/m);
  const wrong = await inspect('--port', '70000');
  expect(await wrong.ended()).toBe(1);
  expect(wrong.err()).toContain('--port takes a whole number from 0 to 65,535.');
});
