import { createServer, type Server } from 'node:http';
import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { listen } from '../../../../../bin/local/processes/ports.ts';
import { ownSecretsOf } from '../../../../../bin/webhooks/pipeline/own-secrets.ts';
import { createReader } from '../../../../../bin/webhooks/pipeline/records.ts';
import { post } from '../../../../../bin/webhooks/send/post.ts';
import { keepResult } from '../../../../../functions/scheduled/audit-pass/results.ts';
import { keepHeartbeat } from '../../../../../functions/scheduled/heartbeat/results.ts';
import { eventsTable } from '../../../../../functions/shared/tables.ts';
import { domainTargetOutput } from '../../../../../lib/names.ts';
import {
  type Answers,
  type Aws,
  AwsRefusal,
  stacksAnswer,
  startAws,
} from '../../../../support/aws/aws.ts';
import { alarm, names, stageOf, subscriber, topic } from '../../../../support/pipeline/stage.ts';
import { examine, findingOf, problemsOf } from '../../../../support/tool/findings.ts';
import { useLaunchedTool } from '../../../../support/tool/launched-tool.ts';
import { until } from '../../../../support/until.ts';
import { refundEvent } from '../../../../support/webhook.ts';

/*
 * The doctor checks a local pipeline as if it were a deployed stage: its data are on the same servers,
 * and the test answers for what only AWS has.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const { pipeline } = tool;
let stage: ReturnType<typeof stageOf>;
let aws: Aws;
let endpoint: Server;
/** The answers of the endpoint of the test: a status by method, and how far its clock is behind. */
let answers: { readonly GET: number; readonly POST: number; readonly behind?: number };
let endpointUrl: string;
let ownSecrets: string;

const refuses =
  (name: string, message = name) =>
  (): never => {
    throw new AwsRefusal(name, message);
  };

beforeAll(async () => {
  endpoint = createServer((request, response) => {
    const { GET, POST, behind = 0 } = answers;
    response.setHeader('date', new Date(Date.now() - behind).toUTCString());
    response.writeHead(request.method === 'GET' ? GET : POST).end();
  });
  endpointUrl = `http://127.0.0.1:${await listen(endpoint, { port: 0, flag: '' })}/webhooks`;
  const { outputs, target } = pipeline;
  const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
  stage = stageOf(outputs);
  ownSecrets = JSON.stringify(await ownSecretsOf(target));
  // An event like those of Airwallex, so that there is a last event.
  const [secret = ''] = Object.values(outputs.signingSecrets);
  await post(outputs.webhookUrl, secret, refundEvent('settled'));
  const { event } = createReader(target.tables);
  await until(async () => (await event('evt_settled_1')).length > 0);
  aws = await startAws({}, { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager });
  aws.enter();
});
afterAll(async () => {
  await aws.stop();
  endpoint.close();
  endpoint.closeAllConnections();
});
beforeEach(() => {
  for (const name of Object.keys(aws.answers)) delete aws.answers[name];
  Object.assign(aws.answers, stage.well);
  answers = { GET: 405, POST: 401 };
});

/** Answers with this text for the signing secrets, and with the real ones of our own labels. */
const holding =
  (SecretString: string): Answers[string] =>
  ({ SecretId }) => ({
    SecretString: SecretId === pipeline.outputs.ownSecretsName ? ownSecrets : SecretString,
  });

const examineStage = (...words: readonly string[]) =>
  examine(tool, '--stage', 'dev', '--wait', '4', ...words);

