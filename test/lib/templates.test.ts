import { Match } from 'aws-cdk-lib/assertions';
import { domains, unrouted } from '../../functions/domains.ts';
import { constructId } from '../../lib/names.ts';
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

describe.each(both)('the data stack of %s', (stage, { data }) => {
  const prefix = `airwallex-webhooks-${stage}`;
  const kept = stage === 'prod';

  it('bills tables by request, in one region, and can restore them', () => {
    const tables = Object.values(data.findResources('AWS::DynamoDB::GlobalTable'));
    expect(tables.map(({ Properties }) => Properties.TableName).sort()).toEqual(
      ['events', 'control', ...domains.map(({ name }) => name)]
        .map((name) => `${prefix}-${name}`)
        .sort(),
    );
    for (const table of tables) {
      expect(table).toMatchObject({
        DeletionPolicy: kept ? 'RetainExceptOnCreate' : 'Delete',
        UpdateReplacePolicy: kept ? 'Retain' : 'Delete',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          Replicas: [
            {
              Region: { Ref: 'AWS::Region' },
              DeletionProtectionEnabled: false,
              PointInTimeRecoverySpecification: {
                PointInTimeRecoveryEnabled: true,
                RecoveryPeriodInDays: kept ? 35 : 1,
              },
            },
          ],
        },
      });
    }
  });

  it('gives each domain an encrypted queue that keeps messages for 14 days and refuses plain HTTP', () => {
    data.resourceCountIs('AWS::SQS::Queue', 2 * receivers.length);
    data.allResources('AWS::SQS::Queue', {
      DeletionPolicy: kept ? 'RetainExceptOnCreate' : 'Delete',
      Properties: { MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true },
    });
    data.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sqs:*',
            Principal: { AWS: '*' },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
    data.resourceCountIs('AWS::SQS::QueuePolicy', 2 * receivers.length);
  });

  it.each(receivers)(
    '$name: sets a message aside after five receives, on a dead-letter queue that only its queue uses',
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

  it('has no signing secret at first, and outputs the command that sets one', () => {
    data.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: kept ? 'RetainExceptOnCreate' : 'Delete',
      Properties: { Name: `${prefix}-signing-secrets`, SecretString: '{}' },
    });
    data.hasOutput('SigningSecretName', { Value: `${prefix}-signing-secrets` });
    data.hasOutput('SetSigningSecret', {
      Value: `npm run webhooks -- secrets add <label>${kept ? ' --yes' : ''} --stage ${stage}`,
    });
  });

  it('keeps removed secrets apart, and has none at first', () => {
    data.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: kept ? 'RetainExceptOnCreate' : 'Delete',
      Properties: { Name: `${prefix}-retired-secrets`, SecretString: '{}' },
    });
    data.hasOutput('RetiredSecretsName', { Value: `${prefix}-retired-secrets` });
  });

  it('outputs the name of each table and the URLs of each queue', () => {
    const outputs = Object.keys(data.toJSON()['Outputs']);
    expect(outputs.sort()).toEqual(
      [
        'EventsTableName',
        'ControlTableName',
        'OwnSecretsName',
        ...domains.map(({ name }) => `${constructId(name)}TableName`),
        ...receivers.flatMap(({ name }) => [
          `${constructId(name)}QueueUrl`,
          `${constructId(name)}DeadLetterQueueUrl`,
        ]),
        'SigningSecretName',
        'RetiredSecretsName',
        'SetSigningSecret',
        'RemovalPolicy',
      ].sort(),
    );
  });
});

