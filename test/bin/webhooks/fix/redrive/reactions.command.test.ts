import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Emulator } from '../../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../../bin/local/emulators/sqs.ts';
import { reachLocal } from '../../../../../bin/webhooks/pipeline/connect.ts';
import type { LocalOutputs } from '../../../../../bin/webhooks/pipeline/outputs.ts';
import type { Target } from '../../../../../bin/webhooks/pipeline/target.ts';
import type { AnyChange } from '../../../../../functions/shared/change/any-change.ts';
import { messageOf } from '../../../../../functions/shared/change/message.ts';
import { endpointOf, useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';

/* `webhooks redrive reaction-<name>`: dead letters of a FIFO queue. */

const name = 'reaction-release-order';
let folder: string;
let sqs: Emulator;
const database = useDynamoDb();
let target: Target;
let tool: CreatedTool;
let from: string;
let to: string;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redrive-reactions-'));
  sqs = await startSqs(folder, { port: 0, flag: '' });
}, 30_000);
afterAll(async () => {
  await sqs.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  made += 1;
  const outputs: LocalOutputs = {
    ...{ webhookUrl: '', region: 'us-east-1', signingSecretName: '', signingSecrets: {} },
    endpoints: {
      dynamodb: await endpointOf(database.client),
      ...{ sqs: sqs.endpoint, secretsmanager: sqs.endpoint },
    },
    controlTable: await database.createControl(),
    ...{ tables: {}, queues: {}, deadLetterQueues: {} },
  };
  const { sqs: client } = reachLocal(outputs);
  const create = async (title: string): Promise<string> => {
    const QueueName = `${title}-${made}.fifo`;
    const command = new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true' } });
    return (await client.send(command)).QueueUrl ?? '';
  };
  from = await create('dead-letters');
  to = await create('queue');
  target = reachLocal({
    ...outputs,
    changes: {
      ...{ unpublishedQueue: '', effectsTable: '' },
      ...{ queues: { [name]: to }, deadLetterQueues: { [name]: from } },
    },
  });
  tool = await createTool(target);
});
afterEach(() => {
  tool.stop();
  process.exitCode = undefined;
});

const change = (id: string, position: number): AnyChange => ({
  ...{ domain: 'payments', object: 'payment_intent', kind: 'changed', version: `v${position}` },
  key: { pk: `payment_intent#${id}`, sk: 'payment_intent' },
  ...{ position: String(position), revision: 1, eventId: `evt_${id}_${position}` },
  ...{ occurredAt: null, publishedAt: '2026-03-01T10:00:00.000Z', record: { note: 'private' } },
  ...{ previous: {}, becomes: 'SUCCEEDED', from: null, account: 'acct_1', dueAt: null },
  ...{ replay: false, omitted: false },
});

/** Puts a message into the dead-letter queue. */
const bury = async (body: string, groupId: string, deduplicationId: string): Promise<void> => {
  await target.sqs.send(
    new SendMessageCommand({
      ...{ QueueUrl: from, MessageBody: body },
      ...{ MessageGroupId: groupId, MessageDeduplicationId: deduplicationId },
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'changed' } },
    }),
  );
};

const buryChange = (id: string, position: number): Promise<void> => {
  const { body, groupId } = messageOf(change(id, position));
  return bury(body, groupId, `${id} ${position}`.replace(' ', '-'));
};

/** Takes everything out of a queue, of a group one message at a time. */
const take = async (QueueUrl: string): Promise<readonly Message[]> => {
  const taken: Message[] = [];
  for (;;) {
    const { Messages: [message] = [] } = await target.sqs.send(
      new ReceiveMessageCommand({
        ...{ QueueUrl, MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] },
      }),
    );
    if (message === undefined) return taken;
    taken.push(message);
    const { ReceiptHandle } = message;
    await target.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
};

