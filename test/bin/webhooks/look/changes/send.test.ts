import { SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { createSender } from '../../../../../bin/webhooks/look/changes/replay/send.ts';
import type { AnyChange } from '../../../../../functions/shared/change/any-change.ts';

const change = (id: string, version: string, note = ''): AnyChange => ({
  ...{ domain: 'payments', object: 'refund', kind: 'changed', position: '', version },
  key: { pk: `refund#${id}`, sk: 'refund' },
  ...{ revision: 1, eventId: 'evt_1', occurredAt: null, publishedAt: '', record: { note } },
  ...{ previous: {}, becomes: 'SETTLED', from: null, account: null, dueAt: null },
  ...{ replay: true, omitted: false },
});

const request = v.object({ Entries: v.array(v.object({ MessageBody: v.string() })) });

/** A queue that answers each request in turn, and then accepts all. */
const queueOf = (...answers: { Code: string; SenderFault: boolean; Id: string }[][]) => {
  const requests: (readonly string[])[] = [];
  const client = new SQSClient({ region: 'us-east-1' });
  client.middlewareStack.add(
    () => async (args) => {
      const { Entries } = v.parse(request, args.input);
      requests.push(Entries.map(({ MessageBody }) => JSON.parse(MessageBody).version));
      return { output: { $metadata: {}, Failed: answers.shift() ?? [] }, response: {} };
    },
    { step: 'initialize' },
  );
  return { client, requests };
};

it('sends ten changes in a request, but of a record one', async () => {
  const { client, requests } = queueOf();
  const sender = createSender(client, 'https://queue', 'reaction');
  for (let at = 0; at < 12; at += 1) await sender.send(change(`r${at}`, `v${at}`));
  await sender.send(change('r11', 'v12'));
  await sender.flush();
  await sender.flush();
  expect(requests.map(({ length }) => length)).toEqual([10, 2, 1]);
  expect(sender.sent).toBe(13);
});

it('sends no request of more bytes than SQS takes', async () => {
  const { client, requests } = queueOf();
  const sender = createSender(client, 'https://queue', 'reaction');
  for (let at = 0; at < 4; at += 1)
    await sender.send(change(`r${at}`, `v${at}`, 'x'.repeat(100_000)));
  await sender.flush();
  expect(requests.map(({ length }) => length)).toEqual([2, 2]);
});

it('sends again what the queue refuses for a while, before anything later', async () => {
  const { client, requests } = queueOf([{ Id: '1', Code: 'InternalError', SenderFault: false }]);
  const sender = createSender(client, 'https://queue', 'reaction');
  for (const at of [0, 1, 2]) await sender.send(change(`r${at}`, `v${at}`));
  await sender.send(change('r1', 'v3'));
  await sender.flush();
  expect(requests).toEqual([['v0', 'v1', 'v2'], ['v1'], ['v3']]);
  expect(sender.sent).toBe(4);
});

it('ends where the queue refuses a change for what it is', async () => {
  const { client } = queueOf([{ Id: '0', Code: 'InvalidMessageContents', SenderFault: true }]);
  const sender = createSender(client, 'https://queue', 'release');
  await sender.send(change('r1', 'v1'));
  await expect(sender.flush()).rejects.toThrow(
    'The queue of release refuses a change: InvalidMessageContents. Sent so far: 0.',
  );
});
