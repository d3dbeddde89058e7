import { messagesIn } from './messages.ts';
import type { Target } from './target.ts';

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
