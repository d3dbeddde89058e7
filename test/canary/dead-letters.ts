import { join } from 'node:path';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { sqsRecord } from '../../bin/local/triggers/sqs-record.ts';
import { reachLocal } from '../../bin/webhooks/pipeline/connect.ts';
import type { LocalOutputs } from '../../bin/webhooks/pipeline/outputs.ts';
import { domainQueueUrl, environmentNames } from '../../functions/shared/environment.ts';
import { functionsOf } from './functions.ts';
import { request } from './invocations.ts';

/** The messages on a dead-letter queue, and the lines logged on the way there. */
interface DeadLetters {
  readonly messages: readonly Message[];
  readonly lines: readonly string[];
}

const everything = {
  MaxNumberOfMessages: 10,
  MessageAttributeNames: ['All'],
  MessageSystemAttributeNames: ['All' as const],
  VisibilityTimeout: 0,
};

/**
 * Puts a {@link request} on the dead-letter queue of a domain, without the consumers of the pipeline:
 * through a queue that allows one receive, and functions without a DynamoDB.
 * @param dir of a running pipeline.
 */
export const deadLetters = async (
  outputs: LocalOutputs,
  domain: string,
  dir: string,
): Promise<DeadLetters> => {
  const { sqs } = reachLocal(outputs, dir);
  const receive = async (QueueUrl: string): Promise<readonly Message[]> =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, ...everything }))).Messages ?? [];

  const to = outputs.deadLetterQueues[domain] ?? '';
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: to, AttributeNames: ['QueueArn'] }),
  );
  const deadLetterTargetArn = Attributes['QueueArn'];
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 });
  await sqs.send(new CreateQueueCommand({ QueueName: 'canary', Attributes: { RedrivePolicy } }));
  const queueUrl = to.replace(/[^/]+$/, 'canary');

  const functions = functionsOf(
    join(dir, 'cdk.out'),
    join(dir, 'without-dynamodb'),
    { ...outputs.endpoints, dynamodb: 'http://127.0.0.1:1' },
    {
      [domainQueueUrl(domain)]: queueUrl,
      // Does not exist, so that the message is visible again at once.
      [environmentNames.queueUrl]: `${queueUrl}-missing`,
    },
  );
  try {
    const accepted = await functions.invoke('ingress', request());
    const Records = (await receive(queueUrl)).map((message) => sqsRecord(message, ''));
    const failed = await functions.invoke(domain, { Records });
    await receive(queueUrl);
    return { messages: await receive(to), lines: [...accepted.lines, ...failed.lines] };
  } finally {
    await functions.stop();
  }
};
