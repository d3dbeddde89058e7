import { readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import { domains, unrouted } from '../../functions/domains.ts';
import { pipelineOf, pipelineWith, plain, propertiesOf, templatesOf } from './synthesized.ts';

/* What checks a stage every hour: a setting, which is on where the stage retains what it stores. */

const prefix = 'airwallex-webhooks-dev';
const { service, assembly } = templatesOf(pipelineWith({ hourlyChecks: true }));

const arn = (kind: string, name: string): string =>
  `arn:<AWS::Partition>:${kind}:<AWS::Region>:<AWS::AccountId>:${name}`;
const table = (name: string): string => arn('dynamodb', `table/${prefix}-${name}`);
const queue = (name: string): string => arn('sqs', `${prefix}-${name}`);

type Grant = readonly [resource: string, actions: readonly string[], leadingKeys?: string];

const grantsOf = (id: string): readonly Grant[] => {
  const [policy] = Object.entries(service.findResources('AWS::IAM::Policy')).flatMap(
    ([name, { Properties }]) => (name.startsWith(id) ? [Properties] : []),
  );
  return policy.PolicyDocument.Statement.map(
    ({
      Action,
      Resource,
      Condition,
    }: {
      Action: string;
      Resource: unknown;
      Condition?: object;
    }) => [
      [Resource].flat().map(plain).join(' '),
      [Action].flat(),
      ...(Condition
        ? [JSON.stringify(Condition).replace(/.*LeadingKeys":\["(.*)"\].*/, '$1')]
        : []),
    ],
  );
};

const environmentOf = (name: string): Record<string, unknown> => {
  const [found] = propertiesOf(service, 'AWS::Lambda::Function').filter(
    ({ FunctionName }) => FunctionName === `${prefix}-${name}`,
  );
  return found.Environment.Variables;
};

describe('the audit', () => {
  it('reads what it compares, writes its own results alone, and may do nothing else', () => {
    const [logs, ...grants] = grantsOf('ChecksAuditPassRole');
    expect(logs?.[1]).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    const all = [...domains, unrouted].map(({ name }) => name);
    const queues = all.flatMap((name) => [queue(name), queue(`${name}-dead-letters`)]);
    expect(
      grants.map(([resource, ...rest]) => [resource.split(' ').sort().join(' '), ...rest]),
    ).toEqual([
      [table('events'), ['dynamodb:BatchGetItem', 'dynamodb:DescribeTimeToLive', 'dynamodb:Query']],
      [
        [`${table('events')}/index/by-object-1`, `${table('events')}/index/by-time-1`].join(' '),
        ['dynamodb:Query'],
      ],
      [
        domains
          .map(({ name }) => table(name))
          .sort()
          .join(' '),
        ['dynamodb:BatchGetItem', 'dynamodb:Scan'],
      ],
      [queues.sort().join(' '), ['sqs:GetQueueAttributes']],
      [
        expect.stringMatching(
          /^<IngressLogs\w+\.Arn> arn:\S+:log-group:\/aws\/lambda\/airwallex-webhooks-dev-ingress$/,
        ),
        ['logs:FilterLogEvents'],
      ],
      [table('control'), ['dynamodb:PutItem', 'dynamodb:Query'], 'audit'],
      [table('control'), ['dynamodb:Query'], 'labels'],
    ]);
  });

  it('runs for 15 minutes at most, and knows for how long the archive keeps events', () => {
    const [found] = propertiesOf(service, 'AWS::Lambda::Function').filter(
      ({ FunctionName }) => FunctionName === `${prefix}-audit`,
    );
    expect(found.Timeout).toBe(900);
    expect(environmentOf('audit')['ARCHIVE_DAYS']).toBeUndefined();
    const limited = templatesOf(pipelineWith({ hourlyChecks: true, archiveDays: 30 })).service;
    limited.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `${prefix}-audit`,
      Environment: { Variables: { ARCHIVE_DAYS: '30' } },
    });
  });
});

describe('the heartbeat', () => {
  it('reads the secret of our own labels and one note, keeps its result, and may do nothing else', () => {
    const [, ...grants] = grantsOf('ChecksHeartbeatBeatRole');
    expect(grants).toEqual([
      [
        `${arn('secretsmanager', `secret:${prefix}-own-secrets`)}-??????`,
        ['secretsmanager:GetSecretValue'],
      ],
      [table('events'), ['dynamodb:GetItem'], '#heartbeat'],
      [table('control'), ['dynamodb:PutItem'], 'heartbeat'],
    ]);
  });

  it('is posted to the URL that Airwallex posts to', () => {
    expect(plain(environmentOf('heartbeat')['WEBHOOK_URL'])).toBe(
      plain(service.toJSON()['Outputs'].WebhookUrl.Value),
    );
  });

  it('is not sent in a stage that lists who may send: its function has no address of its own', () => {
    const listed = templatesOf(
      pipelineWith({ hourlyChecks: true, allowedSources: ['203.0.113.7'] }),
    ).service;
    listed.hasOutput('HourlyChecks', { Value: 'audit' });
    expect(Object.keys(listed.toJSON()['Resources']).filter((id) => /heartbeat/i.test(id))).toEqual(
      [],
    );
  });
});

it('the scheduler invokes each of them every hour, and nothing else', () => {
  const schedules = propertiesOf(service, 'AWS::Scheduler::Schedule');
  expect(schedules.map(({ Name }) => Name)).toEqual([`${prefix}-audit`, `${prefix}-heartbeat`]);
  for (const [index, id] of ['ChecksAudit', 'ChecksHeartbeat'].entries()) {
    const { ScheduleExpression, Target } = schedules[index];
    expect(ScheduleExpression).toBe('cron(5 * * * ? *)');
    expect(grantsOf(`${id}SchedulerRole`)).toEqual([
      [plain(Target.Arn), ['lambda:InvokeFunction']],
    ]);
  }
});

it('a stage has them by default where it retains what it stores, and may switch them on or off', () => {
  const functionsOf = (settings: object, stage: 'dev' | 'prod') =>
    propertiesOf(templatesOf(pipelineWith(settings, stage)).service, 'AWS::Lambda::Function')
      .map(({ FunctionName }) => FunctionName.split('-').at(-1))
      .filter((name) => ['audit', 'heartbeat'].includes(name));
  expect(functionsOf({}, 'prod')).toEqual(['audit', 'heartbeat']);
  expect(functionsOf({ hourlyChecks: false }, 'prod')).toEqual([]);
  expect(functionsOf({}, 'dev')).toEqual([]);
});

it('switched off they leave nothing, and nothing else changes', () => {
  const idsOf = (hourlyChecks: boolean) =>
    Object.keys(templatesOf(pipelineWith({ hourlyChecks })).service.toJSON()['Resources']);
  const own = /Checks|AuditBreach|AuditMissed|HeartbeatFailed/;
  const off = idsOf(false);
  expect(off.filter((id) => own.test(id))).toEqual([]);
  expect(idsOf(true).filter((id) => !own.test(id))).toEqual(off);
});

it('no name of theirs is longer than IAM takes, in any stage and region', () => {
  const longest = pipelineOf('dev').stage.name.length;
  for (const { RoleName } of propertiesOf(service, 'AWS::IAM::Role'))
    expect(
      plain(RoleName).replace('<AWS::Region>', 'ap-southeast-1').length - longest + 12,
    ).toBeLessThanOrEqual(64);
});

it('the local pipeline reads their templates, and knows that only AWS has what they need', () => {
  const { functions } = readApplication(readAssembly(assembly.directory));
  const environments = functions.map(({ name, environment }) => [
    name.replace(`${prefix}-`, ''),
    'INGRESS_LOGS' in environment || 'WEBHOOK_URL' in environment,
  ]);
  expect(environments.filter(([, only]) => only).map(([name]) => name)).toEqual([
    'audit',
    'heartbeat',
  ]);
});
