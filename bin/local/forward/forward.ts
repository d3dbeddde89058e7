import { setTimeout as wait } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientSettings } from '../cloud/client-settings.ts';
import { post } from './post.ts';
import { createReports, type Reports } from './reports.ts';

interface Forwarding {
  readonly url: string;
  readonly secret: string;
  readonly endpoint: string;
  /** The queue of changes, in which those of a record are in order. */
  readonly queueUrl: string;
  readonly write: (line: string) => void;
}

/** Changes, each of another record, that are posted at the same time. */
const CONCURRENT = 10;
const LONG_POLL_SECONDS = 20;
const RETRY_MS = 1_000;
/** After this, the later changes of the record are posted without it. */
const GIVEN_UP_MS = 12 * 3_600_000;
const LONGEST_PAUSE_SECONDS = 300;

/** Seconds before a change is posted again. */
const pauseAfter = (tries: number): number => Math.min(2 ** (tries - 1), LONGEST_PAUSE_SECONDS);

const isOld = ({ Attributes }: Message): boolean =>
  Date.now() - Number(Attributes?.SentTimestamp ?? Date.now()) > GIVEN_UP_MS;

/**
 * Posts the changes in a queue to an address until each is accepted: those of a record one after the other.
 * @returns stops it, after what is being posted.
 */
export const startForwarding = (forwarding: Forwarding): (() => Promise<void>) => {
  const { url, secret, endpoint, queueUrl: QueueUrl, write } = forwarding;
  const sqs = new SQSClient(clientSettings(endpoint));
  const stopping = new AbortController();
  const { signal } = stopping;
  const inProgress = new Set<Promise<void>>();

  const waiting = async (): Promise<number> => {
    const ask = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    const { Attributes = {} } = await sqs.send(ask);
    const { ApproximateNumberOfMessages = 0, ApproximateNumberOfMessagesNotVisible = 0 } =
      Attributes;
    return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
  };
  const reports: Reports = createReports(url, write, waiting);

  const forward = async (message: Message): Promise<void> => {
    const { Body: body = '', ReceiptHandle, Attributes, MessageId = '' } = message;
    const id = `change_${Attributes?.MessageDeduplicationId ?? MessageId}`;
    const failure = await post({ url, secret, id, body });
    if (failure === undefined || isOld(message)) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      reports.settled(MessageId, failure !== undefined);
      return;
    }
    // As long as it is not visible, SQS holds back the later changes of the record.
    const VisibilityTimeout = pauseAfter(Number(Attributes?.ApproximateReceiveCount ?? 1));
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
    );
    reports.failed(MessageId, failure);
  };

  const receive = async (): Promise<readonly Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: CONCURRENT - inProgress.size,
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['All'],
    });
    return (await sqs.send(command, { abortSignal: signal })).Messages ?? [];
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      while (inProgress.size >= CONCURRENT) await Promise.race(inProgress);
      try {
        for (const message of await receive()) {
          const task: Promise<void> = forward(message)
            .catch((error) => write(String(error)))
            .finally(() => inProgress.delete(task));
          inProgress.add(task);
        }
      } catch (error) {
        if (signal.aborted) return;
        write(`the queue of changes cannot be read: ${error}`);
        await wait(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  };

  const running = run();
  return async () => {
    stopping.abort();
    await running;
    await Promise.all(inProgress);
    sqs.destroy();
  };
};
