import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { DescribeContinuousBackupsCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { type Names, namesOf } from '../../../../lib/names.ts';
import { type Reach, type Stack, stackNamed } from '../../pipeline/deployed.ts';
import { awsFlags, type PipelineOptions } from '../../terminal/command-line.ts';

/** What only a deployed stage has: an account, stacks, alarms and their subscribers. */
export interface DeployedStage {
  readonly name: string;
  readonly names: Names;
  /** The options that direct a printed command to this stage. */
  readonly pipeline: PipelineOptions;
  /** The flags that direct the AWS CLI to this stage, to append to a command. */
  readonly awsFlags: string;
  readonly region: () => Promise<string>;
  readonly identity: () => Promise<{ readonly account: string; readonly principal: string }>;
  /** A stack by its name; undefined where there is none. */
  readonly stack: (name: string) => Promise<Stack | undefined>;
  /** Physical ids of the resources of one type that a stack was deployed with. */
  readonly resources: (stack: string, type: string) => Promise<readonly string[]>;
  /** Every existing alarm of the stage. */
  readonly alarms: () => Promise<readonly MetricAlarm[]>;
  readonly subscriptions: (topic: string) => Promise<readonly Subscription[]>;
  /** Whether a table can be restored to any second. */
  readonly restorable: (table: string) => Promise<boolean>;
}

/** Gives access to the resources of a stage, whether it is deployed or not. */
export const deployedStage = (name: string, reach: Reach): DeployedStage => {
  const shared = { ...reach, maxAttempts: 3 };
  const names = namesOf(name);
  const cloudformation = new CloudFormationClient(shared);
  const cloudwatch = new CloudWatchClient(shared);
  return {
    name,
    names,
    pipeline: { stage: name, ...reach },
    awsFlags: awsFlags(reach),
    region: () => cloudformation.config.region(),
    identity: async () => {
      const who = await new STSClient(shared).send(new GetCallerIdentityCommand({}));
      return { account: who.Account ?? '?', principal: who.Arn ?? '?' };
    },
    stack: (stack) => stackNamed(cloudformation, stack),
    resources: async (StackName, type) => {
      const ids: string[] = [];
      const pages = paginateListStackResources({ client: cloudformation }, { StackName });
      for await (const { StackResourceSummaries = [] } of pages)
        for (const { ResourceType, PhysicalResourceId } of StackResourceSummaries)
          if (ResourceType === type && PhysicalResourceId) ids.push(PhysicalResourceId);
      return ids;
    },
    alarms: async () => {
      const all: MetricAlarm[] = [];
      const pages = paginateDescribeAlarms(
        { client: cloudwatch },
        { AlarmNamePrefix: names.alarm('') },
      );
      for await (const { MetricAlarms = [] } of pages) all.push(...MetricAlarms);
      return all;
    },
    subscriptions: async (TopicArn) => {
      const all: Subscription[] = [];
      const pages = paginateListSubscriptionsByTopic(
        { client: new SNSClient(shared) },
        { TopicArn },
      );
      for await (const { Subscriptions = [] } of pages) all.push(...Subscriptions);
      return all;
    },
    restorable: async (TableName) => {
      const { ContinuousBackupsDescription } = await new DynamoDBClient(shared).send(
        new DescribeContinuousBackupsCommand({ TableName }),
      );
      const { PointInTimeRecoveryDescription } = ContinuousBackupsDescription ?? {};
      return PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
    },
  };
};
