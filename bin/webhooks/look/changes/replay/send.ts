import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AnyChange } from '../../../../../functions/shared/change/any-change.ts';
import { messageOf } from '../../../../../functions/shared/change/message.ts';
import { sha256 } from '../../../../../functions/shared/event/identifier.ts';
import { Failure } from '../../../terminal/failure.ts';

/** A message to a reaction's queue, as a request has it. */
interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId: string;
  readonly MessageDeduplicationId: string;
  readonly MessageAttributes: Record<string, { DataType: string; StringValue: string }>;
}

/** Sends changes to the queue of a reaction, those of a record in their order. */
export interface Sender {
  send(change: AnyChange): Promise<void>;
  /** Sends what is not sent yet. */
  flush(): Promise<void>;
  /** What the queue has confirmed. */
  readonly sent: number;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MOST_ENTRIES = 10;
/** Bytes of a request; one message has less than these. */
const MOST_BYTES = 256_000;

const TRIES = 5;
/** Milliseconds before a message is sent again that was refused, doubled each time. */
const BETWEEN_TRIES = 200;

/** The same for the same change: within five minutes SQS takes it once. */
const deduplicationIdOf = (reaction: string, { key, version, kind }: AnyChange): string =>
  sha256([reaction, key.pk, key.sk, version, kind].join('\n'));

const entryOf = (reaction: string, change: AnyChange, index: number): Entry => {
  const { body, attributes, groupId } = messageOf(change);
  return {
    Id: String(index),
    MessageBody: body,
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationIdOf(reaction, change),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [
        name,
        { DataType: 'String', StringValue },
      ]),
    ),
  };
};

const bytesOf = ({ MessageBody, MessageAttributes }: Entry): number =>
  Buffer.byteLength(MessageBody) + Buffer.byteLength(JSON.stringify(MessageAttributes));

/**
 * A sender to a reaction's queue. A request has one change of a record at most, so that a refused one
 * is never overtaken.
 * @param reaction its name, of which deduplication is made.
 */
export const createSender = (sqs: SQSClient, queueUrl: string, reaction: string): Sender => {
  let entries: Entry[] = [];
  let bytes = 0;
  let sent = 0;

  const flush = async (): Promise<void> => {
    let remaining: readonly Entry[] = entries;
    for (let tries = 1; remaining.length > 0; tries += 1) {
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...remaining] }),
      );
      sent += remaining.length - Failed.length;
      const [first] = Failed;
      if (first && (tries === TRIES || first.SenderFault))
        throw new Failure(
          `The queue of ${reaction} refuses a change: ${first.Code ?? 'unknown'}. Sent so far: ${sent}.`,
        );
      const refused = new Set(Failed.map(({ Id }) => Id));
      remaining = remaining.filter(({ Id }) => refused.has(Id));
      if (remaining.length > 0) await pause(BETWEEN_TRIES * 2 ** (tries - 1));
    }
    entries = [];
    bytes = 0;
  };

  return {
    send: async (change) => {
      const entry = entryOf(reaction, change, entries.length);
      const isFull =
        entries.length === MOST_ENTRIES ||
        bytes + bytesOf(entry) > MOST_BYTES ||
        entries.some(({ MessageGroupId }) => MessageGroupId === entry.MessageGroupId);
      if (isFull) await flush();
      entries.push({ ...entry, Id: String(entries.length) });
      bytes += bytesOf(entry);
    },
    flush,
    get sent() {
      return sent;
    },
  };
};
