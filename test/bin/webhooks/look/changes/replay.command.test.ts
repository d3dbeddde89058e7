import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import type { Emulator } from '../../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../../bin/local/emulators/sqs.ts';
import { replayedChangesShape } from '../../../../../bin/webhooks/look/changes/replay/json.ts';
import { reachLocal } from '../../../../../bin/webhooks/pipeline/connect.ts';
import type { LocalOutputs } from '../../../../../bin/webhooks/pipeline/outputs.ts';
import { readChange } from '../../../../../functions/shared/reaction/read-change.ts';
import { useProjectCopy } from '../../../../support/pipeline/project-copy.ts';
import { endpointOf } from '../../../../support/tables/dynamodb.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks changes replay` as a person uses it, of a project that has a reaction. */

jest.setTimeout(60_000);

const copy = useProjectCopy();
const noon = Date.UTC(2026, 2, 4, 12);
let now = noon;
const test = useTarget(beforeAll, () => now);
const folder = mkdtempSync(join(tmpdir(), 'changes-replay-'));
let sqs: Emulator;
let outputs: LocalOutputs;
let queueUrl = '';

beforeAll(async () => {
  const reactions = join(copy.root, 'functions/reactions');
  mkdirSync(reactions, { recursive: true });
  writeFileSync(
    join(reactions, 'note-refund.ts'),
    `import { reaction } from '../shared/reaction/reaction.ts';
export const noteRefund = reaction({
  on: { object: 'refund', becomes: ['ACCEPTED', 'SETTLED'] },
  errorImpact: 'Refunds are not noted.',
  handle: async () => {},
});
`,
  );
  sqs = await startSqs(folder, { port: 0, flag: '' });
  const dynamodb = await endpointOf(test.target.dynamodb);
  outputs = {
    ...test.target.outputs,
    signingSecrets: {},
    endpoints: { dynamodb, sqs: sqs.endpoint, secretsmanager: dynamodb },
  };
  for (const [at, ...bodies] of [
    [0, refundEvent('received', 1), refundEvent('accepted', 2)],
    [1, refundEvent('accepted', 1), webhook('evt_bad', 'refund.settled', undefined, { id: null })],
    [2, refundEvent('settled', 1)],
  ] as const) {
    now = noon + at * 60_000;
    await test.pipeline.send(bodies);
  }
});
afterAll(async () => {
  await sqs.stop();
  rmSync(folder, { recursive: true });
});

let made = 0;
beforeEach(async () => {
  made += 1;
  const created = await reachLocal(outputs).sqs.send(
    new CreateQueueCommand({
      QueueName: `reaction-note-refund-${made}.fifo`,
      Attributes: { FifoQueue: 'true' },
    }),
  );
  queueUrl = created.QueueUrl ?? '';
  const changes = {
    unpublishedQueue: queueUrl,
    effectsTable: 'effects',
    queues: { 'reaction-note-refund': queueUrl },
    deadLetterQueues: {},
  };
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify({ ...outputs, changes }));
});

/** Runs a command line in the copy. */
const run = (...words: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ['bin/webhooks/main.ts', 'changes', 'replay', ...words],
      { cwd: copy.root, env: { ...process.env, LOCAL_DIR: folder, NO_COLOR: '1' } },
      (_error, out, err) => resolve({ code: child.exitCode ?? 1, out, err }),
    );
  });

const around = ['--since', '2026-03-04T11:00:00Z', '--until', '2026-03-05'];

