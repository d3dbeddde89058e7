import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Queue } from '../cloud/application.ts';

/** Creates a queue from its template; an existing one keeps its messages and takes new settings. */
export const provideQueue = async (
  sqs: SQSClient,
  url: string,
  { name, attributes }: Queue,
): Promise<void> => {
  const existing = await attributesOf(sqs, url);
  if (!existing) {
    await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...attributes } }));
    return;
  }
  if (Object.entries(attributes).every(([key, value]) => existing[key] === value)) return;
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { ...attributes } }));
};

const attributesOf = async (
  sqs: SQSClient,
  url: string,
): Promise<Record<string, string> | undefined> => {
  try {
    const query = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
    return (await sqs.send(query)).Attributes ?? {};
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
};
