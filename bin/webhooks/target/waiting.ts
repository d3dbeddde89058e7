import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Target } from './target.ts';

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

const messagesIn = async ({ sqs }: Target, queueUrl: string | undefined): Promise<number> => {
  if (queueUrl === undefined) return 0;
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...counts] }),
  );
  return counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/**
 * Messages that no consumer has finished with, by domain: in its queue (visible, in a consumer's
 * hands, or hidden until they are tried again) and in its dead-letter queue. SQS counts them about.
 */
export const waitingMessages = async (target: Target): Promise<ReadonlyMap<string, number>> => {
  const { queues, deadLetterQueues } = target.outputs;
  const counted = Object.entries(queues).map(
    async ([domain, url]): Promise<[string, number]> => [
      domain,
      (await messagesIn(target, url)) + (await messagesIn(target, deadLetterQueues[domain])),
    ],
  );
  return new Map(await Promise.all(counted));
};
