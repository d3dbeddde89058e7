import { domains, unrouted } from '../../functions/domains.ts';
import { pipelineOf, plain, templatesOf } from './synthesized.ts';

const prefix = 'airwallex-webhooks-dev';
const { data, service, assembly } = templatesOf(pipelineOf('dev'));
const receivers = [...domains, unrouted];

const arn = (kind: string, name: string) =>
  `arn:<AWS::Partition>:${kind}:<AWS::Region>:<AWS::AccountId>:${name}`;
const tableArn = (name: string) => arn('dynamodb', `table/${prefix}-${name}`);
const queueArn = (name: string) => arn('sqs', `${prefix}-${name}`);
const queueUrl = (name: string) =>
  `https://sqs.<AWS::Region>.<AWS::URLSuffix>/<AWS::AccountId>/${prefix}-${name}`;

const propertiesOf = (type: string, filter = {}) =>
  Object.values(service.findResources(type, filter)).map(({ Properties }) => Properties);

const policies = propertiesOf('AWS::IAM::Policy');
const roles = propertiesOf('AWS::IAM::Role');

const functionOf = (name: string) =>
  propertiesOf('AWS::Lambda::Function', {
    Properties: { FunctionName: `${prefix}-${name}` },
  })[0];

/** A function's environment, readable. */
const environmentOf = (name: string): Record<string, string> => {
  const variables: Record<string, unknown> = functionOf(name).Environment.Variables;
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, plain(value)]));
};

/** What a function may do, by resource; its log group apart. */
const grantsOf = (name: string): Record<string, string[]> => {
  const { Role, LoggingConfig } = functionOf(name);
  const [roleId] = Role['Fn::GetAtt'];
  const logs = `<${LoggingConfig.LogGroup.Ref}.Arn>`;
  const statements: { Action: string | string[]; Resource: unknown; Condition?: object }[] =
    policies
      .filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref === roleId))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const grants = Object.fromEntries(
    statements.flatMap(({ Action, Resource, Condition }) =>
      [Resource]
        .flat()
        .map((one) => [
          `${plain(one)}${Condition ? ` where ${JSON.stringify(Condition)}` : ''}`,
          [Action].flat(),
        ]),
    ),
  );
  const { [logs]: logging, ...others } = grants;
  expect(logging).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  return others;
};

const consuming = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
];
/** To write the archive, and of it to read what was erased and nothing else. */
const archiving = {
  [tableArn('events')]: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
  [`${tableArn('events')} where {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["#erasures"]}}`]:
    ['dynamodb:Query'],
};

/** The stage's namespace, as its metrics of log lines have it; no variable of Powertools. */
const always = { METRICS_NAMESPACE: 'AirwallexWebhooks/dev' };

describe('what a function is told and allowed', () => {
  it.each(domains)('$name: its queue, the archive and its own table', ({ name }) => {
    expect(environmentOf(name)).toEqual({
      EVENTS_TABLE: `${prefix}-events`,
      STATE_TABLE: `${prefix}-${name}`,
      QUEUE_URL: queueUrl(name),
      ...always,
    });
    expect(grantsOf(name)).toEqual({
      ...archiving,
      [tableArn(name)]: ['dynamodb:PutItem'],
      [queueArn(name)]: consuming,
    });
  });

  it('unrouted: its queue and the archive', () => {
    expect(environmentOf('unrouted')).toEqual({
      EVENTS_TABLE: `${prefix}-events`,
      QUEUE_URL: queueUrl('unrouted'),
      ...always,
    });
    expect(grantsOf('unrouted')).toEqual({ ...archiving, [queueArn('unrouted')]: consuming });
  });

  it('ingress: to read the signing secrets and to send to each queue', () => {
    expect(environmentOf('ingress')).toEqual({
      SIGNING_SECRET_NAME: `${prefix}-signing-secrets`,
      REJECT_STALE_AFTER_SECONDS: '0',
      ...Object.fromEntries(
        receivers.map(({ name }) => [`QUEUE_URL_${name.toUpperCase()}`, queueUrl(name)]),
      ),
      ...always,
    });
    expect(grantsOf('ingress')).toEqual({
      [`${arn('secretsmanager', `secret:${prefix}-signing-secrets`)}-??????`]: [
        'secretsmanager:GetSecretValue',
      ],
      ...Object.fromEntries(receivers.map(({ name }) => [queueArn(name), ['sqs:SendMessage']])),
    });
  });

  it('nothing by any other way than its own policy', () => {
    expect(policies).toHaveLength(receivers.length + 1);
    expect(roles).toHaveLength(receivers.length + 1);
    for (const role of roles) expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument']);
    data.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('the two stacks', () => {
  it('share no export that could be in use', () => {
    const both = JSON.stringify([data.toJSON(), service.toJSON()]);
    expect(both).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput|"Export"/);
  });

  it('are deployed data first', () => {
    const { dependencies } = assembly.getStackByName(`${prefix}-service`);
    expect(dependencies.map(({ id }) => id)).toContain(`${prefix}-data`);
  });

  it('name the same things: what a function is told of exists', () => {
    const named = JSON.stringify(data.toJSON()['Resources']).matchAll(
      /"(?:Table|Queue|)Name":"([^"]+)"/g,
    );
    const stored = new Set([...named].map(([, name]) => name));
    const told = ['ingress', ...receivers.map(({ name }) => name)]
      .flatMap((name) => Object.values(environmentOf(name)))
      .filter((value) => value.includes(prefix))
      .map((value) => value.split('/').at(-1));
    expect(told).not.toHaveLength(0);
    expect(told.filter((name) => !stored.has(name))).toEqual([]);
  });
});