describe.each(both)('the service stack of %s', (stage, { service }) => {
  const prefix = `airwallex-webhooks-${stage}`;
  const scheduled = stage === 'prod' ? ['overdue', 'audit', 'heartbeat'] : [];

  it('runs each function on Node 24 and arm64, with JSON logs in its own log group', () => {
    const functions = service.findResources('AWS::Lambda::Function');
    expect(Object.values(functions).map(({ Properties }) => Properties.FunctionName)).toEqual(
      ['ingress', ...receivers.map(({ name }) => name), ...scheduled].map(
        (name) => `${prefix}-${name}`,
      ),
    );
    const groups = service.findResources('AWS::Logs::LogGroup');
    for (const { Properties } of Object.values(functions)) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: {
          LogFormat: 'JSON',
          ApplicationLogLevel: 'INFO',
          SystemLogLevel: 'WARN',
        },
      });
      const group = groups[Properties.LoggingConfig.LogGroup.Ref];
      expect(group?.['Properties'].LogGroupName).toBe(`/aws/lambda/${Properties.FunctionName}`);
      expect(Properties.Environment.Variables).not.toHaveProperty('NODE_OPTIONS');
    }
  });

  it('gives the ingress 512 MB and 10 seconds', () => {
    service.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `${prefix}-ingress`,
      Description: 'Verifies Airwallex webhooks and puts them on the queue of their domain',
      MemorySize: 512,
      Timeout: 10,
    });
  });

  it('deletes logs after the retention that the stage sets', () => {
    service.resourceCountIs('AWS::Logs::LogGroup', receivers.length + scheduled.length + 2);
    service.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: stage === 'prod' ? 90 : 7,
    });
  });

  it('throttles the API, and keeps headers, bodies and senders out of its access log', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings:
        stage === 'prod'
          ? { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 }
          : { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      AccessLogSettings: {
        Format: Match.not(Match.stringLikeRegexp('header|body|identity|querystring')),
      },
    });
  });

  it('exposes one path of an HTTP API, which may invoke the ingress and nothing else', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
    service.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
    });
    service.resourceCountIs('AWS::ApiGatewayV2::Route', 1);
    service.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: 'ANY /webhooks' });
    service.resourceCountIs('AWS::Lambda::Permission', 1);
    service.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      SourceArn: { 'Fn::Join': ['', Match.arrayWith(['/*/*/webhooks'])] },
    });
    service.hasOutput('WebhookUrl', {
      Value: { 'Fn::Join': ['', Match.arrayWith(['/webhooks'])] },
    });
  });

  it('outputs the revision and digest of the code that makes the records of each domain', () => {
    const { Outputs } = service.toJSON();
    const stated = projectionsIn(
      (name) => Outputs[name]?.Value,
      receivers.map(({ name }) => name),
    );
    expect(stated).toEqual(projectionsOf(domains));
  });

  it.each(receivers)(
    '$name: receives batches of the size and concurrency that the registry sets',
    (domain) => {
      const { batchSize, maxConcurrency, memorySize, timeoutSeconds } = domain.tuning;
      const functionName = `${prefix}-${domain.name}`;
      const [logicalId = ''] = Object.keys(
        service.findResources('AWS::Lambda::Function', {
          Properties: {
            FunctionName: functionName,
            Description: `Keeps ${domain.title}`,
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
    },
  );
});

describe('a stage with archiveDays', () => {
  const unlimited = pipelineOf('dev');
  const limited = templatesOf({ ...unlimited, stage: { ...unlimited.stage, archiveDays: 90 } });
  const consumerNames = receivers.map(({ name }) => `airwallex-webhooks-dev-${name}`);

  const daysIn = ({ service }: typeof limited): Record<string, unknown> =>
    Object.fromEntries(
      Object.values(service.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
        const { ARCHIVE_DAYS: days } = Properties.Environment.Variables;
        return days === undefined ? [] : [[Properties.FunctionName, days]];
      }),
    );

  it('lets archived events expire, and no record', () => {
    const specified = Object.values(
      limited.data.findResources('AWS::DynamoDB::GlobalTable'),
    ).flatMap(({ Properties: { TableName, TimeToLiveSpecification } }) =>
      TimeToLiveSpecification ? [[TableName, TimeToLiveSpecification]] : [],
    );
    expect(specified).toEqual([
      ['airwallex-webhooks-dev-events', { AttributeName: 'expiresAt', Enabled: true }],
    ]);
  });

  it('passes the number of days to each consumer', () => {
    expect(daysIn(limited)).toEqual(Object.fromEntries(consumerNames.map((name) => [name, '90'])));
  });

  it('is the exception: without it nothing in the archive expires', () => {
    for (const templates of [dev, prod]) {
      expect(JSON.stringify(templates.data.toJSON())).not.toContain('TimeToLive');
      expect(daysIn(templates)).toEqual({});
    }
  });
});
