import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { EventSource } from '../cloud/event-sources.ts';
import type { RunningFunction } from '../lambda/function.ts';
import { succeeded } from './batch.ts';
import { sqsRecord } from './sqs-record.ts';

interface Polling {
  readonly source: EventSource;
  readonly url: string;
  readonly sqs: SQSClient;
  readonly consumer: RunningFunction;
  readonly onFailure: (reason: string) => void;
}

export interface Poller {
  /** Receives nothing further, and waits until received batches are done. */
  stop(): Promise<void>;
}

/** SQS's maximum for both. */
const LONG_POLL_SECONDS = 20;
const MAX_RECEIVED = 10;

const RETRY_MS = 1_000;

/** Gives a queue's messages to a function in batches, and deletes those that succeeded. */
export const pollQueue = (polling: Polling): Poller => {
  const { source, url, sqs, consumer, onFailure } = polling;
  const concurrency = Math.min(consumer.concurrency, source.maximumConcurrency ?? Infinity);
  const stopping = new AbortController();
  const inProgress = new Set<Promise<void>>();

  const receive = async (maximum: number, waitSeconds: number): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: Math.min(maximum, MAX_RECEIVED),
      WaitTimeSeconds: waitSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(command, { abortSignal: stopping.signal });
    return Messages;
  };

  const gather = async (): Promise<Message[]> => {
    const batch = await receive(source.batchSize, LONG_POLL_SECONDS);
    const end = Date.now() + source.windowSeconds * 1000;
    while (batch.length > 0 && batch.length < source.batchSize && Date.now() < end) {
      const seconds = Math.min(LONG_POLL_SECONDS, Math.ceil((end - Date.now()) / 1000));
      batch.push(...(await receive(source.batchSize - batch.length, seconds)));
    }
    return batch;
  };

  const process = async (batch: Message[]): Promise<void> => {
    const records = batch.map((message) => sqsRecord(message, source.queueArn));
    const outcome = await consumer.invoke({ Records: records });
    if (!outcome.ok) onFailure(outcome.error);
    const ids = records.map(({ messageId }) => messageId);
    const done = new Set(succeeded(ids, outcome, source.reportsItemFailures));
    const entries = records
      .filter(({ messageId }) => done.has(messageId))
      .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
    for (let from = 0; from < entries.length; from += MAX_RECEIVED) {
      const Entries = entries.slice(from, from + MAX_RECEIVED);
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      while (inProgress.size >= concurrency) await Promise.race(inProgress);
      try {
        const batch = await gather();
        if (batch.length === 0) continue;
        const task: Promise<void> = process(batch)
          .catch((error) => onFailure(String(error)))
          .finally(() => inProgress.delete(task));
        inProgress.add(task);
      } catch (error) {
        if (stopping.signal.aborted) return;
        onFailure(`${url} cannot be read: ${error}`);
        await pause(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(inProgress);
    },
  };
};
