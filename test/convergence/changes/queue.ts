import type { SQSRecord } from 'aws-lambda';
import { MOST_RECEIVES } from '../../../functions/shared/reaction/limits.ts';
import { queued } from '../../support/changes/changes.ts';

/** Epoch milliseconds of a world, which passes only where somebody waits. */
export interface Clock {
  time: number;
}

/** A message as it is sent to a FIFO queue or topic. */
export interface Sent {
  readonly body: string;
  readonly groupId: string;
  readonly deduplicationId: string;
}

interface Message extends Sent {
  readonly id: number;
  receives: number;
  /** Until when nobody else gets it. */
  hiddenUntil: number;
}

/** A FIFO queue of SQS, by what its manual states. */
export interface FifoQueue {
  send(message: Sent): void;
  /** The messages of a batch: those of a group in order, and none of a group of which one is hidden. */
  receive(most: number): readonly SQSRecord[];
  hide(receiptHandle: string, seconds: number): void;
  delete(messageId: string): void;
  /** When the next message can be received; undefined where there is none. */
  next(): number | undefined;
  readonly deadLetters: readonly Sent[];
}

/** Milliseconds within which a deduplication id is known. */
const KNOWN = 300_000;
const VISIBILITY = 180_000;

/** Remembers deduplication ids for a while. */
export const deduplication = (clock: Clock, milliseconds = KNOWN) => {
  const known = new Map<string, number>();
  return {
    /** Whether an id is new; it is known from then on. */
    isNew: (id: string): boolean => {
      if (clock.time - (known.get(id) ?? Number.NEGATIVE_INFINITY) < milliseconds) return false;
      known.set(id, clock.time);
      return true;
    },
  };
};

export const fifoQueue = (clock: Clock, known = KNOWN): FifoQueue => {
  const messages = new Map<string, Message>();
  const { isNew } = deduplication(clock, known);
  const deadLetters: Sent[] = [];
  let sent = 0;

  const isHidden = ({ hiddenUntil }: Message): boolean => hiddenUntil > clock.time;

  return {
    deadLetters,
    send: (message) => {
      if (!isNew(`${message.groupId} ${message.deduplicationId}`)) return;
      sent += 1;
      messages.set(String(sent), { ...message, id: sent, receives: 0, hiddenUntil: 0 });
    },
    receive: (most) => {
      const blocked = new Set(
        [...messages.values()].filter(isHidden).map(({ groupId }) => groupId),
      );
      const batch: Message[] = [];
      for (const message of messages.values()) {
        if (batch.length === most) break;
        if (blocked.has(message.groupId)) continue;
        if (message.receives === MOST_RECEIVES) {
          messages.delete(String(message.id));
          deadLetters.push(message);
          continue;
        }
        batch.push(message);
      }
      return batch.map((message) => {
        message.receives += 1;
        message.hiddenUntil = clock.time + VISIBILITY;
        return queued(message, message.id, message.receives);
      });
    },
    hide: (handle, seconds) => {
      const message = messages.get(handle.replace('handle-', ''));
      if (message !== undefined) message.hiddenUntil = clock.time + seconds * 1_000;
    },
    delete: (id) => void messages.delete(id.replace('message-', '')),
    next: () => {
      const byGroup = Map.groupBy(messages.values(), ({ groupId }) => groupId);
      const times = [...byGroup.values()].map((group) =>
        Math.max(...group.map(({ hiddenUntil }) => hiddenUntil)),
      );
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
};
