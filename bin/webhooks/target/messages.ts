import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Target } from './target.ts';

/** How many messages a queue has, about: SQS does not count them exactly. */
export interface Messages {
  /** That a consumer may take. */
  readonly visible: number;
  /** In a consumer's hands, or hidden until they are tried again. */
  readonly inFlight: number;
  /** That nobody may take yet. */
  readonly delayed: number;
}

/** Counts what a queue has. */
export const messagesIn = async ({ sqs }: Target, queueUrl: string): Promise<Messages> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
};
