import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Command } from 'commander';
import { listen } from '../../../bin/local/processes/ports.ts';
import { post } from '../../../bin/webhooks/doctor/door.ts';
import { addDoctor } from '../../../bin/webhooks/doctor.ts';
import { reachLocal } from '../../../bin/webhooks/target/connect.ts';
import { archivedWithin, needingAttention } from '../../../bin/webhooks/target/headlines.ts';
import type { LocalOutputs } from '../../../bin/webhooks/target/outputs.ts';
import { createReader } from '../../../bin/webhooks/target/reader.ts';
import { storedRows } from '../../../bin/webhooks/target/rows.ts';
import type { Target } from '../../../bin/webhooks/target/target.ts';
import { domains } from '../../../functions/domains.ts';
import { type Aws, AwsRefusal, stacksAnswer, startAws } from '../../support/aws.ts';
import { alarm, names, stageOf, subscriber, topic } from '../../support/stage.ts';
import { refundEvent } from '../../support/webhook.ts';
import { endAll, type Launched, launch } from '../local/launch.ts';

/*
 * The doctor looks at the pipeline as `npm start` runs it, and then at the same one as a deployed
 * stage: its data are the same servers, and what only AWS has is answered by the test.
 */

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
let runner: Launched;
let outputs: LocalOutputs;
let target: Target;

beforeAll(async () => {
  runner = await launch(folder);
  outputs = JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8'));
  target = reachLocal(outputs, folder);
});
afterAll(async () => {
  await runner.end('SIGINT');
  endAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
beforeEach(() => {
  process.env['LOCAL_DIR'] = folder;
});
afterEach(() => {
  delete process.env['LOCAL_DIR'];
  process.exitCode = undefined;
});

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly detail: string;
  readonly next: string | null;
}

const print = async (...words: readonly string[]): Promise<string> => {
  const printed = jest.spyOn(console, 'log').mockImplementation();
  try {
    const program = new Command().exitOverride();
    addDoctor(program);
    await program.parseAsync(['doctor', ...words], { from: 'user' });
    return stripVTControlCharacters(printed.mock.calls.flat().join('\n'));
  } finally {
    printed.mockRestore();
  }
};

/** What the doctor finds, by check; two findings of one check are one after the other. */
const examine = async (...words: readonly string[]): Promise<readonly Finding[]> =>
  JSON.parse(await print('--json', ...words));

const problemsOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ status }) => status === 'problem');

const putSecret = async (SecretString: string): Promise<void> => {
  const client = await target.secretsManager();
  const SecretId = outputs.signingSecretName;
  await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
};

