import { Match } from 'aws-cdk-lib/assertions';
import { domains, unrouted } from '../../functions/domains.ts';
import { projectionsOf } from '../../lib/projection-code.ts';
import { projectionsIn } from '../../lib/projections.ts';
import { pipelineOf, templatesOf } from './synthesized.ts';

const dev = templatesOf(pipelineOf('dev'));
const prod = templatesOf(pipelineOf('prod'));
const both = [
  ['dev', dev],
  ['prod', prod],
] as const;
const receivers = [...domains, unrouted];

describe.each(both)('the data of %s', (stage, { data }) => {
  const prefix = `airwallex-webhooks-${stage}`;
  const kept = stage === 'prod';

  it('is paid by request, can be restored, and in prod outlives every mistake', () => {
    const tables = Object.values(data.findResources('AWS::DynamoDB::Table'));
    expect(tables.map(({ Properties }) => Properties.TableName).sort()).toEqual(
      ['events', ...domains.map(({ name }) => name)].map((name) => `${prefix}-${name}`).sort(),
    );
    for (const table of tables) {
      expect(table).toMatchObject({
        DeletionPolicy: kept ? 'Retain' : 'Delete',
        UpdateReplacePolicy: kept ? 'Retain' : 'Delete',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: kept,
          PointInTimeRecoverySpecification: {
            PointInTimeRecoveryEnabled: true,
            RecoveryPeriodInDays: kept ? 35 : 1,
          },
        },
      });
    }
  });

  it('waits in a queue of its own per domain, encrypted, for 14 days', () => {
    data.resourceCountIs('AWS::SQS::Queue', 2 * receivers.length);
    data.allResources('AWS::SQS::Queue', {
      DeletionPolicy: kept ? 'Retain' : 'Delete',
      Properties: { MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true },
    });
    data.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ],
      },
    });
    data.resourceCountIs('AWS::SQS::QueuePolicy', 2 * receivers.length);
  });

  it.each(receivers)(
    '$name: is set aside after five deliveries, for its own queue only',
    (domain) => {
      const queueName = `${prefix}-${domain.name}`;
      const [deadLetters = ''] = Object.keys(
        data.findResources('AWS::SQS::Queue', {
          Properties: {
            QueueName: `${queueName}-dead-letters`,
            RedriveAllowPolicy: {
              redrivePermission: 'byQueue',
              sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([`:${queueName}`])] }],
            },
          },
        }),
      );
      data.hasResourceProperties('AWS::SQS::Queue', {
        QueueName: queueName,
        VisibilityTimeout: 6 * domain.tuning.timeoutSeconds,
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] },
          maxReceiveCount: 5,
        },
      });
    },
  );

  it('begins without a signing secret, and says how to set one', () => {
    data.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: kept ? 'Retain' : 'Delete',
      Properties: { Name: `${prefix}-signing-secrets`, SecretString: '{}' },
    });
    data.hasOutput('SigningSecretName', { Value: `${prefix}-signing-secrets` });
    data.hasOutput('SetSigningSecret', {
      Value: `npm run webhooks -- secrets add <label> --stage ${stage}`,
    });
  });
});

describe.each(both)('the service of %s', (stage, { service }) => {
  const prefix = `airwallex-webhooks-${stage}`;

  it('runs each function on Node 24 and arm64, with JSON logs in a group of its own', () => {
    const functions = service.findResources('AWS::Lambda::Function');
    expect(Object.values(functions).map(({ Properties }) => Properties.FunctionName)).toEqual(
      ['ingress', ...receivers.map(({ name }) => name)].map((name) => `${prefix}-${name}`),
    );
    const groups = service.findResources('AWS::Logs::LogGroup');
    for (const { Properties } of Object.values(functions)) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
      const group = groups[Properties.LoggingConfig.LogGroup.Ref];
      expect(group?.['Properties'].LogGroupName).toBe(`/aws/lambda/${Properties.FunctionName}`);
      expect(Properties.Environment.Variables).not.toHaveProperty('NODE_OPTIONS');
    }
  });

  it('keeps logs for as long as the stage says and not longer', () => {
    service.resourceCountIs('AWS::Logs::LogGroup', receivers.length + 2);
    service.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: stage === 'prod' ? 90 : 7,
    });
  });

  it('throttles the API, and logs a request without its headers, body or sender', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings:
        stage === 'prod'
          ? { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 }
          : { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      AccessLogSettings: {
        Format: Match.not(Match.stringLikeRegexp('header|body|identity|querystring')),
      },
    });
    service.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /webhooks' });
  });

  it('states by which code its functions make the records of each domain', () => {
    const { Outputs } = service.toJSON();
    const stated = projectionsIn(
      (name) => Outputs[name]?.Value,
      receivers.map(({ name }) => name),
    );
    expect(stated).toEqual(projectionsOf(domains));
  });

  it.each(receivers)('$name: takes batches, no more at once than the registry allows', (domain) => {
    const { batchSize, maxConcurrency, memorySize, timeoutSeconds } = domain.tuning;
    const functionName = `${prefix}-${domain.name}`;
    const [logicalId = ''] = Object.keys(
      service.findResources('AWS::Lambda::Function', {
        Properties: {
          FunctionName: functionName,
          MemorySize: memorySize,
          Timeout: timeoutSeconds,
        },
      }),
    );
    service.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: logicalId },
      EventSourceArn: { 'Fn::Join': ['', Match.arrayWith([`:${functionName}`])] },
      BatchSize: batchSize,
      ScalingConfig: { MaximumConcurrency: maxConcurrency },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('an archive that is kept for a time', () => {
  const forever = pipelineOf('dev');
  const limited = templatesOf({ ...forever, stage: { ...forever.stage, archiveDays: 90 } });
  const consumerNames = receivers.map(({ name }) => `airwallex-webhooks-dev-${name}`);

  const daysIn = ({ service }: typeof limited): Record<string, unknown> =>
    Object.fromEntries(
      Object.values(service.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
        const { ARCHIVE_DAYS: days } = Properties.Environment.Variables;
        return days === undefined ? [] : [[Properties.FunctionName, days]];
      }),
    );

  it('lets its own events expire, and no record', () => {
    const specified = Object.values(limited.data.findResources('AWS::DynamoDB::Table')).flatMap(
      ({ Properties: { TableName, TimeToLiveSpecification } }) =>
        TimeToLiveSpecification ? [[TableName, TimeToLiveSpecification]] : [],
    );
    expect(specified).toEqual([
      ['airwallex-webhooks-dev-events', { AttributeName: 'expiresAt', Enabled: true }],
    ]);
  });

  it('is told to those who write it', () => {
    expect(daysIn(limited)).toEqual(Object.fromEntries(consumerNames.map((name) => [name, '90'])));
  });

  it('is not the rule: an archive is kept for ever', () => {
    for (const templates of [dev, prod]) {
      expect(JSON.stringify(templates.data.toJSON())).not.toContain('TimeToLive');
      expect(daysIn(templates)).toEqual({});
    }
  });
});
