import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Emulator } from '../../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../../bin/local/emulators/sqs.ts';
import { moveMessages } from '../../../../../bin/webhooks/fix/redrive/redrive.ts';
import { reachLocal } from '../../../../../bin/webhooks/pipeline/connect.ts';
import { writeEntry } from '../../../../../bin/webhooks/pipeline/control/void-rules.ts';
import type { LocalOutputs } from '../../../../../bin/webhooks/pipeline/outputs.ts';
import { causeOf } from '../../../../../bin/webhooks/pipeline/queues/dead-letters.ts';
import type { Target } from '../../../../../bin/webhooks/pipeline/target.ts';
import { noRules } from '../../../../../functions/shared/control/rules.ts';
import { sealed } from '../../../../support/aws/consumers.ts';
import { messageAttributes, putMessage } from '../../../../support/aws/put-message.ts';
import { endpointOf, useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import { delivery } from '../../../../support/tables/expected-records.ts';
import { changed, runtime } from '../../../../support/tool/rebuilding.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

let folder: string;
let sqs: Emulator;
const database = useDynamoDb();
let target: Target;
let tool: CreatedTool;
let from: string;
let to: string;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redrive-'));
  sqs = await startSqs(folder, { port: 0, flag: '' });
}, 30_000);
afterAll(async () => {
  await sqs.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  made += 1;
  let outputs: LocalOutputs = {
    webhookUrl: '',
    region: 'us-east-1',
    signingSecretName: 'signing-secrets',
    signingSecrets: {},
    endpoints: {
      dynamodb: await endpointOf(database.client),
      ...{ sqs: sqs.endpoint, secretsmanager: sqs.endpoint },
    },
    controlTable: await database.createControl(),
    tables: {},
    queues: {},
    deadLetterQueues: {},
  };
  const { sqs: client } = reachLocal(outputs);
  const create = async (QueueName: string): Promise<string> =>
    (await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  from = await create(`dead-letters-${made}`);
  to = await create(`queue-${made}`);
  outputs = { ...outputs, queues: { payments: to }, deadLetterQueues: { payments: from } };
  target = reachLocal(outputs);
  tool = await createTool(target);
});
afterEach(() => {
  tool.stop();
  process.exitCode = undefined;
});

const messageOf = (body: Uint8Array) => sealed(delivery(body, Date.UTC(2026, 2, 4)));

/** Puts a message into the dead-letter queue. @returns its id. */
const bury = (body: string, attributes: Readonly<Record<string, string>> = {}): Promise<string> =>
  putMessage(target.sqs, from, { body, attributes });

const buryEvent = (body: Uint8Array) => {
  const message = messageOf(body);
  return bury(message.body, message.attributes);
};

/** Takes everything that is visible in a queue. */
const take = async (url: string) => {
  const { Messages = [] } = await target.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
};

const visible = async (url: string): Promise<number> => {
  const { Attributes = {} } = await target.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  return Number(Attributes['ApproximateNumberOfMessages']);
};

describe('webhooks redrive', () => {
  it('moves every message unchanged: body and attributes', async () => {
    const odd = Buffer.concat([refundEvent('settled'), Buffer.from([0xff])]);
    await buryEvent(refundEvent('received'));
    await buryEvent(odd);
    const before = [refundEvent('received'), odd].map(messageOf);
    expect(await tool.run('redrive', 'payments')).toContain('2 messages moved, 0 remaining.');
    expect(process.exitCode).toBeUndefined();
    const moved = await take(to);
    expect(moved.map(({ Body }) => Body).sort()).toEqual(before.map(({ body }) => body).sort());
    for (const { Body, MessageAttributes = {} } of moved) {
      const attributes = Object.entries(MessageAttributes).map(([name, { StringValue }]) => [
        name,
        StringValue,
      ]);
      expect(Object.fromEntries(attributes)).toEqual(
        before.find(({ body }) => body === Body)?.attributes,
      );
    }
    expect(await visible(from)).toBe(0);
  });

  it('first lists each message and why it is there, without text of a body', async () => {
    const failed = await buryEvent(refundEvent('received'));
    await buryEvent(refundEvent('received', 2));
    const poor = await buryEvent(webhook('evt_1', 'refund.settled', undefined, { note: 'SECRET' }));
    const alien = await bury('SECRET');
    const line = { message: 'failed', messageId: failed, error: 'TimeoutError' };
    mkdirSync(join(tool.folder, 'logs'));
    writeFileSync(
      join(tool.folder, 'logs', 'payments.jsonl'),
      [4, 5]
        .map((receives) =>
          JSON.stringify({ ...line, receives, timestamp: new Date(Date.now() + receives) }),
        )
        .join('\n'),
    );
    const text = await tool.run('redrive', 'payments', '--dry-run');
    expect(text).toContain('holds 4 messages');
    expect(text).toMatch(/^1 +refund\.received .* TimeoutError +readable; /m);
    expect(text).toMatch(
      new RegExp(
        `^${failed} +evt_received_1 +refund\\.received +refund#rfd_1 +- +failed with TimeoutError; readable; with today's code it is accepted$`,
        'm',
      ),
    );
    expect(text).toMatch(
      new RegExp(
        `^${poor} +evt_1 +refund\\.settled +- +- +readable; with today's code it is quarantined$`,
        'm',
      ),
    );
    expect(text).toMatch(new RegExp(`^${alien} +- .* unreadable: .* without attributes`, 'm'));
    expect(text).toContain('Dry run: 3 messages would be moved.');
    expect(text).not.toContain('SECRET');
    expect(await tool.json('redrive', 'payments', '--dry-run')).toMatchObject({
      letters: expect.arrayContaining([
        expect.objectContaining({
          messageId: failed,
          eventId: 'evt_received_1',
          failure: expect.objectContaining({ error: 'TimeoutError' }),
        }),
        expect.objectContaining({ messageId: alien, failure: null, hopeless: true }),
      ]),
    });
    expect(await visible(from)).toBe(4);
    expect(await visible(to)).toBe(0);
  });

  it('states which messages a rule voids, and moves them: their events are archived without effect', async () => {
    const message = messageOf(refundEvent('settled'));
    await bury(message.body, message.attributes);
    await bury(message.body, { ...message.attributes, secret: 'leaked' });
    const selection = { label: 'leaked', since: 0 };
    await writeEntry(target, { id: 'rule', selection, reason: 'x', by: 'y', at: Date.now() });
    const text = await tool.run('redrive', 'payments');
    for (const outcome of ['accepted', 'void'])
      expect(text).toContain(`readable; with today's code it is ${outcome}`);
    expect(text).toContain('2 messages moved, 0 remaining.');
  });

  it('does not move what would fail again, unless it is named', async () => {
    const alien = await bury('what the ingress never sent');
    await buryEvent(refundEvent('received'));
    expect(await tool.json('redrive', 'payments')).toMatchObject({ moved: 1, remaining: 1 });
    expect(process.exitCode).toBe(3);
    expect(await visible(from)).toBe(1);
    expect(await tool.json('redrive', 'payments', '--message', alien)).toMatchObject({ moved: 1 });
    expect(await visible(to)).toBe(2);
  });

  it('moves one or some and gives the others back', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 25; index += 1)
      ids.push(await buryEvent(refundEvent('settled', index)));
    const [id = ''] = ids;
    expect(await tool.json('redrive', 'payments', '--message', id)).toMatchObject({
      messages: 25,
      moved: 1,
      remaining: 24,
    });
    expect((await take(to)).map(({ Body }) => Body)).toEqual([
      refundEvent('settled', 0).toString(),
    ]);
    expect(await tool.json('redrive', 'payments', '--limit', '11')).toMatchObject({ moved: 11 });
    expect(await visible(to)).toBe(11);
    expect(await visible(from)).toBe(13);
  });

  it('deletes nothing that the queue has not confirmed', async () => {
    const id = await buryEvent(refundEvent('settled'));
    const queues = { from, to: `${to}-that-is-none` };
    const { signal } = new AbortController();
    const move = moveMessages(target, queues, new Set([id]), { signal, onProgress: () => {} });
    await expect(move).rejects.toMatchObject({ name: /QueueDoesNotExist/ });
    expect(await visible(from)).toBe(1);
  });

  it('keeps the group, so that a busy account is not served before the others', async () => {
    const id = await buryEvent(refundEvent('settled'));
    const groups: unknown[] = [];
    // The emulator keeps groups only of FIFO queues.
    target.sqs.middlewareStack.add(
      (next) => async (args) => {
        if ('MessageBody' in args.input) groups.push(args.input.MessageGroupId);
        const result = await next(args);
        if ('Messages' in result.output)
          for (const { Attributes } of result.output.Messages ?? [])
            Object.assign(Attributes ?? {}, { MessageGroupId: 'acct_1' });
        return result;
      },
      { step: 'initialize' },
    );
    const { signal } = new AbortController();
    await moveMessages(target, { from, to }, new Set([id]), { signal, onProgress: () => {} });
    expect(groups).toEqual(['acct_1']);
  });

  it('begins nothing further once it is stopped', async () => {
    const ids = new Set<string>();
    for (let index = 0; index < 15; index += 1)
      ids.add(await buryEvent(refundEvent('settled', index)));
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const { signal } = stop;
    expect(await moveMessages(target, { from, to }, ids, { signal, onProgress })).toBe(10);
    expect(await visible(from)).toBe(5);
    expect(await visible(to)).toBe(10);
  });

  it('reports an empty queue, an unknown message and an unknown domain', async () => {
    expect(await tool.run('redrive', 'payments')).toBe(
      'The dead-letter queue of payments is empty.',
    );
    await expect(tool.run('redrive', 'payments', '--message', 'none')).rejects.toMatchObject({
      exitCode: 2,
    });
    await expect(tool.run('redrive', 'banana')).rejects.toMatchObject({ exitCode: 1 });
    await expect(tool.run('redrive', 'payments', '--limit', '0')).rejects.toThrow(/whole number/);
  });
});

it('reports an error of the code only by its kind', () => {
  const { body, attributes } = messageOf(refundEvent('settled'));
  const failing = changed('refund', () => () => {
    throw new TypeError('SECRET');
  });
  const message = { Body: body, MessageAttributes: messageAttributes(attributes) };
  expect(causeOf(message, runtime, noRules)).toMatchObject({
    name: 'refund.settled',
    hopeless: false,
  });
  expect(causeOf(message, failing, noRules)).toMatchObject({
    eventId: 'evt_settled_1',
    name: 'refund.settled',
    finding: "readable; today's code fails on it: TypeError",
    hopeless: true,
  });
});