/** Process ids of a local function. */
const processesOf = (name: string): readonly number[] => {
  const lines = execFileSync('ps', ['axeww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .filter((line) => line.includes(folder) && line.includes(`-${name}`))
    .filter((line) => new RegExp(`AWS_LAMBDA_FUNCTION_NAME=\\S+-${name}\\b`).test(line))
    .map((line) => Number.parseInt(line, 10));
};

describe('the local pipeline', () => {
  it('is well: what AWS alone has is skipped, with the reason', async () => {
    const findings = await examine();
    expect(problemsOf(findings)).toEqual([]);
    expect(process.exitCode).toBeUndefined();
    const status = Object.fromEntries(findings.map((finding) => [finding.check, finding.status]));
    expect(status).toEqual({
      credentials: 'skipped',
      stacks: 'skipped',
      deployment: 'skipped',
      pipeline: 'ok',
      tables: 'ok',
      'signing secret': 'ok',
      'secret form': 'ok',
      'webhook URL': 'ok',
      clock: 'ok',
      'unsigned request': 'ok',
      heartbeat: 'ok',
      queues: 'ok',
      'dead letters': 'ok',
      'last event': 'skipped',
      alarms: 'skipped',
      subscriber: 'skipped',
    });
    for (const { detail } of findings) expect(detail).toMatch(/^.*[.:]$/);
  });

  it('is told in words, with a mark each, and no secret', async () => {
    const text = await print();
    expect(text).toMatch(
      /^✓ heartbeat: Signed with "local": accepted in .*, archived .* later\.$/m,
    );
    expect(text).toMatch(/^– alarms, subscriber: The local pipeline runs without AWS\.$/m);
    expect(text).toContain('Nothing is wrong with the local pipeline');
    for (const secret of Object.values(outputs.signingSecrets)) expect(text).not.toContain(secret);
  });

  it('has no more of it than archived heartbeats, which need no attention', async () => {
    const range = { since: 0, until: Date.now() + 1_000 };
    const today = { ...range, since: Date.now() - 86_400_000 };
    const kept = [];
    for await (const { event } of archivedWithin(target, today)) kept.push(event);
    expect(kept.length).toBeGreaterThan(0);
    for (const event of kept)
      expect(event).toMatchObject({ name: 'heartbeat.doctor', outcome: 'unrouted' });
    for await (const { event } of needingAttention(target, range)) throw new Error(event.id);
    for (const domain of domains)
      for await (const row of storedRows(target, domain.name)) throw new Error(row.pk);
  });

  it('is not there', async () => {
    const nowhere = join(folder, 'nowhere');
    process.env['LOCAL_DIR'] = nowhere;
    const findings = await examine();
    expect(problemsOf(findings)).toMatchObject([{ check: 'pipeline', next: 'npm start' }]);
    expect(findings.find(({ check }) => check === 'heartbeat')).toMatchObject({
      status: 'skipped',
      detail: 'Nothing can be said before "pipeline" is mended.',
    });
    expect(process.exitCode).toBe(3);
  });

  it('has stopped', async () => {
    const stopped = join(folder, 'stopped');
    mkdirSync(stopped);
    const nobody = 'http://127.0.0.1:9';
    const endpoints = { dynamodb: nobody, sqs: nobody, secretsmanager: nobody };
    const away = { ...outputs, webhookUrl: `${nobody}/webhooks`, endpoints };
    writeFileSync(join(stopped, 'outputs.json'), JSON.stringify(away));
    process.env['LOCAL_DIR'] = stopped;
    const findings = problemsOf(await examine());
    expect(findings.map(({ check }) => check)).toContain('webhook URL');
    expect(findings.find(({ check }) => check === 'webhook URL')).toMatchObject({
      detail: expect.stringContaining('does not answer'),
      next: 'npm start',
    });
  });

  it.each([
    ['none', '{}', 'No signing secret is live yet'],
    ['the placeholder', '{"<label>":"<secret>"}', 'still the placeholder'],
  ])('has a secret that is %s', async (_what, secret, words) => {
    try {
      await putSecret(secret);
      const findings = await examine();
      expect(problemsOf(findings)).toMatchObject([
        {
          check: 'signing secret',
          detail: expect.stringContaining(words),
          next: 'npx webhooks secrets add live',
        },
      ]);
      expect(findings.find((finding) => finding.check === 'heartbeat')?.status).toBe('skipped');
    } finally {
      await putSecret(JSON.stringify(outputs.signingSecrets));
    }
  });

  it('has a dead letter', async () => {
    const QueueUrl = outputs.deadLetterQueues['payments'] ?? '';
    await target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
    expect(problemsOf(await examine())).toEqual([
      {
        check: 'dead letters',
        status: 'problem',
        detail:
          '1 event of payments failed five times and has had no effect; SQS deletes them 14 days after they came.',
        next: 'npx webhooks redrive payments --dry-run',
      },
    ]);
    await target.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  });

  it('has a consumer that takes nothing', async () => {
    const { QueueUrl = '' } = await target.sqs.send(
      new CreateQueueCommand({ QueueName: 'orphan' }),
    );
    await target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));
    const orphaned = join(folder, 'orphaned');
    mkdirSync(orphaned);
    const queues = { ...outputs.queues, issuing: QueueUrl };
    writeFileSync(join(orphaned, 'outputs.json'), JSON.stringify({ ...outputs, queues }));
    process.env['LOCAL_DIR'] = orphaned;
    expect(problemsOf(await examine())).toEqual([
      {
        check: 'queues',
        status: 'problem',
        detail:
          '1 message of issuing waits, and none was taken in 5 s: its consumer takes none, fails, or is too slow.',
        next: `tail ${orphaned}/logs/issuing.jsonl`,
      },
    ]);
  });

  it('has a heartbeat that reaches no table', async () => {
    const stopped = processesOf('unrouted');
    expect(stopped.length).toBeGreaterThan(0);
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    try {
      expect(problemsOf(await examine('--wait', '1'))).toMatchObject([
        {
          check: 'heartbeat',
          detail: expect.stringContaining('is not in the events table after 1'),
          next: `tail ${folder}/logs/unrouted.jsonl`,
        },
      ]);
    } finally {
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
    }
    expect(readdirSync(join(folder, 'logs'))).toContain('unrouted.jsonl');
  });
});

