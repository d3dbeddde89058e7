import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The approximate number of messages in a queue: SQS does not count them exactly. */
export interface Messages {
  /** A consumer may take them. */
  readonly visible: number;
  /** A consumer has them, or they are hidden until they are tried again. */
  readonly inFlight: number;
  /** No consumer may take them yet. */
  readonly delayed: number;
}

/** Counts the messages of a queue. */
export const messagesOf = async (sqs: SQSClient, queueUrl: string): Promise<Messages> => {
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

/** Messages of a queue that no consumer has finished with. */
export const unfinishedIn = async (sqs: SQSClient, queueUrl: string): Promise<number> => {
  const { visible, inFlight, delayed } = await messagesOf(sqs, queueUrl);
  return visible + inFlight + delayed;
};
