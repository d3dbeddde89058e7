import { domains } from '../../../functions/domains.ts';
import { plain, propertiesOf, reactingWith, templatesOf } from '../synthesized.ts';

/* What the service stack runs of a stage that publishes changes, with one reaction. */

const prefix = 'airwallex-webhooks-dev';
const { service, data } = templatesOf(reactingWith({ dueHours: 72 }));
const { service: encrypted } = templatesOf(reactingWith({ kmsKey: true }));

const arn = (kind: string, name: string): string =>
  `arn:<AWS::Partition>:${kind}:<AWS::Region>:<AWS::AccountId>:${name}`;
const tableArn = (name: string): string => arn('dynamodb', `table/${name}`);
const queueUrl = (name: string): string =>
  `https://sqs.<AWS::Region>.<AWS::URLSuffix>/<AWS::AccountId>/${prefix}-${name}`;

const functionOf = (name: string) =>
  propertiesOf(service, 'AWS::Lambda::Function').find(
    ({ FunctionName }) => FunctionName === `${prefix}-${name}`,
  );

const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(functionOf(name).Environment.Variables).map(([key, value]) => [
      key,
      plain(value),
    ]),
  );

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const statementsOf = (template: typeof service, role: string): readonly Statement[] =>
  propertiesOf(template, 'AWS::IAM::Policy')
    .filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref.startsWith(role)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** The actions that a role may call, by resource, without those on its log group. */
const grantsOf = (role: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    statementsOf(service, role)
      .slice(1)
      .flatMap(({ Action, Resource, Condition }) =>
        [Resource]
          .flat()
          .map((one) => [
            `${plain(one)}${Condition ? ` where ${JSON.stringify(Condition)}` : ''}`,
            [Action].flat(),
          ]),
      ),
  );

/** The services through which a role may use the key, with what it may do there. */
const keyUsesOf = (role: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    statementsOf(encrypted, role).flatMap(({ Action, Condition }) => {
      const via = Condition?.['StringEquals']?.['kms:ViaService'];
      return via === undefined ? [] : [[plain(via).split('.')[0], [Action].flat()]];
    }),
  );

const own = (part: string): string =>
  `{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["${part}#*"]}}`;

/** The template's parameter with the ARN of a domain's stream. */
const streamOf = (domain: string): string => {
  const parameters = Object.entries(service.toJSON()['Parameters']).map(
    ([id, parameter]): [string, { Default: string }] => [id, Object(parameter)],
  );
  const [found] = parameters.filter(
    ([, { Default }]) => Default === `/airwallex-webhooks/dev/stream/${domain}`,
  );
  expect(found?.[1]).toEqual({
    Type: 'AWS::SSM::Parameter::Value<String>',
    Default: `/airwallex-webhooks/dev/stream/${domain}`,
  });
  return `<${found?.[0]}>`;
};

const sourcesOf = (name: string) => {
  const [id] = Object.keys(
    service.findResources('AWS::Lambda::Function', {
      Properties: { FunctionName: `${prefix}-${name}` },
    }),
  );
  return propertiesOf(service, 'AWS::Lambda::EventSourceMapping').filter(
    ({ FunctionName }) => FunctionName.Ref === id,
  );
};

