import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { DeduplicationScope, FifoThroughputLimit, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { filterPolicyOf } from '../../../functions/shared/change/on.ts';
import { MOST_RECEIVES } from '../../../functions/shared/reaction/limits.ts';
import { functionSeconds, type ReactionEntry } from '../../reactions.ts';
import type { StageSettings } from '../../stages.ts';
import { deadLettersOf, keptMessages, visibilityFor } from '../kept-messages.ts';

interface ReactionQueuesProps {
  readonly stage: StageSettings;
  readonly reaction: ReactionEntry;
  readonly topicArn: string;
  /** Encrypts messages; without it a key of SQS's own does. */
  readonly key: IKey | undefined;
}

/** The queue of a reaction with its dead-letter queue, subscribed to the changes that it wants. */
export class ReactionQueues extends Construct {
  constructor(scope: Construct, id: string, props: ReactionQueuesProps) {
    super(scope, id);
    const { stage, reaction, topicArn, key } = props;
    const { names } = stage;
    const queueName = names.reactionQueue(reaction.name);
    const kept = {
      ...keptMessages(key),
      fifo: true,
      // High throughput: order is that of a record, and no record waits for another.
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      // Also where the stage retains: whoever deletes a reaction wants none of what waits for it, and the
      // archive publishes every change again.
      removalPolicy: RemovalPolicy.DESTROY,
    };
    const deadLetters = deadLettersOf(this, queueName, {
      ...kept,
      queueName: names.reactionDeadLetterQueue(reaction.name),
    });
    const queue = new Queue(this, 'Queue', {
      ...kept,
      queueName,
      visibilityTimeout: visibilityFor(functionSeconds(reaction)),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_RECEIVES },
    });
    for (const target of [queue, deadLetters]) allowTopic(target, topicArn);
    const subscription = new CfnSubscription(this, 'Subscription', {
      topicArn,
      protocol: 'sqs',
      endpoint: queue.queueArn,
      rawMessageDelivery: true,
      filterPolicy: filterPolicyOf(reaction.definition.on),
      filterPolicyScope: 'MessageAttributes',
      // What SNS cannot deliver is where a person looks for what the function could not handle.
      redrivePolicy: { deadLetterTargetArn: deadLetters.queueArn },
    });
    // What arrives before a queue lets SNS send is lost to it.
    subscription.node.addDependency(queue, deadLetters);
  }
}

/** Lets the topic send to a queue, and no one else but whom IAM allows to. */
const allowTopic = (queue: Queue, topicArn: string): void => {
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topicArn } },
    }),
  );
};
