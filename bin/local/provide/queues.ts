import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
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
  const changed = Object.entries(attributes).filter(([key, value]) => existing[key] !== value);
  if (changed.length === 0) return;
  const Attributes = Object.fromEntries(changed);
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
};

/** Deletes the queues whose names begin so and that are not among these. */
export const removeQueues = async (
  sqs: SQSClient,
  prefix: string,
  kept: readonly Queue[],
): Promise<void> => {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: prefix }));
  for (const QueueUrl of QueueUrls)
    if (!kept.some(({ name }) => QueueUrl.endsWith(`/${name}`)))
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
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
