import { Validations } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnTopic, FifoThroughputScope, Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { effectsTable } from '../../../functions/shared/tables.ts';
import { constructId, reactionFunction } from '../../names.ts';
import type { ReactionEntry } from '../../reactions.ts';
import type { StageSettings } from '../../stages.ts';
import { letTopicEncrypt } from '../encryption.ts';
import { keptMessages } from '../kept-messages.ts';
import { KeyedTable } from '../keyed-table.ts';
import { ReactionQueues } from './reaction-queues.ts';

interface ChangesDataProps {
  readonly stage: StageSettings;
  readonly reactions: readonly ReactionEntry[];
  /** Encrypts topic, queues and table; without it keys of AWS's own do. */
  readonly key: IKey | undefined;
}

/** What carries changes of records and would be missed: topic, queues, and the table of what reactions did. */
export class ChangesData extends Construct {
  readonly topicArn: string;
  readonly unpublishedQueueUrl: string;

  constructor(scope: Construct, id: string, { stage, reactions, key }: ChangesDataProps) {
    super(scope, id);
    const { names, removalPolicy, subscribers } = stage;
    const topic = new Topic(this, 'Topic', {
      topicName: names.changesTopic,
      fifo: true,
      fifoThroughputScope: FifoThroughputScope.MESSAGE_GROUP,
      ...(key && { masterKey: key }),
      enforceSSL: true,
    });
    const resource = topic.node.defaultChild;
    // By this name, which CDK's own option would make an ARN, AWS makes its key where there is none yet.
    // https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
    if (!key && resource instanceof CfnTopic) resource.kmsMasterKeyId = 'alias/aws/sns';
    topic.applyRemovalPolicy(removalPolicy);
    if (subscribers.length > 0) topic.addToResourcePolicy(subscribing(subscribers, topic.topicArn));
    if (key) letTopicEncrypt(key, names.changesTopic);
    const unpublished = new Queue(this, 'Unpublished', {
      ...keptMessages(key),
      queueName: names.unpublishedQueue,
      removalPolicy,
    });
    const reason = 'No function reads it that could fail: a person does, whom an alarm calls.';
    Validations.of(unpublished).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    );
    new KeyedTable(this, 'EffectsTable', {
      stage,
      tableName: names.effectsTable,
      keys: effectsTable,
      indexes: [],
      key,
      expiry: effectsTable.expiry,
    });
    const { topicArn } = topic;
    for (const reaction of reactions)
      new ReactionQueues(this, constructId(reactionFunction(reaction.name)), {
        stage,
        reaction,
        topicArn,
        key,
      });
    this.topicArn = topicArn;
    this.unpublishedQueueUrl = unpublished.queueUrl;
  }
}

/** Lets other accounts subscribe queues: what reads a change elsewhere is not ours to allow. */
const subscribing = (accounts: readonly string[], topicArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'SubscribeQueuesOfOtherAccounts',
    principals: accounts.map((account) => new AccountPrincipal(account)),
    actions: ['sns:Subscribe'],
    resources: [topicArn],
    conditions: { StringEquals: { 'sns:Protocol': 'sqs' } },
  });
