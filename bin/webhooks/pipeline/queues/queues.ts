import {
  type Messages,
  messagesOf,
  unfinishedIn,
} from '../../../../functions/shared/query/queues.ts';
import type { Target } from '../target.ts';

/** Counts the messages of a queue. */
export const messagesIn = ({ sqs }: Target, queueUrl: string): Promise<Messages> =>
  messagesOf(sqs, queueUrl);

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

const countOf = async ({ sqs }: Target, queueUrl: string | undefined): Promise<number> =>
  queueUrl === undefined ? 0 : unfinishedIn(sqs, queueUrl);

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
