import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { domains } from '../../../functions/domains.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { plain, propertiesOf, reactingWith, templatesOf } from '../synthesized.ts';

/* What the data stack holds of a stage that publishes changes, with one reaction. */

const prefix = 'airwallex-webhooks-dev';
const { data } = templatesOf(reactingWith({}));
const { data: kept } = templatesOf(reactingWith({}, 'prod'));

const idOf = (type: string, properties: object): string => {
  const [id = ''] = Object.keys(data.findResources(type, { Properties: properties }));
  return id;
};

const topic = { Ref: idOf('AWS::SNS::Topic', {}) };
const queueArn = (name: string) => ({
  'Fn::GetAtt': [idOf('AWS::SQS::Queue', { QueueName: `${prefix}-${name}` }), 'Arn'],
});

describe('the streams', () => {
  it('are of the tables of records alone, with each item before and after a write', () => {
    const streaming = propertiesOf(data, 'AWS::DynamoDB::GlobalTable').flatMap(
      ({ TableName, StreamSpecification }) =>
        StreamSpecification ? [[TableName, StreamSpecification]] : [],
    );
    expect(streaming).toEqual(
      domains.map(({ name }) => [`${prefix}-${name}`, { StreamViewType: 'NEW_AND_OLD_IMAGES' }]),
    );
  });

  it('are known to the service stack by a parameter each, and by no export', () => {
    for (const { name } of domains) {
      const table = idOf('AWS::DynamoDB::GlobalTable', { TableName: `${prefix}-${name}` });
      data.hasResourceProperties('AWS::SSM::Parameter', {
        Name: `/airwallex-webhooks/dev/stream/${name}`,
        Type: 'String',
        Value: { 'Fn::GetAtt': [table, 'StreamArn'] },
      });
    }
    data.resourceCountIs('AWS::SSM::Parameter', domains.length);
  });
});

describe('the topic', () => {
  it('keeps the order of each record, is encrypted, and refuses plain HTTP', () => {
    const [properties, ...others] = propertiesOf(data, 'AWS::SNS::Topic');
    expect(others).toEqual([]);
    expect(properties).toMatchObject({
      TopicName: `${prefix}-changes.fifo`,
      FifoTopic: true,
      FifoThroughputScope: 'MessageGroup',
      KmsMasterKeyId: 'alias/aws/sns',
    });
    const [policy] = propertiesOf(data, 'AWS::SNS::TopicPolicy');
    expect(policy.PolicyDocument.Statement).toEqual([
      {
        Sid: 'AllowPublishThroughSSLOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('lets the accounts that a stage lists subscribe queues, and nothing else', () => {
    const { data: shared } = templatesOf(reactingWith({ subscribers: ['210987654321'] }));
    const [policy] = propertiesOf(shared, 'AWS::SNS::TopicPolicy');
    expect(policy.PolicyDocument.Statement.slice(1)).toMatchObject([
      {
        Effect: 'Allow',
        Action: 'sns:Subscribe',
        Condition: { StringEquals: { 'sns:Protocol': 'sqs' } },
      },
    ]);
    expect(plain(policy.PolicyDocument.Statement[1].Principal.AWS)).toBe(
      'arn:<AWS::Partition>:iam::210987654321:root',
    );
  });

  it('is named by an output, as are the queue and the table beside it, and the reactions', () => {
    data.hasOutput('ChangesTopicArn', { Value: topic });
    data.hasOutput('UnpublishedQueue', {
      Value: { Ref: idOf('AWS::SQS::Queue', { QueueName: `${prefix}-unpublished` }) },
    });
    data.hasOutput('EffectsTableName', { Value: `${prefix}-effects` });
    data.hasOutput('Reactions', { Value: 'release-order' });
  });
});

it('the table of effects is found by one key, and expires what states a time', () => {
  data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TableName: `${prefix}-effects`,
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    GlobalSecondaryIndexes: Match.absent(),
    StreamSpecification: Match.absent(),
  });
});

describe('the queues of a reaction', () => {
  const fifo = {
    FifoQueue: true,
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
    MessageRetentionPeriod: 14 * 24 * 3600,
    SqsManagedSseEnabled: true,
  };
  const queue = 'reaction-release-order.fifo';
  const deadLetters = 'reaction-release-order-dead-letters.fifo';

  it('keep the order of each record, and set a change aside after ten receives', () => {
    data.hasResourceProperties('AWS::SQS::Queue', {
      ...fifo,
      QueueName: `${prefix}-${queue}`,
      VisibilityTimeout: 6 * (20 + 5),
      RedrivePolicy: { deadLetterTargetArn: queueArn(deadLetters), maxReceiveCount: 10 },
    });
    data.hasResourceProperties('AWS::SQS::Queue', {
      ...fifo,
      QueueName: `${prefix}-${deadLetters}`,
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([`:${prefix}-${queue}`])] }],
      },
    });
  });

  it('get the changes that the reaction wants, as they were published, and what SNS cannot deliver', () => {
    expect(propertiesOf(data, 'AWS::SNS::Subscription')).toEqual([
      {
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: queueArn(queue),
        RawMessageDelivery: true,
        FilterPolicyScope: 'MessageAttributes',
        FilterPolicy: {
          object: ['payment_intent'],
          becomes: ['SUCCEEDED'],
          kind: ['changed', 'corrected'],
        },
        RedrivePolicy: { deadLetterTargetArn: queueArn(deadLetters) },
      },
    ]);
  });

  it('subscribe only once the topic may send to them', () => {
    const [subscription] = Object.values(data.findResources('AWS::SNS::Subscription'));
    const policies = [queue, deadLetters].map((name) => {
      const id = idOf('AWS::SQS::Queue', { QueueName: `${prefix}-${name}` });
      return idOf('AWS::SQS::QueuePolicy', { Queues: [{ Ref: id }] });
    });
    expect(subscription?.['DependsOn']).toEqual(expect.arrayContaining(policies));
  });

  it.each([queue, deadLetters])(
    'take messages of the topic alone, and none over HTTP: %s',
    (name) => {
      const id = idOf('AWS::SQS::Queue', { QueueName: `${prefix}-${name}` });
      const policy = Object.values(
        data.findResources('AWS::SQS::QueuePolicy', { Properties: { Queues: [{ Ref: id }] } }),
      )[0];
      expect(policy?.['Properties'].PolicyDocument.Statement).toEqual([
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 'sqs:*',
          Resource: queueArn(name),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queueArn(name),
          Condition: { ArnEquals: { 'aws:SourceArn': topic } },
        },
      ]);
    },
  );
});

