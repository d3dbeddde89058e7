import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import type { ChangeMessage } from './message.ts';

/** A message as SNS takes it. @param deduplicationId the same for the same change; 64 hex digits. */
export const snsEntry = (
  { body, attributes, groupId }: ChangeMessage,
  deduplicationId: string,
): {
  readonly Message: string;
  readonly MessageGroupId: string;
  readonly MessageDeduplicationId: string;
  readonly MessageAttributes: Record<string, MessageAttributeValue>;
} => ({
  Message: body,
  MessageGroupId: groupId,
  MessageDeduplicationId: deduplicationId,
  MessageAttributes: Object.fromEntries(
    Object.entries(attributes).map(([name, text]) => [
      name,
      { DataType: 'String', StringValue: text },
    ]),
  ),
});