const idsIn = (messages: readonly Message[]): readonly string[] =>
  messages.map(({ Body = '' }) => String(JSON.parse(Body).eventId));

it('moves the changes of a record in their order, unchanged but for a new deduplication id', async () => {
  for (const position of [1, 2, 3]) await buryChange('a', position);
  await buryChange('b', 4);
  expect(await tool.run('redrive', name)).toContain('4 messages moved, 0 remaining.');
  const moved = await take(to);
  expect(idsIn(moved).filter((id) => id.startsWith('evt_a'))).toEqual([
    ...['evt_a_1', 'evt_a_2', 'evt_a_3'],
  ]);
  expect(moved).toHaveLength(4);
  const { groupId } = messageOf(change('a', 1));
  for (const { Body = '', Attributes = {}, MessageAttributes = {} } of moved) {
    expect(Attributes.MessageDeduplicationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(MessageAttributes['kind']?.StringValue).toBe('changed');
    if (Body.includes('evt_a')) expect(Attributes.MessageGroupId).toBe(groupId);
  }
  expect(await take(from)).toEqual([]);
});

it('lists them without what their records state, and moves none', async () => {
  for (const position of [1, 2]) await buryChange('a', position);
  await buryChange('b', 3);
  const text = await tool.run('redrive', name, '--dry-run');
  expect(text).toContain(`The dead-letter queue of ${name} holds 2 messages.`);
  expect(text).toContain('payment_intent#a');
  expect(text).toContain('it is handled unless a later change of the record was');
  expect(text).toContain('About 1 more message is behind these, of the same records');
  expect(text).toContain('Dry run: 2 messages would be moved.');
  expect(text).not.toContain('private');
  const json = await tool.json('redrive', name, '--dry-run');
  expect(json).toMatchObject({ domain: name, dryRun: true, messages: 3, moved: 0, remaining: 3 });
  expect(JSON.stringify(json)).not.toContain('private');
  expect(await take(from)).toHaveLength(3);
});

it('leaves what is no change where it is, and what is behind it of the same group', async () => {
  const { groupId } = messageOf(change('a', 1));
  await bury('no change', groupId, 'first');
  await buryChange('a', 1);
  await buryChange('b', 2);
  const text = await tool.run('redrive', name);
  expect(text).toContain('unreadable: it is no change, or of another form');
  expect(text).toContain('1 message moved, 2 remaining.');
  expect(text).not.toContain('--discard');
  expect(process.exitCode).toBe(3);
  expect(idsIn(await take(to))).toEqual(['evt_b_2']);
});

it('moves at most a number of messages, or a named one', async () => {
  for (const id of ['a', 'b', 'c']) await buryChange(id, 1);
  expect(await tool.json('redrive', name, '--limit', '1')).toMatchObject({
    moved: 1,
    remaining: 2,
  });
  expect(await take(to)).toHaveLength(1);
  const { Messages: [message] = [] } = await target.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: from, VisibilityTimeout: 0 }),
  );
  const words = ['--message', message?.MessageId ?? ''];
  expect(await tool.json('redrive', name, ...words)).toMatchObject({ moved: 1, remaining: 1 });
  await expect(tool.run('redrive', name, '--message', 'none')).rejects.toMatchObject({
    exitCode: 2,
  });
});

it('refuses a reaction that there is none of, and to discard', async () => {
  expect(await tool.run('redrive', name)).toBe(`The dead-letter queue of ${name} is empty.`);
  await expect(tool.run('redrive', 'reaction-none')).rejects.toThrow(
    `There is no reaction-none in the local pipeline. Its reactions: ${name}.`,
  );
  await expect(tool.run('redrive', 'reaction-none')).rejects.toMatchObject({ exitCode: 2 });
  await expect(tool.run('redrive', name, '--discarded')).rejects.toThrow(/are not discarded/);
  await expect(tool.run('redrive', 'release-order')).rejects.toMatchObject({ exitCode: 1 });
});