/** Takes everything out of the queue: of a record one change at a time. */
const take = async (): Promise<readonly Message[]> => {
  const { sqs: client } = reachLocal(outputs);
  const taken: Message[] = [];
  for (;;) {
    const { Messages: [message] = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    if (message === undefined) return taken;
    taken.push(message);
    const { ReceiptHandle } = message;
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }
};

it('counts what it would send, sends nothing, and prints the command that does', async () => {
  const { code, out, err } = await run('note-refund', ...around);
  expect({ code, out }).toEqual({
    code: 0,
    out: 'Dry run: 3 changes would be sent (2 ACCEPTED, 1 SETTLED); 5 events read, which changed 4 records.\n',
  });
  expect(err).toMatch(
    /Send them with: .*changes replay note-refund --since 2026-03-04T11:00:00.000Z --until 2026-03-05T00:00:00.000Z --yes\n$/,
  );
  expect(await take()).toEqual([]);
});

it('sends what the reaction asks for, in order per record, as messages that it reads', async () => {
  const { code, out } = await run('note-refund', ...around, '--yes');
  expect({ code, out }).toEqual({
    code: 0,
    out: '3 of 3 changes sent (2 ACCEPTED, 1 SETTLED); 5 events read, which changed 4 records.\n',
  });
  const messages = await take();
  const changes = messages.map(({ Body = '' }) => readChange(Body));
  const ofFirst = changes.filter(({ key }) => key.pk === 'refund#rfd_1');
  expect(ofFirst.map(({ from, becomes }) => `${from} ${becomes}`)).toEqual([
    'RECEIVED ACCEPTED',
    'ACCEPTED SETTLED',
  ]);
  expect(changes.every(({ replay, position }) => replay && position === '')).toBe(true);
  expect(
    messages.map(({ MessageAttributes = {} }) => Object.keys(MessageAttributes).sort()),
  ).toEqual(messages.map(() => ['account', 'becomes', 'from', 'kind', 'object']));
  expect(new Set(messages.map(({ Attributes }) => Attributes?.MessageGroupId)).size).toBe(2);
});

it('is safe to repeat: SQS takes the same change once', async () => {
  const words = ['note-refund', ...around, '--yes', '--json'];
  const first = v.parse(replayedChangesShape, JSON.parse((await run(...words)).out));
  expect(first).toEqual({
    ...{ reaction: 'note-refund', dryRun: false, events: 5, changes: 4, wanted: 3, sent: 3 },
    ...{ since: '2026-03-04T11:00:00.000Z', until: '2026-03-05T00:00:00.000Z' },
    ...{ byStatus: { ACCEPTED: 2, SETTLED: 1 }, next: null },
  });
  await run(...words);
  expect(await take()).toHaveLength(3);
});

it('exits with 2 where there is no such reaction, no such queue, or no such change', async () => {
  const unknown = await run('note-refnd', ...around);
  expect(unknown).toMatchObject({ code: 2, out: '' });
  expect(unknown.err).toContain(
    'There is no reaction "note-refnd" in functions/reactions of this checkout. There are: note-refund.',
  );
  expect(await run('note-refund', '--since', '1h')).toMatchObject({ code: 2 });
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify(outputs));
  const off = await run('note-refund', ...around);
  expect(off).toMatchObject({ code: 2, out: '' });
  expect(off.err).toContain('There is no reaction note-refund in the local pipeline.');
});

it('refuses to send what other code than that of the functions computes, unless it is permitted', async () => {
  const projections = { ...outputs.projections, payments: { revision: 1, digest: 'other' } };
  const changes = {
    unpublishedQueue: queueUrl,
    effectsTable: 'effects',
    queues: { 'reaction-note-refund': queueUrl },
    deadLetterQueues: {},
  };
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify({ ...outputs, changes, projections }));
  const refused = await run('note-refund', ...around, '--yes');
  expect(refused).toMatchObject({ code: 3, out: '' });
  expect(refused.err).toContain('The functions run other code');
  expect(await take()).toEqual([]);
  expect(await run('note-refund', ...around, '--yes', '--other-code')).toMatchObject({ code: 0 });
});

it('refuses options that do not go together', async () => {
  const refused = async (...words: readonly string[]) => {
    const { code, err } = await run('note-refund', ...words);
    expect(code).toBe(1);
    return err;
  };
  expect(await refused()).toContain('Specify from when on');
  expect(await refused(...around, '--yes', '--dry-run')).toContain('exclude each other');
  expect(await refused(...around, '--object', 'refund')).toContain('--object is not for');
});
