import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SealedMessage } from '../../../functions/shared/event/message.ts';

/** Attributes of a message as SQS takes them. */
export const messageAttributes = (attributes: SealedMessage['attributes']) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [
      name,
      { DataType: 'String', StringValue },
    ]),
  );

/** Puts a message into a queue, as the ingress does. @returns its id. */
export const putMessage = async (
  sqs: SQSClient,
  url: string | undefined,
  { body, attributes }: SealedMessage,
): Promise<string> => {
  const { MessageId = '' } = await sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: body,
      MessageAttributes: messageAttributes(attributes),
    }),
  );
  return MessageId;
};
