import type { Message } from '@aws-sdk/client-sqs';
import { readEnvelope } from '../../../../functions/shared/event/envelope.ts';
import {
  type Delivery,
  open,
  UnreadableMessage,
} from '../../../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';

/** The result of today's code on a dead letter. */
export interface Cause {
  /** The event's name, if the message is readable and the body has one. */
  readonly name: string | undefined;
  readonly finding: string;
  /** It would fail again. */
  readonly hopeless: boolean;
}

const deliveryOf = ({ Body = '', MessageAttributes = {} }: Message): Delivery => {
  const attributes: Record<string, string> = {};
  for (const [name, { StringValue }] of Object.entries(MessageAttributes))
    if (StringValue !== undefined) attributes[name] = StringValue;
  return open({ body: Body, attributes });
};

/**
 * Why a message is a dead letter, as far as it shows: it is not a message of the ingress, today's code
 * fails on it, or neither: then something around it failed, and it may succeed now.
 */
export const causeOf = (message: Message, runtime: DomainRuntime): Cause => {
  let name: string | undefined;
  try {
    const delivery = deliveryOf(message);
    name = readEnvelope(delivery.body)?.name;
    const { outcome } = judge(delivery, runtime);
    return { name, finding: `readable; with today's code it is ${outcome}`, hopeless: false };
  } catch (error) {
    if (error instanceof UnreadableMessage)
      return { name, finding: `unreadable: ${error.message}`, hopeless: true };
    // The message of any other error may quote the body.
    const kind = error instanceof Error ? error.name : 'an error';
    return { name, finding: `readable; today's code fails on it: ${kind}`, hopeless: true };
  }
};
