import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Target } from '../target.ts';

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

/** A queue of a domain, and the messages in it. */
export interface QueueOfDomain extends Messages {
  readonly domain: string;
  readonly url: string;
}

/** Counts the messages of queues. @param urls by domain. */
export const countedQueues = (
  target: Target,
  urls: Readonly<Record<string, string>>,
): Promise<readonly QueueOfDomain[]> =>
  Promise.all(
    Object.entries(urls).map(async ([domain, url]) => ({
      domain,
      url,
      ...(await messagesIn(target, url)),
    })),
  );

/** The URLs of all dead-letter queues: of domains, and of reactions where there are any. */
export const deadLetterQueuesOf = ({
  outputs: { deadLetterQueues, changes },
}: Pick<Target, 'outputs'>): Readonly<Record<string, string>> => ({
  ...deadLetterQueues,
  ...changes?.deadLetterQueues,
});

const countOf = async (target: Target, queueUrl: string | undefined): Promise<number> => {
  if (queueUrl === undefined) return 0;
  const { visible, inFlight, delayed } = await messagesIn(target, queueUrl);
  return visible + inFlight + delayed;
};

/**
 * Messages that no consumer has finished with, by domain: in its queue and in its dead-letter queue.
 * SQS counts them approximately.
 */
export const waitingMessages = async (target: Target): Promise<ReadonlyMap<string, number>> => {
  const { queues, deadLetterQueues } = target.outputs;
  const counted = Object.entries(queues).map(
    async ([domain, url]): Promise<[string, number]> => [
      domain,
      (await countOf(target, url)) + (await countOf(target, deadLetterQueues[domain])),
    ],
  );
  return new Map(await Promise.all(counted));
};