describe('a deployed stage', () => {
  it('has no problem when it is healthy', async () => {
    const findings = await examine(tool, '--stage', 'dev', '--region', 'eu-west-1');
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
  ])('is not checked when AWS rejects the credentials with %s', async (name, next) => {
    aws.answers['GetCallerIdentity'] = refuses(name);
    const findings = await examineStage();
    expect(problemsOf(findings)).toMatchObject([{ check: 'credentials', next }]);
    for (const { status } of findings.slice(1)) expect(status).toBe('skipped');
  });

  it('is reported as missing when it is not deployed', async () => {
    aws.answers['DescribeStacks'] = stacksAnswer({});
    expect(problemsOf(await examineStage())).toEqual([
      {
        check: 'stacks',
        status: 'problem',
        detail: `${names.dataStack} and ${names.serviceStack} are not in eu-west-1: the stage is not deployed, or in another region or account.`,
        next: 'npm run cdk -- deploy --all -c stage=dev',
      },
    ]);
  });

  it.each([
    ['UPDATE_ROLLBACK_COMPLETE', 'what runs is the one before it'],
    ['ROLLBACK_COMPLETE', 'its very first deployment failed'],
    ['UPDATE_IN_PROGRESS', 'a deployment is under way'],
  ])('is reported with its state %s', async (state, words) => {
    aws.answers['DescribeStacks'] = stage.stacks({ state });
    expect(problemsOf(await examineStage())).toMatchObject([
      {
        check: 'deployment',
        detail: expect.stringContaining(words),
        next: expect.stringMatching(/^aws cloudformation /),
      },
    ]);
  });

  it('is reported when it has other domains than the checkout', async () => {
    aws.answers['DescribeStacks'] = stage.stacks({
      data: { RetiredQueueUrl: 'https://sqs/retired' },
      missing: ['IssuingQueueUrl'],
    });
    expect(problemsOf(await examineStage())).toMatchObject([
      { check: 'deployment', detail: 'The stage is missing issuing, which this checkout has.' },
      { check: 'deployment', detail: expect.stringContaining('The stage has retired') },
    ]);
  });

  describe('that publishes changes', () => {
    const made: Record<string, string> = {};
    beforeAll(async () => {
      const { unpublishedQueue, reactionQueue, reactionDeadLetterQueue } = names;
      for (const QueueName of [
        unpublishedQueue,
        ...[reactionQueue, reactionDeadLetterQueue].map((queue) => queue('release-order')),
      ]) {
        const isFifo = QueueName.endsWith('.fifo');
        const Attributes = isFifo ? { FifoQueue: 'true' } : {};
        const command = new CreateQueueCommand({ QueueName, Attributes });
        made[QueueName] = (await pipeline.target.sqs.send(command)).QueueUrl ?? '';
      }
    });
    beforeEach(() => {
      const UnpublishedQueue = made[names.unpublishedQueue] ?? '';
      aws.answers['DescribeStacks'] = stage.stacks({
        data: { UnpublishedQueue, Reactions: 'release-order' },
      });
    });

    it('has no problem when it is healthy, and states who handles them', async () => {
      const findings = await examineStage();
      expect(problemsOf(findings)).toEqual([]);
      expect(findingOf(findings, 'changes').detail).toBe(
        'Changes of records are published to 1 reaction.',
      );
    });

    it('is reported for dead letters of a reaction, and for what could not be published', async () => {
      const send = (queue: string, group?: string) =>
        pipeline.target.sqs.send(
          new SendMessageCommand({
            ...{ QueueUrl: made[queue], MessageBody: '{}' },
            ...(group && { MessageGroupId: group, MessageDeduplicationId: group }),
          }),
        );
      await send(names.unpublishedQueue);
      await send(names.reactionDeadLetterQueue('release-order'), 'group');
      expect(problemsOf(await examineStage())).toMatchObject([
        {
          check: 'dead letters',
          detail: expect.stringContaining('on the dead-letter queue of reaction-release-order has'),
          next: expect.stringContaining('redrive reaction-release-order --dry-run --stage dev'),
        },
        {
          check: 'changes',
          detail: expect.stringContaining('1 message about changes that could not be published'),
          next: expect.stringContaining(names.functionLogs('publisher')),
        },
      ]);
    });
  });

  describe('that checks itself every hour', () => {
    const control = () => ({
      client: pipeline.target.dynamodb,
      name: pipeline.outputs.controlTable ?? '',
    });
    const HOUR = 3_600_000;
    const ago = (hours: number): number => Date.now() - hours * HOUR;
    const forward = (hours: number, breaches = 0) => ({
      ...{ endedAt: ago(hours), since: ago(hours + 2), until: ago(hours) },
      ...{ events: 7, accepted: 7, waiting: 0, lost: 0, breaches, listed: [] },
    });
    const last = (hours: number, breaches = 0) => ({
      ...{ startedAt: ago(hours), endedAt: ago(hours), records: 9, explained: 9 },
      ...{ older: 0, expired: 0, breaches, listed: [] },
    });
    const found = async (check: string) => findingOf(await examineStage(), check);

    beforeEach(() => {
      aws.answers['DescribeStacks'] = stage.stacks({
        service: { HourlyChecks: 'audit,heartbeat' },
      });
    });

    it('has a warning until its checks have run for the first time', async () => {
      for (const check of ['scheduled audit', 'scheduled heartbeat'])
        expect(await found(check)).toMatchObject({
          status: 'warning',
          detail: expect.stringContaining('None has run yet.'),
          next: expect.stringMatching(/^aws logs tail /),
        });
    });

    it('has the results and the ages of the last ones reported', async () => {
      await keepResult(control(), 'forward', forward(0.5));
      await keepResult(control(), 'backward', { last: last(5) });
      await keepHeartbeat(control(), { sentAt: ago(0.5), took: 1_200 });
      expect(await found('scheduled audit')).toMatchObject({
        status: 'ok',
        detail: expect.stringMatching(
          /^Ended 30 min.* ago: nothing breaks the rule in 7 events of two hours\. All 9 records were checked 5 h.* ago\.$/,
        ),
      });
      expect(await found('scheduled heartbeat')).toMatchObject({
        status: 'ok',
        detail: expect.stringMatching(
          /^Sent 30 min.* ago, and noted in the archive's table after 1\.2 s\.$/,
        ),
      });
    });

    it('has a problem with the next step when an audit found a breach, and a warning for a week when later ones did not', async () => {
      const next = 'npm run webhooks -- audit --since 7d --stage dev';
      await keepResult(control(), 'forward', forward(0.5, 2));
      await keepResult(control(), 'broken', forward(0.5, 2));
      const detail = expect.stringContaining('found 2 breaches of the rule');
      expect(await found('scheduled audit')).toMatchObject({ status: 'problem', detail, next });
      await keepResult(control(), 'forward', forward(0.1));
      expect(await found('scheduled audit')).toMatchObject({ status: 'warning', detail, next });
      await keepResult(control(), 'broken', forward(200, 2));
      await keepResult(control(), 'backward', { last: last(5, 1) });
      expect(await found('scheduled audit')).toMatchObject({
        status: 'problem',
        detail: expect.stringContaining('The audit of all records'),
        next: 'npm run webhooks -- audit --stage dev',
      });
    });

    it('has a problem when its checks no longer run, or a heartbeat did not arrive', async () => {
      await keepResult(control(), 'forward', forward(3));
      await keepHeartbeat(control(), { sentAt: ago(3), took: 1_200 });
      for (const check of ['scheduled audit', 'scheduled heartbeat'])
        expect(await found(check)).toMatchObject({
          status: 'problem',
          detail: expect.stringMatching(/^The last one .* 3 h.* ago, and one should/),
        });
      await keepHeartbeat(control(), { sentAt: ago(0.5), failure: 'The URL answered 503.' });
      expect(await found('scheduled heartbeat')).toMatchObject({
        status: 'problem',
        detail: expect.stringMatching(/^The one of 30 min.* ago failed\. The URL answered 503\.$/),
      });
    });
  });

  it('has a warning with what to add to cdk.json while its deployment is not recorded there', async () => {
    aws.answers['DescribeStacks'] = stage.stacks({
      data: { RecordDeployment: '"deployed": {"kmsKey":false}' },
    });
    expect(await examineStage()).toContainEqual(
      expect.objectContaining({
        check: 'deployment',
        status: 'warning',
        detail: expect.stringContaining('Add "deployed": {"kmsKey":false} to context.stages.dev'),
        next: 'npm run cdk -- deploy --all -c stage=dev',
      }),
    );
  });

  it('has a warning when it runs other code than the checkout', async () => {
    const payments = { revision: 99, digest: 'ab'.repeat(32) };
    const projections = { ...pipeline.outputs.projections, payments };
    aws.answers['DescribeStacks'] = stage.stacks({ projections });
    const findings = await examineStage();
    expect(problemsOf(findings)).toEqual([]);
    expect(findingOf(findings, 'code')).toEqual({
      check: 'code',
      status: 'warning',
      detail: expect.stringMatching(
        /^The functions run other code than this checkout: payments \(of revision 99; revision \d+ here\)\. This checkout is older than what is deployed\. /,
      ),
      next: 'git pull',
    });
  });

  it('has a warning when its version does not state its code', async () => {
    aws.answers['DescribeStacks'] = stage.stacks({ projections: {} });
    expect(findingOf(await examineStage(), 'code')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('does not state which code its functions run'),
      next: 'npm run cdk -- deploy --all -c stage=dev',
    });
  });

  it('has a problem when a table has no point-in-time recovery', async () => {
    const events = pipeline.outputs.tables['events'] ?? '';
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
  ])('has a problem when its secret is %s', async (_what, SecretString, words) => {
    aws.answers['GetSecretValue'] = holding(SecretString);
    expect(problemsOf(await examineStage())).toMatchObject([
      {
        check: 'signing secret',
        detail: expect.stringContaining(words),
        next: expect.stringMatching(/^aws secretsmanager put-secret-value /),
      },
    ]);
  });

  it('is checked by who may not read the signing secrets too, heartbeat included', async () => {
    aws.answers['GetSecretValue'] = (input) => {
      if (input['SecretId'] !== pipeline.outputs.ownSecretsName)
        throw new AwsRefusal('AccessDeniedException', 'not authorized');
      return { SecretString: ownSecrets };
    };
    const findings = await examineStage();
    expect(problemsOf(findings)).toEqual([]);
    expect(findingOf(findings, 'signing secret').status).toBe('skipped');
    expect(findingOf(findings, 'heartbeat').status).toBe('ok');
  });

  it('has a warning with the next step where an earlier version made it, without a secret for heartbeats', async () => {
    aws.answers['DescribeStacks'] = stage.stacks({ missing: ['OwnSecretsName'] });
    expect(findingOf(await examineStage(), 'heartbeat')).toEqual({
      check: 'heartbeat',
      status: 'warning',
      detail: expect.stringContaining('None is sent: an earlier version of this project made'),
      next: 'npm run cdk -- deploy --all -c stage=dev',
    });
  });

  it('has a problem with the next step where the secret for heartbeats is gone', async () => {
    aws.answers['GetSecretValue'] = ({ SecretId }) => ({
      SecretString:
        SecretId === pipeline.outputs.ownSecretsName
          ? '{}'
          : JSON.stringify(pipeline.outputs.signingSecrets),
    });
    expect(problemsOf(await examineStage())).toMatchObject([
      { check: 'heartbeat', next: 'npm run webhooks -- secrets add heartbeat --stage dev' },
    ]);
  });

  it('has malformed secrets reported without any part of them', async () => {
    const [secret = ''] = Object.values(pipeline.outputs.signingSecrets);
    const held = {
      ...pipeline.outputs.signingSecrets,
      'a label': 'plain ',
      again: secret,
      no: 1,
      none: '',
      heartbeat: 'whsec_in_the_wrong_place',
    };
    aws.answers['GetSecretValue'] = holding(JSON.stringify(held));
    const findings = await examineStage();
    const odd = problemsOf(findings).filter(({ check }) => check === 'secret form');
    expect(odd.map(({ detail }) => detail)).toEqual([
      'The secret of "local" is the same as that of again.',
      'The secret of "a label" has white space around it, which is part of the key; it has no prefix whsec_, which is part of the key as Airwallex shows it; it has a label with unusual characters.',
      'The secret of "again" is the same as that of local.',
      'The secret of "no" is not text: it is ignored.',
      'The secret of "none" is empty: it is ignored.',
      'The secret of "heartbeat" has a label that is reserved for heartbeats: what Airwallex signs with it is refused.',
    ]);
    expect(odd.map(({ next }) => next)).toEqual([
      'npm run webhooks -- secrets remove local --stage dev',
      "npm run webhooks -- secrets remove 'a label' --stage dev",
      'npm run webhooks -- secrets remove again --stage dev',
      expect.stringMatching(/^aws secretsmanager put-secret-value /),
      'npm run webhooks -- secrets remove none --stage dev',
      expect.stringMatching(/^aws secretsmanager put-secret-value /),
    ]);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });

  it.each([
    [
      'something else at its URL',
      { GET: 404, POST: 404 },
      'webhook URL',
      'something other than the ingress',
    ],
    ['an ingress that fails', { GET: 502, POST: 502 }, 'webhook URL', 'the ingress fails'],
    ['its throttle reached', { GET: 429, POST: 429 }, 'webhook URL', 'throttle is reached'],
    [
      'an ingress that accepts unsigned requests',
      { GET: 405, POST: 200 },
      'unsigned request',
      'is accepted with 200',
    ],
    [
      'another secret in its ingress',
      { GET: 405, POST: 401 },
      'heartbeat',
      'is still refused with 401',
    ],
    [
      'another clock',
      { GET: 405, POST: 401, behind: 600_000 },
      'clock',
      'ahead of that of the URL',
    ],
    ['a later clock', { GET: 405, POST: 401, behind: -600_000 }, 'clock', 'behind that of the URL'],
  ])('has a problem with %s', async (_what, given, check, words) => {
    answers = given;
    aws.answers['DescribeStacks'] = stage.stacks({ url: endpointUrl });
    expect(problemsOf(await examineStage())).toContainEqual(
      expect.objectContaining({
        check,
        detail: expect.stringContaining(words),
        next: expect.stringMatching(/./),
      }),
    );
  });

  it('has a problem with a domain whose DNS record does not lead to it, and states what it must point to', async () => {
    aws.answers['DescribeStacks'] = stage.stacks({
      url: 'https://hooks.invalid/webhooks',
      service: { [domainTargetOutput]: 'd-1.execute-api.eu-west-1.amazonaws.com' },
    });
    expect(problemsOf(await examineStage())).toContainEqual(
      expect.objectContaining({
        check: 'webhook URL',
        detail: expect.stringMatching(
          /^https:\/\/hooks\.invalid\/webhooks does not answer \(.+\)\. The DNS record of the stage's domain must point to d-1\.execute-api\.eu-west-1\.amazonaws\.com/,
        ),
        next: 'curl -i https://hooks.invalid/webhooks',
      }),
    );
  });

  it('has a problem when messages wait too long', async () => {
    aws.answers['GetQueueAttributes'] = ({ QueueUrl }) => ({
      Attributes: {
        ApproximateNumberOfMessages: QueueUrl === pipeline.outputs.queues['payments'] ? '7' : '0',
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

  it.each([
    [
      'signature wrong',
      'Airwallex signs with a secret that is not live here',
      /doctor signature --help --stage dev$/,
    ],
    ['source not allowed', 'not among the stage', /allowedSources/],
    ['stale', 'longer ago than the stage accepts', /rejectStaleAfterSeconds/],
    ['timestamp malformed', 'timestamp malformed 4', /^aws logs tail /],
  ])('has a warning about requests refused for the cause %s', async (cause, words, next) => {
    aws.answers['FilterLogEvents'] = ({ filterPattern }) => {
      if (filterPattern !== '{ $.message = "refused" }') return { events: [] };
      const line = { message: 'refused', timestamp: new Date(Date.now() - 5_000), refused: 4 };
      const lines = [line, { ...line, cause }, { ...line, cause: 'signature missing' }, 'START'];
      return { events: lines.map((each) => ({ message: JSON.stringify(each) })) };
    };
    const findings = await examineStage();
    expect(problemsOf(findings)).toEqual([]);
    const { status, detail, next: command } = findingOf(findings, 'refusals');
    expect({ status, detail, command }).toEqual({
      status: 'warning',
      detail: expect.stringContaining(words),
      command: expect.stringMatching(next),
    });
    expect(detail).toMatch(/^4 requests were refused in the last 1 d: .*; the last .* ago\./);
  });

  it('has warnings about failed tries and drift in the logs of its consumers', async () => {
    const timestamp = new Date(Date.now() - 5_000);
    const failed = {
      message: 'failed',
      timestamp,
      messageId: 'm-1',
      receives: 2,
      error: 'Timeout',
    };
    const drifted = { message: 'drift', timestamp, name: 'refund.settled', apiVersion: '' };
    const lines = [
      [failed, failed],
      [{ ...drifted, path: 'data.object.mood', sort: 'word', found: 'GOOD' }],
    ].flat();
    aws.answers['FilterLogEvents'] = ({ logGroupName, filterPattern }) => ({
      events: lines.flatMap((line) =>
        logGroupName === names.functionLogs('payments') &&
        filterPattern === `{ $.message = "${line.message}" }`
          ? [{ message: JSON.stringify(line) }]
          : [],
      ),
    });
    const findings = await examineStage();
    expect(problemsOf(findings)).toEqual([]);
    expect(findingOf(findings, 'failed tries')).toMatchObject({
      status: 'warning',
      detail: expect.stringMatching(
        /^2 tries of 1 message failed in payments in the last hour: Timeout 2; /,
      ),
      next: `aws logs tail ${names.functionLogs('payments')} --since 15m`,
    });
    expect(findingOf(findings, 'drift')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('data.object.mood (new value: GOOD)'),
    });
  });

  it('has a problem when events need attention, of which at most a thousand are read', async () => {
    const since = Date.now() - 7_230_000;
    const id = { S: 'evt_1' };
    const itemOf = (place: number) => {
      const at = { S: new Date(since + place).toISOString() };
      const facts = { id, digest: { S: 'ab'.repeat(32) }, domain: { S: 'unrouted' } };
      return { ...facts, outcome: { S: 'unrouted' }, archivedAt: at, receivedAt: at };
    };
    let pages = 0;
    const OPEN = JSON.stringify({ S: 'open' });
    aws.answers['Query'] = ({ IndexName, ScanIndexForward, ExpressionAttributeValues: values }) => {
      if (IndexName !== eventsTable.attention.name) return { Items: [itemOf(0)] };
      if (!JSON.stringify(values).includes(OPEN)) return { Items: [itemOf(0)] };
      expect(ScanIndexForward).toBe(true);
      pages += 1;
      const Items = Array.from({ length: 400 }, (_, place) => itemOf(pages * 1_000 + place));
      return { Items, LastEvaluatedKey: { id } };
    };
    expect(findingOf(await examineStage(), 'attention')).toMatchObject({
      status: 'problem',
      detail: expect.stringMatching(
        /^1,000 or more events need attention: .* 2 h ago\. 1 event is acknowledged\.$/,
      ),
      next: 'npm run webhooks -- quarantine --stage dev',
    });
    expect(pages).toBeLessThanOrEqual(4);
  });

  it('has problems with alarms that are deleted, disabled, without actions, or firing', async () => {
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
    const restore = `AWS_REGION=eu-west-1 npm run cdk -- deploy ${names.serviceStack} --revert-drift -c stage=dev`;
    expect(problemsOf(await examineStage('--region', 'eu-west-1'))).toMatchObject([
      { detail: `Deployed, but no longer existing: ${late}.`, next: restore },
      {
        detail: '1 alarm cannot notify anyone: actions are disabled.',
        next: `aws cloudwatch enable-alarm-actions --alarm-names ${other} --region eu-west-1`,
      },
      { detail: `No one is notified by ${other}: no actions.`, next: restore },
      {
        detail: `${other} has been in alarm for 1 h. Payments wait.`,
        next: 'lib/RUNBOOK.md#late',
      },
    ]);
  });

  it.each([
    ['no one', [], 'its topic has no subscriber', 'npm run cdk -- deploy --all -c stage=dev'],
    [
      'only someone who has not confirmed',
      [{ ...subscriber, SubscriptionArn: 'PendingConfirmation' }],
      'who@example.com has not confirmed',
      `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint who@example.com`,
    ],
  ])(
    'has a problem when %s is subscribed to its alarms',
    async (_who, Subscriptions, words, next) => {
      aws.answers['ListSubscriptionsByTopic'] = () => ({ Subscriptions });
      expect(problemsOf(await examineStage())).toMatchObject([
        { check: 'subscriber', detail: expect.stringContaining(words), next },
      ]);
    },
  );

  it('has a problem when AWS denies access', async () => {
    aws.answers['DescribeAlarms'] = refuses('AccessDenied', 'user/me may not DescribeAlarms');
    expect(problemsOf(await examineStage())).toMatchObject([
      { check: 'alarms', detail: 'AWS denies this: user/me may not DescribeAlarms' },
    ]);
  });
});