it('in prod, topic, table and unpublished changes outlive the stack, and the queues of a reaction do not', () => {
  const policies = Object.values(kept.toJSON()['Resources'])
    .map((resource) => Object(resource))
    .flatMap(({ Properties, DeletionPolicy }) => {
      const { TopicName, QueueName, TableName } = Properties;
      const name = TopicName ?? QueueName ?? TableName;
      return name === undefined
        ? []
        : [[name.replace('airwallex-webhooks-prod-', ''), DeletionPolicy]];
    })
    .filter(([name]) => /^(?:changes|unpublished|effects|reaction)/.test(name));
  expect(Object.fromEntries(policies)).toEqual({
    'changes.fifo': 'RetainExceptOnCreate',
    unpublished: 'RetainExceptOnCreate',
    effects: 'RetainExceptOnCreate',
    'reaction-release-order.fifo': 'Delete',
    'reaction-release-order-dead-letters.fifo': 'Delete',
  });
});

describe('a stage with a key of its own', () => {
  const { data: own } = templatesOf(reactingWith({ kmsKey: true }));
  const [key = ''] = Object.keys(own.findResources('AWS::KMS::Key'));
  const keyArn = { 'Fn::GetAtt': [key, 'Arn'] };

  it('encrypts topic, queues and table with it', () => {
    own.allResourcesProperties('AWS::SNS::Topic', { KmsMasterKeyId: keyArn });
    own.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: keyArn });
    own.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: `${prefix}-effects`,
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });

  it('lets SNS use it for this topic, so that it can deliver to the queues', () => {
    const { Statement } = own.toJSON()['Resources'][key].Properties.KeyPolicy;
    const [sns, ...others] = Statement.filter(
      ({ Principal }: { Principal: { Service?: string } }) => Principal.Service !== undefined,
    );
    expect(others).toEqual([]);
    expect(sns).toMatchObject({
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
    expect(plain(sns.Condition.ArnEquals['aws:SourceArn'])).toBe(
      `arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:${prefix}-changes.fifo`,
    );
  });

  it('shows by its policy the statement that lib/README.md asks of a key that a stage only names', () => {
    const readme = readFileSync(join(projectRoot, 'lib/README.md'), 'utf8');
    const [, section = ''] = readme.split('\n## Changes\n');
    const [, json = ''] = /```json\n([\s\S]+?)```/.exec(section) ?? [];
    const { Statement } = own.toJSON()['Resources'][key].Properties.KeyPolicy;
    const [sns] = Statement.filter(
      ({ Principal }: { Principal: { Service?: string } }) => Principal.Service !== undefined,
    );
    const sourceArn = plain(sns.Condition.ArnEquals['aws:SourceArn'])
      .replace('<AWS::Partition>', 'aws')
      .replace('<AWS::Region>', '<region>')
      .replace('<AWS::AccountId>', '<account>')
      .replace('-dev-', '-<stage>-');
    expect(JSON.parse(json)).toEqual({
      ...sns,
      Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
    });
  });
});
