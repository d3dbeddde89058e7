import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { domains, unrouted } from '../../../../functions/domains.ts';
import { constructId, namesOf } from '../../../../lib/names.ts';
import { type Aws, stacksAnswer, startAws } from '../../../support/aws/aws.ts';
import { endpointOf } from '../../../support/tables/dynamodb.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { refundEvent } from '../../../support/webhook.ts';

const main = join(import.meta.dirname, '..', '..', '..', '..', 'bin', 'webhooks', 'main.ts');
const names = namesOf('dev');
const clock = Date.now() - 3_600_000;
const lost = {
  requestId: 'request',
  eventId: 'evt_lost',
  digest: 'ab'.repeat(32),
  queue: 'payments',
  message: 'accepted',
};

const test = useTarget(beforeAll, () => clock);
let aws: Aws;
let environment: Record<string, string>;
let retentionInDays: number | undefined;
let filters: unknown[];
let linesLost: boolean;

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the tool as a person does who has AWS credentials. */
const webhooks = (words: readonly string[], more: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    // Only these: no local pipeline, no profile of the machine that runs the tests.
    const env = { PATH: process.env['PATH'], LOCAL_DIR: '/nowhere', ...environment, ...more };
    execFile(process.execPath, [main, ...words], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

/** The outputs of a stage's stacks, as they come from CloudFormation. */
const outputs = () => {
  const { tables } = test.target.outputs;
  const receivers = [...domains, unrouted];
  return {
    [names.dataStack]: {
      outputs: {
        SigningSecretName: names.signingSecrets,
        ...Object.fromEntries(
          Object.entries(tables).map(([name, table]) => [`${constructId(name)}TableName`, table]),
        ),
        ...Object.fromEntries(
          receivers.flatMap(({ name }) => [
            [`${constructId(name)}QueueUrl`, `${environment['AWS_ENDPOINT_URL']}/1/${name}`],
            [`${constructId(name)}DeadLetterQueueUrl`, `${environment['AWS_ENDPOINT_URL']}/1/dead`],
          ]),
        ),
      },
    },
    [names.serviceStack]: { outputs: { WebhookUrl: 'https://example.com/webhooks' } },
  };
};

const platformLine = { timestamp: clock, message: 'START RequestId: 1 Version: $LATEST' };

const logEvents = () => [
  platformLine,
  ...[...test.pipeline.lines, ...(linesLost ? [lost] : [])].map((line) => ({
    timestamp: clock,
    message: JSON.stringify({ ...line, timestamp: new Date(clock).toISOString() }),
  })),
];

beforeAll(async () => {
  aws = await startAws({
    DescribeStacks: (input) => stacksAnswer(outputs())(input),
    DescribeLogGroups: () => ({
      logGroups: [
        { logGroupName: names.functionLogs('ingress'), creationTime: 0, retentionInDays },
      ],
    }),
    FilterLogEvents: (input) => {
      filters.push(input);
      return { events: logEvents() };
    },
    GetQueueAttributes: () => ({ Attributes: { ApproximateNumberOfMessages: '0' } }),
  });
  environment = {
    ...aws.environment,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL_DYNAMODB: await endpointOf(test.target.dynamodb),
  };
  await test.pipeline.send([refundEvent('settled')]);
}, 60_000);
afterAll(() => aws.stop());
beforeEach(() => {
  [retentionInDays, filters, linesLost] = [30, [], false];
});

describe('a deployed stage', () => {
  it('is found by the outputs of its stacks', async () => {
    const { code, stdout } = await webhooks(['events', '--stage', 'dev', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).events).toHaveLength(1);
  });

  it('is named on standard error, but not beside JSON', async () => {
    const { stdout, stderr } = await webhooks(['events', '--stage', 'dev']);
    expect(stdout).toContain('evt_settled_1');
    expect(stderr).toContain('In stage dev in us-east-1:');
    expect((await webhooks(['events', '--stage', 'dev', '--json'])).stderr).toBe('');
  });

  it('is the default where AIRWALLEX_STAGE names it, unless the local pipeline is asked for', async () => {
    environment['AIRWALLEX_STAGE'] = 'dev';
    const { code, stdout } = await webhooks(['events', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).events).toHaveLength(1);
    const { stderr } = await webhooks(['events', '--stage', 'local']);
    expect(stderr).toContain('There is no local pipeline here');
    delete environment['AIRWALLEX_STAGE'];
  });

  it('shows an event with its timeline from the log of its ingress in CloudWatch', async () => {
    const [line] = test.pipeline.lines;
    const { code, stdout } = await webhooks(['show', String(line?.['eventId']), '--stage', 'dev']);
    expect(code).toBe(0);
    expect(stdout).toContain('queued');
    expect(filters).toEqual([
      expect.objectContaining({
        logGroupName: '/aws/lambda/airwallex-webhooks-dev-ingress',
        filterPattern: '{ $.message = "accepted" }',
        startTime: expect.any(Number),
      }),
    ]);
  });

  it('is audited against that log', async () => {
    const clean = await webhooks(['audit', '--stage', 'dev', '--json']);
    expect([clean.code, JSON.parse(clean.stdout).balance]).toEqual([
      0,
      expect.objectContaining({ accepted: 1, lost: 0, unreadableLines: 0 }),
    ]);
    linesLost = true;
    const { code, stdout } = await webhooks(['audit', '--stage', 'dev']);
    expect(code).toBe(3);
    expect(stdout).toContain('evt_lost');
  }, 60_000);

  it.each([
    ['what CloudWatch still keeps', 30],
    ['the making of a log group that keeps everything', undefined],
  ])('is audited as far back as %s', async (_case, days) => {
    retentionInDays = days;
    const { stdout } = await webhooks(['audit', '--stage', 'dev', '--json']);
    const { logSince } = JSON.parse(stdout).balance;
    const since = days === undefined ? 0 : Date.now() - days * 86_400_000;
    expect(Math.abs(Date.parse(logSince) - since)).toBeLessThan(60_000);
  });
});

describe('a message states the cause and the next step', () => {
  it('for an unknown stage', async () => {
    const { code, stderr } = await webhooks(['stats', '--stage', 'prod']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/no stage prod in us-east-1.*npm run cdk -- deploy --all -c stage=prod/);
  });

  it('for a missing region', async () => {
    const { code, stderr } = await webhooks(['stats', '--stage', 'dev'], { AWS_REGION: '' });
    expect(code).toBe(1);
    expect(stderr).toContain('--region');
  });

  it('for missing credentials', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_EC2_METADATA_DISABLED: 'true' };
    const { code, stderr } = await webhooks(['stats', '--stage', 'dev'], none);
    expect(code).toBe(4);
    expect(stderr).toMatch(/no AWS credentials.*--profile/);
  });

  it('for a profile that is not configured', async () => {
    const { code, stderr } = await webhooks(['stats', '--stage', 'dev', '--profile', 'nobody']);
    expect(code).toBe(4);
    expect(stderr).toMatch(/no AWS credentials.*--profile/);
  });

  it('for a denied request', async () => {
    delete aws.answers['GetQueueAttributes'];
    const { code, stderr } = await webhooks(['audit', '--stage', 'dev']);
    expect(code).toBe(4);
    expect(stderr).toContain('AWS denies this: No answer to GetQueueAttributes here.');
  });

  it('for an unreachable AWS', async () => {
    const unreachable = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const { code, stderr } = await webhooks(['stats', '--stage', 'dev'], unreachable);
    expect(code).toBe(4);
    expect(stderr).not.toContain('    at ');
  });
});
