import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListTopicsCommand, PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { arnOf, credentials, localAccount } from '../../../bin/local/cloud/account.ts';
import type { Queue } from '../../../bin/local/cloud/application.ts';
import type { Subscription } from '../../../bin/local/cloud/topics.ts';
import type { Emulator } from '../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../bin/local/emulators/sqs.ts';
import { queueUrl } from '../../../bin/local/lambda/variables.ts';
import { provideQueue, removeQueues } from '../../../bin/local/provide/queues.ts';
import { provideTopics, removeTopics } from '../../../bin/local/provide/topics.ts';

const folder = mkdtempSync(join(tmpdir(), 'topics-'));
const common = { region: localAccount.region, credentials };
const prefix = 'webhooks-dev-';
const topic = {
  name: `${prefix}changes.fifo`,
  arn: arnOf('sns', `${prefix}changes.fifo`),
  attributes: { FifoTopic: 'true' },
};

const queueOf = (reaction: string, seconds = 30): Queue => {
  const name = `${prefix}reaction-${reaction}.fifo`;
  const attributes = {
    FifoQueue: 'true',
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
    VisibilityTimeout: String(seconds),
  };
  return { name, arn: arnOf('sqs', name), attributes, deadLetterArn: undefined };
};
const release = queueOf('release-order');
const notify = queueOf('notify-user');

const subscriptionOf = ({ arn }: Queue, ...becomes: readonly string[]): Subscription => ({
  topicArn: topic.arn,
  queueArn: arn,
  attributes: { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ becomes }) },
});

let emulator: Emulator;
let sns: SNSClient;
let sqs: SQSClient;

const start = async (): Promise<void> => {
  emulator = await startSqs(folder, { port: 0, flag: '' });
  sns = new SNSClient({ ...common, endpoint: emulator.endpoint });
  sqs = new SQSClient({ ...common, endpoint: emulator.endpoint });
};
const stop = async (): Promise<void> => {
  sns.destroy();
  sqs.destroy();
  await emulator.stop();
};
const urlOf = ({ name }: Queue): string =>
  queueUrl({ sqs: emulator.endpoint, dynamodb: '', secretsmanager: '' }, name);

/** Publishes changes: group, text, status. */
const publish = (...changes: readonly (readonly [string, string, string])[]) =>
  sns.send(
    new PublishBatchCommand({
      TopicArn: topic.arn,
      PublishBatchRequestEntries: changes.map(([group, text, becomes], index) => ({
        Id: String(index),
        Message: text,
        MessageGroupId: group,
        MessageDeduplicationId: `${group}-${text}`,
        MessageAttributes: { becomes: { DataType: 'String', StringValue: becomes } },
      })),
    }),
  );

/** Takes what is visible in a queue, without waiting. */
const take = async (queue: Queue) => {
  const command = new ReceiveMessageCommand({
    QueueUrl: urlOf(queue),
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  });
  return (await sqs.send(command)).Messages ?? [];
};
const bodiesOf = (messages: Awaited<ReturnType<typeof take>>) => messages.map(({ Body }) => Body);

beforeAll(async () => {
  await start();
  for (const queue of [release, notify]) await provideQueue(sqs, urlOf(queue), queue);
  await provideTopics(sns, [topic], [subscriptionOf(release, 'PAID'), subscriptionOf(notify)]);
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

describe('the topic of changes on this machine', () => {
  it('gives a subscriber what its filter asks for, as it was published', async () => {
    await publish(['1', 'a', 'PAID'], ['2', 'b', 'FAILED']);
    expect(await take(release)).toMatchObject([
      { Body: 'a', MessageAttributes: { becomes: { StringValue: 'PAID' } } },
    ]);
  });

  it('keeps messages and subscriptions over a restart, and takes a new filter', async () => {
    await publish(['3', 'c', 'PAID']);
    await stop();
    await start();
    for (const queue of [queueOf('release-order', 60), notify])
      await provideQueue(sqs, urlOf(queue), queue);
    const wider = [subscriptionOf(release, 'PAID', 'FAILED'), subscriptionOf(notify)];
    await provideTopics(sns, [topic], wider);
    await publish(['4', 'd', 'FAILED']);
    expect(bodiesOf(await take(release)).toSorted()).toEqual(['a', 'c', 'd']);
    const ask = new GetQueueAttributesCommand({
      QueueUrl: urlOf(release),
      AttributeNames: ['VisibilityTimeout'],
    });
    expect((await sqs.send(ask)).Attributes).toEqual({ VisibilityTimeout: '60' });
  });

  it('holds a group back while one of its messages is in process, and nothing else', async () => {
    await publish(['5', 'e', 'PAID'], ['5', 'f', 'PAID'], ['6', 'g', 'PAID']);
    const first = await take(release);
    expect(bodiesOf(first)).toEqual(['e', 'g']);
    expect(await take(release)).toEqual([]);
    const { ReceiptHandle } = first[0] ?? {};
    await sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(release), ReceiptHandle }));
    expect(bodiesOf(await take(release))).toEqual(['f']);
  });

  it('gives nothing to who is no subscriber any more, whose queue is deleted', async () => {
    await provideTopics(sns, [topic], [subscriptionOf(notify, 'PAID')]);
    await publish(['7', 'h', 'PAID']);
    expect(await take(release)).toEqual([]);
    await removeQueues(sqs, `${prefix}reaction-`, [notify]);
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
    expect(QueueUrls).toEqual([expect.stringContaining(notify.name)]);
    expect(bodiesOf(await take(notify))).toEqual(['h']);
  });

  it('is deleted where the templates have none', async () => {
    await removeTopics(sns, prefix, []);
    expect((await sns.send(new ListTopicsCommand({}))).Topics ?? []).toEqual([]);
  });
});
