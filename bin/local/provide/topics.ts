import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  type Subscription as Subscribed,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { Subscription, Topic } from '../cloud/topics.ts';

/** Creates a topic from its template; an existing one keeps its subscriptions. */
const provideTopic = async (sns: SNSClient, { name, arn, attributes }: Topic): Promise<void> => {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  if (Topics.some(({ TopicArn }) => TopicArn === arn)) return;
  await sns.send(new CreateTopicCommand({ Name: name, Attributes: { ...attributes } }));
};

/** Subscribes a queue; a queue that is subscribed already takes new settings. */
const provideSubscription = async (
  sns: SNSClient,
  { topicArn, queueArn, attributes }: Subscription,
  existing: Subscribed | undefined,
): Promise<void> => {
  if (!existing) {
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: { ...attributes },
      }),
    );
    return;
  }
  const { SubscriptionArn } = existing;
  const current = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  for (const [AttributeName, AttributeValue] of Object.entries(attributes)) {
    if (current.Attributes?.[AttributeName] === AttributeValue) continue;
    await sns.send(
      new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }),
    );
  }
};

const subscribedTo = async (sns: SNSClient, TopicArn: string): Promise<readonly Subscribed[]> => {
  const found: Subscribed[] = [];
  let next: string | undefined;
  do {
    const page = await sns.send(
      new ListSubscriptionsByTopicCommand({ TopicArn, ...(next && { NextToken: next }) }),
    );
    found.push(...(page.Subscriptions ?? []));
    next = page.NextToken;
  } while (next);
  return found;
};

/** Deletes the topics whose names begin so and that are not among these. */
export const removeTopics = async (
  sns: SNSClient,
  prefix: string,
  kept: readonly Topic[],
): Promise<void> => {
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  for (const { TopicArn = '' } of Topics)
    if (TopicArn.includes(`:${prefix}`) && !kept.some(({ arn }) => arn === TopicArn))
      await sns.send(new DeleteTopicCommand({ TopicArn }));
};

/** Makes topics have exactly these subscribers: who is no longer among them gets nothing further. */
export const provideTopics = async (
  sns: SNSClient,
  topics: readonly Topic[],
  subscriptions: readonly Subscription[],
): Promise<void> => {
  for (const topic of topics) {
    await provideTopic(sns, topic);
    const existing = await subscribedTo(sns, topic.arn);
    const wanted = subscriptions.filter(({ topicArn }) => topicArn === topic.arn);
    for (const subscription of wanted) {
      const { queueArn } = subscription;
      const current = existing.find(({ Endpoint }) => Endpoint === queueArn);
      await provideSubscription(sns, subscription, current);
    }
    for (const { SubscriptionArn, Endpoint } of existing)
      if (!wanted.some(({ queueArn }) => queueArn === Endpoint))
        await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  }
};
