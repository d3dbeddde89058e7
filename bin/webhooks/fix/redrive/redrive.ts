import { DeleteMessageCommand, type Message, SendMessageCommand } from '@aws-sdk/client-sqs';
import { heldMessages, release } from '../../pipeline/queues/dead-letters.ts';
import type { Target } from '../../pipeline/target.ts';

/** Where messages go from and to, by URL. */
export interface QueuePair {
  readonly from: string;
  readonly to: string;
}

/**
 * Sends a message unchanged: body, attributes and group. It is deleted only after the queue has
 * confirmed it; if that fails, it is in both queues, and its second delivery changes nothing.
 * @param deduplicationId where the queue is a FIFO queue.
 */
export const moveOne = async (
  { sqs }: Target,
  { from, to }: QueuePair,
  message: Message,
  deduplicationId?: string,
): Promise<void> => {
  const { Body, MessageAttributes, Attributes, ReceiptHandle } = message;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: to,
      MessageBody: Body,
      MessageAttributes,
      MessageGroupId: Attributes?.MessageGroupId,
      MessageDeduplicationId: deduplicationId,
    }),
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
};

/**
 * Moves the wanted messages and gives the others back.
 * @returns how many were moved. The others are still in their queue.
 */
export const moveMessages = async (
  target: Target,
  queues: QueuePair,
  wanted: ReadonlySet<string>,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (messages: number) => void },
): Promise<number> => {
  const others: (string | undefined)[] = [];
  let moved = 0;
  try {
    for await (const batch of heldMessages(target, queues.from, signal)) {
      const moves = batch.map(async (message) => {
        const { MessageId = '', ReceiptHandle } = message;
        if (!wanted.has(MessageId)) {
          others.push(ReceiptHandle);
          return;
        }
        try {
          await moveOne(target, queues, message);
          moved += 1;
        } catch (error) {
          others.push(ReceiptHandle);
          throw error;
        }
      });
      const failed = (await Promise.allSettled(moves)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
      onProgress(moved);
      if (moved === wanted.size) break;
    }
  } finally {
    await release(target, queues.from, others);
  }
  return moved;
};