describe('a deployed stage', () => {
  let stage: ReturnType<typeof stageOf>;
  let aws: Aws;
  let door: Server;
  /** How the door of the test answers: a status by method, or how much its clock is behind. */
  let answers: { readonly GET: number; readonly POST: number; readonly behind?: number };
  let doorUrl: string;

  const refuses =
    (name: string, message = name) =>
    (): never => {
      throw new AwsRefusal(name, message);
    };

  beforeAll(async () => {
    door = createServer((request, response) => {
      const { GET, POST, behind = 0 } = answers;
      response.setHeader('date', new Date(Date.now() - behind).toUTCString());
      response.writeHead(request.method === 'GET' ? GET : POST).end();
    });
    doorUrl = `http://127.0.0.1:${await listen(door, { port: 0, flag: '' })}/webhooks`;
    const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
    stage = stageOf(outputs);
    // Of Airwallex, so that there is a last event.
    const body = refundEvent('settled');
    const [secret = ''] = Object.values(outputs.signingSecrets);
    await post(outputs.webhookUrl, body, secret);
    const { event } = createReader(target);
    while ((await event('evt_settled_1')).length === 0) await pause(100);
    aws = await startAws({}, { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager });
    aws.enter();
  });
  afterAll(async () => {
    await aws.stop();
    door.close();
    door.closeAllConnections();
  });
  beforeEach(() => {
    for (const name of Object.keys(aws.answers)) delete aws.answers[name];
    Object.assign(aws.answers, stage.well);
    answers = { GET: 405, POST: 401 };
  });

  const examineStage = (...words: readonly string[]) =>
    examine('--stage', 'dev', '--wait', '4', ...words);

  it('is well', async () => {
    const findings = await examine('--stage', 'dev', '--region', 'eu-west-1');
    expect(problemsOf(findings)).toEqual([]);
    expect(findings.filter(({ status }) => status === 'skipped')).toEqual([]);
    expect(findings.find(({ check }) => check === 'last event')?.detail).toMatch(
      /^refund\.settled was archived .* ago, as accepted\.$/,
    );
    expect(findings[0]).toMatchObject({
      detail: 'Account 123456789012 as arn:aws:iam::123456789012:user/me, in eu-west-1.',
    });
  });

  it.each([
    ['ExpiredToken', 'aws sso login'],
    ['InvalidClientTokenId', 'aws configure list'],
    ['SignatureDoesNotMatch', 'aws configure list'],
  ])('is not examined with credentials that AWS calls %s', async (name, next) => {
    aws.answers['GetCallerIdentity'] = refuses(name);
    const findings = await examineStage();
    expect(problemsOf(findings)).toMatchObject([{ check: 'credentials', next }]);
    for (const { status } of findings.slice(1)) expect(status).toBe('skipped');
  });

  it('is not there', async () => {
    aws.answers['DescribeStacks'] = stacksAnswer({});
    expect(problemsOf(await examineStage())).toEqual([
      {
        check: 'stacks',
        status: 'problem',
        detail: `${names.dataStack} and ${names.serviceStack} are not in eu-west-1: the stage is not deployed, or in another region or account.`,
        next: 'npx cdk deploy --all -c stage=dev',
      },
    ]);
  });

  it.each([
    ['UPDATE_ROLLBACK_COMPLETE', 'what runs is the one before it'],
    ['ROLLBACK_COMPLETE', 'its very first deployment failed'],
    ['UPDATE_IN_PROGRESS', 'a deployment is under way'],
  ])('is in the state %s', async (state, words) => {
    aws.answers['DescribeStacks'] = stage.stacks({ state });
    expect(problemsOf(await examineStage())).toMatchObject([
      {
        check: 'deployment',
        detail: expect.stringContaining(words),
        next: expect.stringMatching(/^aws cloudformation /),
      },
    ]);
  });

  it('is of another version', async () => {
    aws.answers['DescribeStacks'] = stage.stacks({
      data: { PayoutsQueueUrl: 'https://sqs/payouts' },
      lacks: ['IssuingQueueUrl'],
    });
    expect(problemsOf(await examineStage())).toMatchObject([
      { check: 'deployment', detail: 'The stage lacks issuing, which the code at hand has.' },
      { check: 'deployment', detail: expect.stringContaining('The stage has payouts') },
    ]);
  });

  it('cannot be restored', async () => {
    const events = outputs.tables['events'] ?? '';
    aws.answers['DescribeContinuousBackups'] = stage.backups([events]);
    expect(problemsOf(await examineStage())).toMatchObject([
      {
        check: 'tables',
        detail: expect.stringContaining(`${events} has no point-in-time recovery`),
        next: expect.stringMatching(/^aws dynamodb update-continuous-backups /),
      },
    ]);
  });

  it.each([
    ['no JSON', 'whsec_pasted', 'without a label'],
    ['no object', '[1]', 'no JSON object'],
    ['empty', '', 'no JSON object'],
  ])('has a secret that is %s', async (_what, SecretString, words) => {
    aws.answers['GetSecretValue'] = () => ({ SecretString });
    expect(problemsOf(await examineStage())).toMatchObject([
      {
        check: 'signing secret',
        detail: expect.stringContaining(words),
        next: expect.stringMatching(/^aws secretsmanager put-secret-value /),
      },
    ]);
  });

  it('has secrets that look odd, of which it says no word', async () => {
    const [secret = ''] = Object.values(outputs.signingSecrets);
    const held = { ...outputs.signingSecrets, 'a label': 'plain ', again: secret, no: 1, none: '' };
    aws.answers['GetSecretValue'] = () => ({ SecretString: JSON.stringify(held) });
    const findings = await examineStage();
    const odd = problemsOf(findings).filter(({ check }) => check === 'secret form');
    expect(odd.map(({ detail }) => detail)).toEqual([
      'The secret of "local" is the same as that of again.',
      'The secret of "a label" has white space around it, which is part of the key; it lacks the prefix whsec_, part of the key as Airwallex shows it; it has a label that is no plain word.',
      'The secret of "again" is the same as that of local.',
      'The secret of "no" is no text: it is ignored.',
      'The secret of "none" is empty: it is ignored.',
    ]);
    expect(odd.map(({ next }) => next)).toEqual([
      'npx webhooks secrets remove local --stage dev',
      "npx webhooks secrets remove 'a label' --stage dev",
      'npx webhooks secrets remove again --stage dev',
      expect.stringMatching(/^aws secretsmanager put-secret-value /),
      'npx webhooks secrets remove none --stage dev',
    ]);
    // The ingress knows nothing of the second one.
    const beats = findings.filter(({ check }) => check === 'heartbeat');
    expect(beats.map(({ status }) => status)).toEqual(['ok', 'problem', 'ok']);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });

  it.each([
    [
      'something else at its URL',
      { GET: 404, POST: 404 },
      'webhook URL',
      'something else than the ingress',
    ],
    ['an ingress that fails', { GET: 502, POST: 502 }, 'webhook URL', 'the ingress fails'],
    ['its throttle reached', { GET: 429, POST: 429 }, 'webhook URL', 'throttle is reached'],
    ['an open door', { GET: 405, POST: 200 }, 'unsigned request', 'is accepted with 200'],
    ['another secret in its ingress', { GET: 405, POST: 401 }, 'heartbeat', 'is refused with 401'],
    [
      'another clock',
      { GET: 405, POST: 401, behind: 600_000 },
      'clock',
      'ahead of that of the URL',
    ],
    ['a later clock', { GET: 405, POST: 401, behind: -600_000 }, 'clock', 'behind that of the URL'],
  ])('has %s', async (_what, given, check, words) => {
    answers = given;
    aws.answers['DescribeStacks'] = stage.stacks({ url: doorUrl });
    expect(problemsOf(await examineStage())).toContainEqual(
      expect.objectContaining({
        check,
        detail: expect.stringContaining(words),
        next: expect.stringMatching(/./),
      }),
    );
  });

  it('has a queue that is late', async () => {
    aws.answers['GetQueueAttributes'] = ({ QueueUrl }) => ({
      Attributes: {
        ApproximateNumberOfMessages: QueueUrl === outputs.queues['payments'] ? '7' : '0',
        ApproximateNumberOfMessagesNotVisible: '0',
      },
    });
    aws.answers['GetMetricData'] = () => ({
      MetricDataResults: [{ Id: 'queue0', Values: [7_200, 7_140] }],
    });
    expect(problemsOf(await examineStage())).toMatchObject([
      {
        check: 'queues',
        detail: expect.stringContaining('7 messages of payments wait, the oldest for 2 h'),
        next: `aws logs tail ${names.functionLogs('payments')} --since 15m`,
      },
    ]);
  });

  it('has alarms that are gone, mute, tell nobody, or ring', async () => {
    const late = names.alarm('payments-late');
    const other = names.alarm('payments-failing');
    aws.answers['DescribeAlarms'] = () => ({
      MetricAlarms: [
        {
          ...alarm,
          AlarmName: other,
          ActionsEnabled: false,
          AlarmActions: [],
          StateValue: 'ALARM',
          StateUpdatedTimestamp: (Date.now() - 3_600_000) / 1_000,
        },
      ],
    });
    const remake = `npx cdk deploy ${names.serviceStack} --revert-drift -c stage=dev`;
    expect(problemsOf(await examineStage('--region', 'eu-west-1'))).toMatchObject([
      { detail: `Deployed, but not there any more: ${late}.`, next: remake },
      {
        detail: '1 alarm cannot ring, because the actions are disabled.',
        next: `aws cloudwatch enable-alarm-actions --alarm-names ${other} --region eu-west-1`,
      },
      { detail: `Nobody is told by ${other}: without actions.`, next: remake },
      {
        detail: `${other} has been ringing for 1 h. Payments wait.`,
        next: 'lib/RUNBOOK.md#late',
      },
    ]);
  });

  it.each([
    ['nobody', [], 'its topic has no subscriber', 'npx cdk deploy --all -c stage=dev'],
    [
      'somebody who has not confirmed',
      [{ ...subscriber, SubscriptionArn: 'PendingConfirmation' }],
      'who@example.com has not confirmed',
      `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint who@example.com`,
    ],
  ])('tells %s of its alarms', async (_who, Subscriptions, words, next) => {
    aws.answers['ListSubscriptionsByTopic'] = () => ({ Subscriptions });
    expect(problemsOf(await examineStage())).toMatchObject([
      { check: 'subscriber', detail: expect.stringContaining(words), next },
    ]);
  });

  it('is denied to us', async () => {
    aws.answers['DescribeAlarms'] = refuses('AccessDenied', 'user/me may not DescribeAlarms');
    expect(problemsOf(await examineStage())).toMatchObject([
      { check: 'alarms', detail: 'AWS denies this: user/me may not DescribeAlarms' },
    ]);
  });
});