describe('the publisher', () => {
  it('knows the topic and the queue of what it cannot publish', () => {
    expect(environmentOf('publisher')).toEqual({
      METRICS_NAMESPACE: 'AirwallexWebhooks/dev',
      CHANGES_TOPIC: arn('sns', `${prefix}-changes.fifo`),
      UNPUBLISHED_QUEUE_URL: queueUrl('unpublished'),
    });
  });

  it('may read the streams of the tables of records, publish and set aside, and nothing else', () => {
    expect(grantsOf('ChangesPublisher')).toEqual({
      [arn('sns', `${prefix}-changes.fifo`)]: ['sns:Publish'],
      [arn('sqs', `${prefix}-unpublished`)]: ['sqs:SendMessage'],
      ...Object.fromEntries(
        domains.flatMap(({ name }) => [
          [
            streamOf(name),
            ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          ],
          [`${tableArn(`${prefix}-${name}`)}/stream/*`, ['dynamodb:ListStreams']],
        ]),
      ),
    });
  });

  it('uses the key of a stage that has one through these services alone', () => {
    expect(keyUsesOf('ChangesPublisher')).toEqual({
      dynamodb: ['kms:Decrypt', 'kms:DescribeKey'],
      sns: ['kms:Decrypt', 'kms:GenerateDataKey'],
      sqs: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
  });

  it('reads each stream from its beginning, and gives up on a write before the stream does', () => {
    const sources = sourcesOf('publisher');
    expect(sources.map(({ EventSourceArn }) => plain(EventSourceArn)).sort()).toEqual(
      domains.map(({ name }) => streamOf(name)).sort(),
    );
    for (const {
      EventSourceArn: _stream,
      FunctionName: _name,
      Tags: _tags,
      ...source
    } of sources) {
      const { DestinationConfig, ...others } = source;
      expect(plain(DestinationConfig.OnFailure.Destination)).toBe(
        arn('sqs', `${prefix}-unpublished`),
      );
      expect(others).toEqual({
        BatchSize: 100,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRecordAgeInSeconds: 20 * 3600,
        StartingPosition: 'TRIM_HORIZON',
      });
    }
  });
});

describe('the pass over open work', () => {
  it('knows the tables, the topic and the hours that the stage sets', () => {
    expect(environmentOf('due')).toEqual({
      METRICS_NAMESPACE: 'AirwallexWebhooks/dev',
      CHANGES_TOPIC: arn('sns', `${prefix}-changes.fifo`),
      EFFECTS_TABLE: `${prefix}-effects`,
      DUE_HOURS: '72',
      ...Object.fromEntries(
        domains.map(({ name }) => [`STATE_TABLE_${name.toUpperCase()}`, `${prefix}-${name}`]),
      ),
    });
  });

  it('may read open work, note of its own what it published, and publish', () => {
    expect(grantsOf('ChangesDuePass')).toEqual({
      ...Object.fromEntries(
        domains.flatMap(({ name }) => [
          [tableArn(`${prefix}-${name}`), ['dynamodb:BatchGetItem']],
          [`${tableArn(`${prefix}-${name}`)}/index/open-1`, ['dynamodb:Query']],
        ]),
      ),
      [`${tableArn(`${prefix}-effects`)} where ${own('due')}`]: [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
      ],
      [arn('sns', `${prefix}-changes.fifo`)]: ['sns:Publish'],
    });
    expect(Object.keys(keyUsesOf('ChangesDuePass'))).toEqual(['dynamodb', 'sns']);
  });

  it('is invoked every hour', () => {
    const schedules = propertiesOf(service, 'AWS::Scheduler::Schedule');
    expect(schedules.map(({ Name }) => Name)).toEqual([`${prefix}-due`]);
    expect(schedules[0].ScheduleExpression).toMatch(/^cron\(\d+ \* \* \* \? \*\)$/);
  });
});

describe('a reaction', () => {
  const name = 'reaction-release-order';

  it('is a function of its file, whose handler is what the file exports', () => {
    expect(functionOf(name)).toMatchObject({
      Handler: 'index.releaseOrder',
      Description: 'Reacts to changes of records: release-order',
      Timeout: 20 + 5,
      MemorySize: 256,
    });
    const roles = propertiesOf(service, 'AWS::IAM::Role').map(({ RoleName }) => plain(RoleName));
    expect(roles).toContain(`${prefix}-release-order-<AWS::Region>`);
  });

  it('knows its name, its queue, the ledger of effects and what it states itself', () => {
    expect(environmentOf(name)).toEqual({
      METRICS_NAMESPACE: 'AirwallexWebhooks/dev',
      REACTION: 'release-order',
      EFFECTS_TABLE: `${prefix}-effects`,
      QUEUE_URL: queueUrl(`${name}.fifo`),
      WAREHOUSE: 'north',
    });
  });

  it('may take its queue, note of its own what it did, and write to the tables that it names', () => {
    const writing = [
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    ];
    expect(grantsOf('ChangesReactionReleaseOrder')).toEqual({
      [arn('sqs', `${prefix}-${name}.fifo`)]: [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
      ],
      [`${tableArn(`${prefix}-effects`)} where ${own('release-order')}`]: [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
      ],
      [tableArn('orders')]: writing,
      [tableArn('shipments')]: writing,
    });
    expect(Object.keys(keyUsesOf('ChangesReactionReleaseOrder'))).toEqual(['sqs', 'dynamodb']);
  });

  it('receives batches of ten, and reports each change that failed', () => {
    const [source, ...others] = sourcesOf(name);
    expect(others).toEqual([]);
    expect(plain(source.EventSourceArn)).toBe(arn('sqs', `${prefix}-${name}.fifo`));
    expect(source).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    // A FIFO queue has no window in which a batch could gather.
    expect(source).not.toHaveProperty('MaximumBatchingWindowInSeconds');
  });
});

it('each table, queue and topic in an environment exists in the data stack', () => {
  const stored = [
    ...JSON.stringify(data.toJSON()['Resources']).matchAll(
      /"(?:Table|Queue|Topic)Name":"([^"]+)"/g,
    ),
  ].map(([, name]) => name);
  const named = ['publisher', 'due', 'reaction-release-order']
    .flatMap((name) => Object.values(environmentOf(name)))
    .filter((value) => value.includes(prefix))
    .map((value) => value.split(/[/:]/).at(-1));
  expect(named).not.toHaveLength(0);
  expect(named.filter((name) => !stored.includes(name))).toEqual([]);
});
