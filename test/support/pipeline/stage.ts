import type { LocalOutputs } from '../../../bin/webhooks/pipeline/outputs.ts';
import { constructId, namesOf } from '../../../lib/names.ts';
import { type Projections, projectionOutputs } from '../../../lib/projections.ts';
import { type Answers, stacksAnswer } from '../aws/aws.ts';

export const names = namesOf('dev');
/** Where its alarms go. */
export const topic = `arn:aws:sns:eu-west-1:123456789012:${names.alarms}`;
/** One that is silent. */
export const alarm = {
  AlarmName: names.alarm('payments-late'),
  AlarmDescription: 'Payments wait.\nWhat is lost meanwhile: much\nWhat to do: lib/RUNBOOK.md#late',
  ActionsEnabled: true,
  AlarmActions: [topic],
  StateValue: 'OK',
};
/** Somebody who has confirmed. */
export const subscriber = {
  Protocol: 'email',
  Endpoint: 'who@example.com',
  SubscriptionArn: `${topic}:1`,
};

const named = (values: Readonly<Record<string, string>>, suffix: string) =>
  Object.entries(values).map(([name, value]) => [`${constructId(name)}${suffix}`, value]);

/** What is other than in a stage that is well. */
interface Changes {
  /** Outputs of the data stack, beside the usual ones or instead of them. */
  readonly data?: Readonly<Record<string, string>>;
  /** Keys of outputs that it lacks. */
  readonly lacks?: readonly string[];
  /** Where webhooks go. */
  readonly url?: string;
  /** Which code the functions run. */
  readonly projections?: Projections;
  /** The data stack's state. */
  readonly state?: string;
}

/** A local pipeline as if it were the stage `dev`: what AWS would answer of it. */
export const stageOf = (outputs: LocalOutputs) => {
  const usual: Readonly<Record<string, string>> = {
    ...Object.fromEntries([
      ...named(outputs.tables, 'TableName'),
      ...named(outputs.queues, 'QueueUrl'),
      ...named(outputs.deadLetterQueues, 'DeadLetterQueueUrl'),
    ]),
    SigningSecretName: outputs.signingSecretName,
  };
  const stacks = (changes: Changes = {}) => {
    const { data = {}, lacks = [], url, state = 'UPDATE_COMPLETE' } = changes;
    const { projections = outputs.projections ?? {} } = changes;
    const all = Object.entries({ ...usual, ...data }).filter(([key]) => !lacks.includes(key));
    return stacksAnswer({
      [names.dataStack]: { outputs: Object.fromEntries(all), status: state },
      [names.serviceStack]: {
        outputs: { WebhookUrl: url ?? outputs.webhookUrl, ...projectionOutputs(projections) },
      },
    });
  };
  const resources = [
    { ResourceType: 'AWS::CloudWatch::Alarm', PhysicalResourceId: alarm.AlarmName },
    { ResourceType: 'AWS::SNS::Topic', PhysicalResourceId: topic },
  ];
  /** What DynamoDB says of the tables, where these cannot be restored. */
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
