import { randomUUID } from 'node:crypto';
import type { Message } from '@aws-sdk/client-sqs';
import { heldMessages, release } from '../../pipeline/queues/dead-letters.ts';
import type { Target } from '../../pipeline/target.ts';
import { moveOne, type QueuePair } from './redrive.ts';

/** Which messages are moved. */
interface Wanted {
  readonly isWanted: (message: Message) => boolean;
  readonly most: number;
}

/**
 * Moves messages of a FIFO queue one after the other, so that those of a group stay in their order, and
 * gives the others back. While one of a group is held, SQS gives no later one of it away.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 * @returns how many were moved.
 */
export const moveInOrder = async (
  target: Target,
  queues: QueuePair,
  { isWanted, most }: Wanted,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (messages: number) => void },
): Promise<number> => {
  const held = new Set<string | undefined>();
  /** Groups of which an earlier message stays. */
  const staying = new Set<string | undefined>();
  let moved = 0;
  const move = async (message: Message): Promise<void> => {
    const { ReceiptHandle, Attributes } = message;
    const group = Attributes?.MessageGroupId;
    if (signal.aborted || moved === most || staying.has(group) || !isWanted(message)) {
      staying.add(group);
      return;
    }
    // It was sent before under its own deduplication id, so that SQS would not take it again.
    await moveOne(target, queues, message, randomUUID());
    held.delete(ReceiptHandle);
    moved += 1;
    onProgress(moved);
  };
  try {
    for await (const batch of heldMessages(target, queues.from, signal)) {
      for (const { ReceiptHandle } of batch) held.add(ReceiptHandle);
      for (const message of batch) await move(message);
      if (moved === most) break;
    }
  } finally {
    await release(target, queues.from, [...held]);
  }
  return moved;
};
