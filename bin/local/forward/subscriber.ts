import { arnOf } from '../cloud/account.ts';
import type { Application } from '../cloud/application.ts';

/** The name of the queue that changes are forwarded from. */
export const forwardQueue = (prefix: string): string => `${prefix}forward.fifo`;

/** Longer than a post may take. */
const VISIBILITY_SECONDS = 60;

/**
 * The application with a queue of this runner's own, which is subscribed to all changes. Without forwarding
 * the queue stays, with what it has, and gets nothing further.
 * @throws Error when the templates have no topic of changes.
 */
export const withForwarding = (application: Application, prefix: string): Application => {
  const name = forwardQueue(prefix);
  const arn = arnOf('sqs', name);
  const topic = application.topics.find(({ attributes }) => attributes['FifoTopic'] === 'true');
  if (!topic) throw new Error('The templates define no topic of changes.');
  const attributes = { FifoQueue: 'true', VisibilityTimeout: String(VISIBILITY_SECONDS) };
  const subscription = {
    topicArn: topic.arn,
    queueArn: arn,
    attributes: { RawMessageDelivery: 'true' },
  };
  return {
    ...application,
    queues: [...application.queues, { name, arn, attributes, deadLetterArn: undefined }],
    subscriptions: [...application.subscriptions, subscription],
  };
};
