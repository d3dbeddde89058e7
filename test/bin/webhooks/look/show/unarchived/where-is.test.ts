import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Emulator } from '../../../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../../../bin/local/emulators/sqs.ts';
import { printUnarchived } from '../../../../../../bin/webhooks/look/show/unarchived/print.ts';
import { whereIs } from '../../../../../../bin/webhooks/look/show/unarchived/where-is.ts';
import { reachLocal } from '../../../../../../bin/webhooks/pipeline/connect.ts';
import type { Target } from '../../../../../../bin/webhooks/pipeline/target.ts';
import { sha256 } from '../../../../../../functions/shared/event/identifier.ts';
import { sealed } from '../../../../../support/aws/consumers.ts';
import { setEnvironment } from '../../../../../support/aws/environment.ts';
import { putMessage } from '../../../../../support/aws/put-message.ts';
import { endpointOf } from '../../../../../support/tables/dynamodb.ts';
import { delivery } from '../../../../../support/tables/expected-records.ts';
import { printedBy } from '../../../../../support/tool/printed.ts';
import { useTarget } from '../../../../../support/tool/target.ts';
import { refundEvent } from '../../../../../support/webhook.ts';

/* `webhooks show` of an event that the archive does not hold. */

const noon = Date.UTC(2026, 2, 4, 12);
const body = refundEvent('settled');
const id = 'evt_settled_1';

let folder: string;
let sqs: Emulator;
let target: Target;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unarchived-'));
  sqs = await startSqs(join(folder, 'sqs'), { port: 0, flag: '' });
}, 30_000);
afterAll(async () => {
  await sqs.stop();
  rmSync(folder, { recursive: true });
});

/** What the ingress logged, a line each. */
const log = (...lines: readonly object[]): void => {
  const logs = join(folder, `${made}`, 'logs');
  mkdirSync(logs, { recursive: true });
  const timestamp = new Date(noon).toISOString();
  const texts = lines.map((line) => JSON.stringify({ timestamp, ...line }));
  writeFileSync(join(logs, 'ingress.jsonl'), `${texts.join('\n')}\n`);
};

const accepted = {
  ...{ message: 'accepted', requestId: 'request-1', eventId: id, queue: 'payments' },
  digest: sha256(body),
};
const other = { ...accepted, eventId: 'evt_other' };

beforeEach(async () => {
  made += 1;
  const outputs = {
    ...{ webhookUrl: '', region: 'us-east-1', signingSecretName: '', signingSecrets: {} },
    endpoints: { dynamodb: sqs.endpoint, sqs: sqs.endpoint, secretsmanager: sqs.endpoint },
    ...{ tables: {}, queues: {}, deadLetterQueues: {} },
  };
  const { sqs: client } = reachLocal(outputs);
  const create = async (QueueName: string): Promise<string> =>
    (await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  const queues = { payments: await create(`queue-${made}`) };
  const deadLetterQueues = { payments: await create(`dead-letters-${made}`) };
  target = reachLocal({ ...outputs, queues, deadLetterQueues }, join(folder, `${made}`));
});

const put = (url: string | undefined, payload: Uint8Array): Promise<string> =>
  putMessage(target.sqs, url, sealed(delivery(payload, noon)));

const text = async (): Promise<string> => printUnarchived(await whereIs(target, id, noon), {});

it('is a dead letter: which message, and what today’s code makes of it', async () => {
  log(accepted);
  const { deadLetterQueues } = target.outputs;
  for (let number = 2; number < 14; number += 1)
    await put(deadLetterQueues['payments'], refundEvent('accepted', number));
  const messageId = await put(deadLetterQueues['payments'], body);
  expect(await whereIs(target, id, noon)).toMatchObject({
    state: 'dead letter',
    domain: 'payments',
    messageId,
    finding: "readable; with today's code it is accepted",
  });
  expect(await text()).toMatch(`redrive payments --message ${messageId}`);
});

it('leaves every dead letter visible to others', async () => {
  log(accepted);
  const url = target.outputs.deadLetterQueues['payments'];
  for (const number of [1, 2, 3]) await put(url, refundEvent('settled', number));
  await whereIs(target, id, noon);
  const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
  const { Messages = [] } = await target.sqs.send(receive);
  expect(Messages).toHaveLength(3);
});

it('waits: since when, and behind how many messages', async () => {
  log(other, accepted);
  await put(target.outputs.queues['payments'], body);
  expect(await whereIs(target, id, noon)).toEqual({
    id,
    logSince: '2026-03-04T12:00:00.000Z',
    state: 'waiting',
    domain: 'payments',
    acceptedAt: '2026-03-04T12:00:00.000Z',
    requestId: 'request-1',
    messages: 1,
  });
  expect(await text()).toMatch('waits: the queue of payments holds 1 message.\nNext: ');
});

it('is lost where it was accepted and no queue has it', async () => {
  log(accepted);
  expect(await whereIs(target, id, noon)).toMatchObject({ state: 'lost', messages: 0 });
  expect(await text()).toMatch(/should be archived\.\nNext: .* audit$/);
});

it('may have been refused where signed requests were', async () => {
  log(other, { message: 'refused', cause: 'signature wrong', refused: 5 });
  expect(await whereIs(target, id, noon)).toMatchObject({
    state: 'refused',
    refusals: { 'signature wrong': 5 },
  });
  expect(await text()).toMatch('refused (signature wrong 5), of which it does not read the ids');
});

it('was never received where nothing but unsigned requests was refused', async () => {
  log(other, { message: 'refused', cause: 'signature missing', refused: 1 });
  expect(await whereIs(target, id, noon)).toEqual({
    id,
    logSince: '2026-03-04T12:00:00.000Z',
    state: 'never received',
    refusals: {},
  });
  expect(await text()).toMatch('In Airwallex look up whether the webhook has this URL');
});

it('was never received as far as anybody knows where there is no log', async () => {
  expect(await whereIs(target, id, noon)).toMatchObject({
    state: 'never received',
    logSince: null,
  });
});

describe('webhooks show', () => {
  const test = useTarget(beforeAll);

  it('answers for an event that is not archived, and exits with 2', async () => {
    log(accepted);
    const dynamodb = await endpointOf(test.target.dynamodb);
    const endpoints = { dynamodb, sqs: sqs.endpoint, secretsmanager: sqs.endpoint };
    const { tables } = test.target.outputs;
    const outputs = { ...target.outputs, tables, endpoints, signingSecrets: {} };
    const state = join(folder, `${made}`);
    writeFileSync(join(state, 'outputs.json'), JSON.stringify(outputs));
    const leave = setEnvironment({ LOCAL_DIR: state });
    try {
      expect(JSON.parse(await printedBy(['show', id, '--json']))).toMatchObject({
        unarchived: { id, state: 'lost' },
      });
      expect(process.exitCode).toBe(2);
      expect(await printedBy(['show', id])).toMatch(`The archive holds no event ${id}.`);
    } finally {
      leave();
      process.exitCode = undefined;
    }
  });
});
