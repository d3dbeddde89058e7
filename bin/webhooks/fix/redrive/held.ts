import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Target } from '../../pipeline/target.ts';

/** Seconds that a message is hidden from others: it returns by itself if this process ends early. */
const HOLD = 600;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const BATCH = 10;
/** A long poll queries all of SQS's servers: only then does an empty response mean an empty queue. */
const WAIT_SECONDS = 1;

/**
 * Holds every message of a queue, each once, a batch at a time, until none remains or the signal is
 * aborted. Give back with {@link release} what is not deleted.
 */
export async function* heldMessages(
  { sqs }: Target,
  queueUrl: string,
  signal: AbortSignal,
): AsyncGenerator<readonly Message[]> {
  const seen = new Set<string | undefined>();
  while (!signal.aborted) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: BATCH,
        VisibilityTimeout: HOLD,
        WaitTimeSeconds: WAIT_SECONDS,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    const fresh = Messages.filter(({ MessageId }) => !seen.has(MessageId));
    if (fresh.length === 0) return;
    for (const { MessageId } of fresh) seen.add(MessageId);
    yield fresh;
  }
}

/** Gives held messages back immediately; if that fails, they return by themselves. */
export const release = async (
  { sqs }: Target,
  queueUrl: string,
  handles: readonly (string | undefined)[],
): Promise<void> => {
  for (let start = 0; start < handles.length; start += BATCH)
    await Promise.allSettled(
      handles.slice(start, start + BATCH).map((ReceiptHandle) =>
        sqs.send(
          new ChangeMessageVisibilityCommand({
            QueueUrl: queueUrl,
            ReceiptHandle,
            VisibilityTimeout: 0,
          }),
        ),
      ),
    );
};
