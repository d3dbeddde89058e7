import {
  ChangeMessageVisibilityCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Rules } from '../../../../functions/shared/control/rules.ts';
import { receiptOf } from '../../../../functions/shared/control/voiding.ts';
import { readEnvelope } from '../../../../functions/shared/event/envelope.ts';
import { identifier } from '../../../../functions/shared/event/identifier.ts';
import {
  type Delivery,
  open,
  UnreadableMessage,
} from '../../../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import type { Target } from '../target.ts';

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

/** What a dead letter holds, and what today's code makes of it. */
export interface Cause {
  /** Of the event, as far as the message is readable and the body states them. */
  readonly eventId: string | undefined;
  readonly name: string | undefined;
  readonly object: string | undefined;
  readonly account: string | undefined;
  readonly finding: string;
  /** It would fail again. */
  readonly hopeless: boolean;
  /** It is not a message of the ingress. */
  readonly unreadable: boolean;
}

/** The delivery in a message. @throws UnreadableMessage when it is not a message of the ingress. */
export const deliveryOf = ({ Body = '', MessageAttributes = {} }: Message): Delivery => {
  const attributes: Record<string, string> = {};
  for (const [name, { StringValue }] of Object.entries(MessageAttributes))
    if (StringValue !== undefined) attributes[name] = StringValue;
  return open({ body: Body, attributes });
};

const nothingKnown = {
  eventId: undefined,
  name: undefined,
  object: undefined,
  account: undefined,
};

/**
 * Why a message is a dead letter, as far as it shows: it is not a message of the ingress, today's code
 * fails on it, or neither: then something around it failed, and it may succeed now.
 * @param rules that consumers hold: what they void is archived without effect.
 */
export const causeOf = (message: Message, runtime: DomainRuntime, rules: Rules): Cause => {
  let known: Omit<Cause, 'finding' | 'hopeless' | 'unreadable'> = nothingKnown;
  try {
    const delivery = deliveryOf(message);
    const { id, name, accountId } = readEnvelope(delivery.body) ?? {};
    known = {
      eventId: id && identifier(id),
      name,
      object: undefined,
      account: accountId && identifier(accountId),
    };
    const { outcome, object } = judge(delivery, runtime);
    const isVoid = receiptOf(delivery.receipt, rules).voidedBy.length > 0;
    const finding = `readable; with today's code it is ${isVoid ? 'void' : outcome}`;
    return { ...known, object, finding, hopeless: false, unreadable: false };
  } catch (error) {
    if (error instanceof UnreadableMessage)
      return {
        ...known,
        finding: `unreadable: ${error.message}`,
        hopeless: true,
        unreadable: true,
      };
    // The message of any other error may quote the body.
    const kind = error instanceof Error ? error.name : 'an error';
    const finding = `readable; today's code fails on it: ${kind}`;
    return { ...known, finding, hopeless: true, unreadable: false };
  }
};
