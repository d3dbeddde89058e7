import type { LocalOutputs } from '../../../bin/webhooks/pipeline/outputs.ts';
import { constructId, namesOf } from '../../../lib/names.ts';
import { type Projections, projectionOutputs } from '../../../lib/projections.ts';
import { type Answers, stacksAnswer } from '../aws/aws.ts';

export const names = namesOf('dev');
/** The topic of its alarms. */
export const topic = `arn:aws:sns:eu-west-1:123456789012:${names.alarms}`;
/** An alarm that does not fire. */
export const alarm = {
  AlarmName: names.alarm('payments-late'),
  AlarmDescription: 'Payments wait.\nWhat is lost meanwhile: much\nWhat to do: lib/RUNBOOK.md#late',
  ActionsEnabled: true,
  AlarmActions: [topic],
  StateValue: 'OK',
};
/** A confirmed subscriber. */
export const subscriber = {
  Protocol: 'email',
  Endpoint: 'who@example.com',
  SubscriptionArn: `${topic}:1`,
};

const named = (values: Readonly<Record<string, string>>, suffix: string) =>
  Object.entries(values).map(([name, value]) => [`${constructId(name)}${suffix}`, value]);

/** Differences from a healthy stage. */
interface Changes {
  /** Outputs of the data stack that are added or replaced. */
  readonly data?: Readonly<Record<string, string>>;
  /** Outputs of the service stack that are added. */
  readonly service?: Readonly<Record<string, string>>;
  /** Keys of missing outputs. */
  readonly missing?: readonly string[];
  /** The URL that webhooks are sent to. */
  readonly url?: string;
  /** The code that the functions run. */
  readonly projections?: Projections;
  /** The state of the data stack. */
  readonly state?: string;
}

/** The answers of AWS that make a local pipeline look like the stage `dev`. */
export const stageOf = (outputs: LocalOutputs) => {
  const usual: Readonly<Record<string, string>> = {
    ...Object.fromEntries([
      ...named(outputs.tables, 'TableName'),
      ...named(outputs.queues, 'QueueUrl'),
      ...named(outputs.deadLetterQueues, 'DeadLetterQueueUrl'),
    ]),
    SigningSecretName: outputs.signingSecretName,
    ...(outputs.ownSecretsName !== undefined && { OwnSecretsName: outputs.ownSecretsName }),
    RemovalPolicy: 'destroy',
    ...(outputs.controlTable !== undefined && { ControlTableName: outputs.controlTable }),
    ...(outputs.retiredSecretsName !== undefined && {
      RetiredSecretsName: outputs.retiredSecretsName,
    }),
  };
  const stacks = (changes: Changes = {}) => {
    const { data = {}, service = {}, missing = [], url, state = 'UPDATE_COMPLETE' } = changes;
    const { projections = outputs.projections ?? {} } = changes;
    const all = Object.entries({ ...usual, ...data }).filter(([key]) => !missing.includes(key));
    return stacksAnswer({
      [names.dataStack]: { outputs: Object.fromEntries(all), status: state },
      [names.serviceStack]: {
        outputs: {
          ...{ WebhookUrl: url ?? outputs.webhookUrl, ...service },
          ...projectionOutputs(projections),
        },
      },
    });
  };
  const resources = [
    { ResourceType: 'AWS::CloudWatch::Alarm', PhysicalResourceId: alarm.AlarmName },
    { ResourceType: 'AWS::SNS::Topic', PhysicalResourceId: topic },
  ];
  /** The answer of DynamoDB about backups. @param without names tables that cannot be restored. */
  const backups =
    (without: readonly string[] = []): Answers[string] =>
    ({ TableName }) => ({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: {
          PointInTimeRecoveryStatus: without.includes(String(TableName)) ? 'DISABLED' : 'ENABLED',
        },
      },
    });
  const well: Answers = {
    GetCallerIdentity: () => ({
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/me',
    }),
    DescribeStacks: stacks(),
    ListStackResources: () => ({ StackResourceSummaries: resources }),
    DescribeAlarms: () => ({ MetricAlarms: [alarm] }),
    ListSubscriptionsByTopic: () => ({ Subscriptions: [subscriber] }),
    GetMetricData: () => ({ MetricDataResults: [] }),
    DescribeContinuousBackups: backups(),
    DescribeLogGroups: () => ({
      logGroups: [{ logGroupName: names.functionLogs('ingress'), creationTime: 0 }],
    }),
    FilterLogEvents: () => ({ events: [] }),
  };
  return { stacks, backups, well };
};
