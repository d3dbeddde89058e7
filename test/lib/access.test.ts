import { domains, unrouted } from '../../functions/domains.ts';
import { confirmedAttributes, outcomeAttributes } from '../../functions/shared/tables.ts';
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

/** The environment variables of a function, with references as text. */
const environmentOf = (name: string): Record<string, string> => {
  const variables: Record<string, unknown> = functionOf(name).Environment.Variables;
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, plain(value)]));
};

/** The actions that a function may call, by resource, without those on its log group. */
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
const nothing = { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } };
const ofEvents = { 'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': ['#*'] } };
const settled = ['id', 'digest', ...outcomeAttributes, ...confirmedAttributes];
const where = (resource: string, condition: object) =>
  `${resource} where ${JSON.stringify(condition)}`;

/** Puts events and settles them; of the control table it reads the rules and what is erased. */
const archiving = {
  [where(tableArn('events'), { ...nothing, ...ofEvents })]: ['dynamodb:PutItem'],
  [where(tableArn('events'), {
    ...{ ...nothing, ...ofEvents },
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': settled },
  })]: ['dynamodb:UpdateItem'],
  [where(tableArn('control'), {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['rules', 'erased#*'] },
  })]: ['dynamodb:BatchGetItem'],
};

/** The namespace that the stage's log metrics have; Powertools needs no variable. */
const always = { METRICS_NAMESPACE: 'AirwallexWebhooks/dev' };

describe('the environment and the permissions of a function', () => {
  it.each(domains)('$name: its queue, the archive and its table', ({ name }) => {
    expect(environmentOf(name)).toEqual({
      CONTROL_TABLE: `${prefix}-control`,
      EVENTS_TABLE: `${prefix}-events`,
      STATE_TABLE: `${prefix}-${name}`,
      QUEUE_URL: queueUrl(name),
      ...always,
    });
    expect(grantsOf(name)).toEqual({
      ...archiving,
      [where(tableArn(name), nothing)]: ['dynamodb:PutItem'],
      [queueArn(name)]: consuming,
    });
  });

  it('unrouted: its queue and the archive, and no table', () => {
    expect(environmentOf('unrouted')).toEqual({
      CONTROL_TABLE: `${prefix}-control`,
      EVENTS_TABLE: `${prefix}-events`,
      QUEUE_URL: queueUrl('unrouted'),
      ...always,
    });
    expect(grantsOf('unrouted')).toEqual({ ...archiving, [queueArn('unrouted')]: consuming });
  });

  it('ingress: the secrets of Airwallex and of our own labels to read, and each queue to send to', () => {
    expect(environmentOf('ingress')).toEqual({
      SIGNING_SECRET_NAME: `${prefix}-signing-secrets`,
      OWN_SECRETS_NAME: `${prefix}-own-secrets`,
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
      [`${arn('secretsmanager', `secret:${prefix}-own-secrets`)}-??????`]: [
        'secretsmanager:GetSecretValue',
      ],
      ...Object.fromEntries(receivers.map(({ name }) => [queueArn(name), ['sqs:SendMessage']])),
    });
  });

  it('come from its own policy alone, in a role that Lambda alone assumes', () => {
    // Beside those of functions the stage has the role that moves dead letters back.
    expect(policies).toHaveLength(receivers.length + 2);
    const assumed = roles.filter(({ RoleName }) => !plain(RoleName).includes('-redrive-'));
    expect(assumed).toHaveLength(receivers.length + 1);
    for (const role of assumed) {
      expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument', 'RoleName', 'Tags']);
      expect(role.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
        },
      ]);
    }
    data.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

it('no function may read the removed secrets', () => {
  expect(JSON.stringify(service.toJSON())).not.toContain('retired-secrets');
});

describe('the two stacks', () => {
  it('share no CloudFormation export', () => {
    const both = JSON.stringify([data.toJSON(), service.toJSON()]);
    expect(both).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput|"Export"/);
  });

  it('deploy the data stack first', () => {
    const { dependencies } = assembly.getStackByName(`${prefix}-service`);
    expect(dependencies.map(({ id }) => id)).toContain(`${prefix}-data`);
  });

  it('agree on names: each table, queue and secret in an environment exists', () => {
    const matches = JSON.stringify(data.toJSON()['Resources']).matchAll(
      /"(?:Table|Queue|)Name":"([^"]+)"/g,
    );
    const stored = new Set([...matches].map(([, name]) => name));
    const named = ['ingress', ...receivers.map(({ name }) => name)]
      .flatMap((name) => Object.values(environmentOf(name)))
      .filter((value) => value.includes(prefix))
      .map((value) => value.split('/').at(-1));
    expect(named).not.toHaveLength(0);
    expect(named.filter((name) => !stored.has(name))).toEqual([]);
  });
});
