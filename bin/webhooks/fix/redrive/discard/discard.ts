import { Buffer } from 'node:buffer';
import { DeleteMessageCommand, type Message } from '@aws-sdk/client-sqs';
import type { Domain } from '../../../../../functions/shared/domain.ts';
import { readEnvelope } from '../../../../../functions/shared/event/envelope.ts';
import { identifier, sha256 } from '../../../../../functions/shared/event/identifier.ts';
import { UnreadableMessage } from '../../../../../functions/shared/event/message.ts';
import { deliveryOf, heldMessages, release } from '../../../pipeline/queues/dead-letters.ts';
import type { Target } from '../../../pipeline/target.ts';
import { type Discarded, noteDiscarded, type UnreadableLetter } from './note.ts';

/** What became of a message that was to be discarded. */
export type DiscardResult =
  | { readonly state: 'missing' }
  /** It is a message of the ingress, so its event is authentic. */
  | { readonly state: 'readable'; readonly eventId: string | undefined }
  /** It would be discarded. */
  | { readonly state: 'unreadable'; readonly letter: UnreadableLetter }
  | { readonly state: 'discarded'; readonly letter: Discarded };

/** How a message is discarded. */
export interface DiscardOptions {
  readonly messageId: string;
  /** Records and deletes nothing. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly now?: () => number;
}

/** Why a message is unreadable, in words that quote nothing of it; the event's id where it is readable. */
const reading = (message: Message): { cause: string } | { eventId: string | undefined } => {
  try {
    const id = readEnvelope(deliveryOf(message).body)?.id;
    return { eventId: id === undefined ? undefined : identifier(id) };
  } catch (error) {
    if (error instanceof UnreadableMessage) return { cause: error.message };
    return { eventId: undefined };
  }
};

/** Holds every message of a queue until the wanted one is among them. @param onHeld takes the handles. */
const found = async (
  target: Target,
  url: string,
  { messageId, signal }: DiscardOptions,
  onHeld: (handles: readonly (string | undefined)[]) => void,
): Promise<Message | undefined> => {
  for await (const batch of heldMessages(target, url, signal)) {
    onHeld(batch.map(({ ReceiptHandle }) => ReceiptHandle));
    const message = batch.find(({ MessageId }) => MessageId === messageId);
    if (message) return message;
  }
  return undefined;
};

/**
 * Discards a message that is not one of the ingress: first the archive notes what is known of it, then it
 * is deleted. If the deletion fails, running it again deletes the message and keeps the first note.
 */
export const discard = async (
  target: Target,
  { name: domain }: Domain,
  options: DiscardOptions,
): Promise<DiscardResult> => {
  const { messageId, dryRun, now = Date.now } = options;
  const url = target.outputs.deadLetterQueues[domain] ?? '';
  const held = new Set<string | undefined>();
  try {
    const message = await found(target, url, options, (handles) => {
      for (const handle of handles) held.add(handle);
    });
    if (!message) return { state: 'missing' };
    const read = reading(message);
    if ('eventId' in read) return { state: 'readable', eventId: read.eventId };
    const { Body = '', Attributes = {}, ReceiptHandle } = message;
    const letter = {
      domain,
      messageId,
      digest: sha256(Body),
      bytes: Buffer.byteLength(Body),
      cause: read.cause,
      queuedAt: Number(Attributes.SentTimestamp),
    };
    if (dryRun) return { state: 'unreadable', letter };
    const noted = await noteDiscarded(target.tables.events, { ...letter, discardedAt: now() });
    await target.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
    held.delete(ReceiptHandle);
    return { state: 'discarded', letter: noted };
  } finally {
    await release(target, url, [...held]);
  }
};
