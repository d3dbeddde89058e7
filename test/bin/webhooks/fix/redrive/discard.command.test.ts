import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Emulator } from '../../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../../bin/local/emulators/sqs.ts';
import { discard } from '../../../../../bin/webhooks/fix/redrive/discard/discard.ts';
import { reachLocal } from '../../../../../bin/webhooks/pipeline/connect.ts';
import type { Target } from '../../../../../bin/webhooks/pipeline/target.ts';
import { payments } from '../../../../../functions/payments/domain.ts';
import { sha256 } from '../../../../../functions/shared/event/identifier.ts';
import { sealed } from '../../../../support/aws/consumers.ts';
import { putMessage } from '../../../../support/aws/put-message.ts';
import { endpointOf } from '../../../../support/tables/dynamodb.ts';
import { delivery } from '../../../../support/tables/expected-records.ts';
import { itemText } from '../../../../support/tables/item-text.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';
import { refundEvent } from '../../../../support/webhook.ts';

/* `webhooks redrive <domain> --discard` as a person uses it. */

const test = useTarget(beforeEach);
let folder: string;
let emulator: Emulator;
let target: Target;
let tool: CreatedTool;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'discard-'));
  emulator = await startSqs(folder, { port: 0, flag: '' });
}, 30_000);
afterAll(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  made += 1;
  tool = await createTool(test.target);
  const dynamodb = await endpointOf(test.target.dynamodb);
  const sqs = emulator.endpoint;
  const outputs = {
    ...test.target.outputs,
    signingSecrets: {},
    endpoints: { dynamodb, sqs, secretsmanager: sqs },
  };
  const create = async (QueueName: string): Promise<string> =>
    (await reachLocal(outputs).sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  const queues = { payments: await create(`queue-${made}`) };
  const deadLetterQueues = { payments: await create(`dead-letters-${made}`) };
  const all = { ...outputs, queues, deadLetterQueues };
  writeFileSync(join(tool.folder, 'outputs.json'), JSON.stringify(all));
  target = reachLocal(all);
});
afterEach(() => {
  tool.stop();
  process.exitCode = undefined;
});

const ALIEN = 'SECRET of whoever may send to this queue';
const facts = { digest: sha256(ALIEN), bytes: ALIEN.length, domain: 'payments' };
const CAUSE = 'The message is without attributes that the ingress always sends.';

const url = (): string => target.outputs.deadLetterQueues['payments'] ?? '';

/** Puts a message into the dead-letter queue. @returns its id. */
const bury = (body: string, attributes: Readonly<Record<string, string>> = {}): Promise<string> =>
  putMessage(target.sqs, url(), { body, attributes });

const buryEvent = () => {
  const { body, attributes } = sealed(delivery(refundEvent('settled'), Date.UTC(2026, 2, 4)));
  return bury(body, attributes);
};

/** The bodies that a consumer could take from the dead-letter queue now. */
const remaining = async (): Promise<readonly (string | undefined)[]> => {
  const { Messages = [] } = await target.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url(), MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.map(({ Body }) => Body).sort();
};

const archive = async (): Promise<readonly string[]> => {
  const { client, name: TableName } = target.tables.events;
  const lines: string[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    lines.push(...Items.map(itemText));
  return lines;
};

const run = (...words: readonly string[]) => tool.run('redrive', 'payments', ...words);
const json = (...words: readonly string[]) => tool.json('redrive', 'payments', ...words);

describe('webhooks redrive --discard', () => {
  it('shows what would be recorded and removed, and does neither without --yes', async () => {
    const id = await bury(ALIEN);
    const text = await run('--discard', '--message', id);
    expect(text).toContain('Dry run: nothing was recorded or removed.');
    for (const fact of [id, CAUSE, facts.digest, 'payments', String(facts.bytes)])
      expect(text).toContain(fact);
    expect(text).toMatch(/redrive payments --discard --message \S+ --yes$/);
    expect(text).not.toContain('SECRET');
    expect(await archive()).toEqual([]);
    expect(await remaining()).toEqual([ALIEN]);
    expect(process.exitCode).toBeUndefined();
  });

  it('notes the message in the archive without its text, deletes it and gives the others back', async () => {
    const event = await buryEvent();
    const id = await bury(ALIEN, { requestId: 'SECRET too' });
    const shown = await json('--discard', '--message', id, '--yes');
    expect(shown).toEqual({
      ...{ ...facts, dryRun: false, messageId: id, cause: CAUSE },
      queuedAt: expect.stringMatching(/^20.*Z$/),
      discardedAt: expect.stringMatching(/^20.*Z$/),
    });
    const [note = '', ...others] = await archive();
    expect(others).toEqual([]);
    expect(note).toContain(facts.digest);
    expect(note).not.toContain('SECRET');
    expect(await remaining()).toHaveLength(1);
    expect(await json('--discarded')).toEqual([{ ...Object(shown), dryRun: undefined }]);
    const text = await run('--discarded');
    expect(text).toMatch(/^1 message of payments was discarded\./);
    expect(text).toContain(id);
    expect(await run('--message', event)).toContain('1 message moved, 0 remaining.');
  });

  it('is suggested for an unreadable message, and for no other', async () => {
    await buryEvent();
    expect(await run('--dry-run')).not.toContain('--discard');
    const id = await bury(ALIEN);
    expect(await run('--dry-run')).toMatch(
      new RegExp(`To discard one: .* redrive payments --discard --message ${id}$`),
    );
  });

  it('refuses a readable message with the reason', async () => {
    const id = await buryEvent();
    for (const words of [['--yes'], []])
      await expect(run('--discard', '--message', id, ...words)).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringContaining(
          'is readable and holds the authentic event evt_settled_1, so it is not discarded',
        ),
      });
    expect(await archive()).toEqual([]);
    expect(await remaining()).toHaveLength(1);
  });

  it('keeps the note and the message where it cannot be deleted, and notes it once', async () => {
    const id = await bury(ALIEN);
    let time = Date.UTC(2026, 2, 4);
    const options = {
      messageId: id,
      dryRun: false,
      signal: new AbortController().signal,
      now: () => time,
    };
    target.sqs.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'DeleteMessageCommand') throw new Error('interrupted');
          return next(args);
        },
      { step: 'initialize', name: 'interrupt' },
    );
    await expect(discard(target, payments, options)).rejects.toThrow('interrupted');
    expect(await remaining()).toEqual([ALIEN]);
    const noted = await archive();
    expect(noted).toHaveLength(1);
    target.sqs.middlewareStack.remove('interrupt');
    time += 60_000;
    expect(await discard(target, payments, options)).toMatchObject({
      state: 'discarded',
      letter: { messageId: id, discardedAt: Date.UTC(2026, 2, 4), cause: CAUSE, ...facts },
    });
    expect(await archive()).toEqual(noted);
    expect(await remaining()).toEqual([]);
    await expect(run('--discard', '--message', id, '--yes')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('it was discarded at 2026-03-04T00:00:00.000Z.'),
    });
  });

  it('deletes nothing that could not be noted', async () => {
    const id = await bury(ALIEN);
    const table = { ...target.tables.events, name: 'none' };
    const elsewhere = { ...target, tables: { ...target.tables, events: table } };
    const { signal } = new AbortController();
    await expect(
      discard(elsewhere, payments, { messageId: id, dryRun: false, signal }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(await remaining()).toEqual([ALIEN]);
  });

  it('needs the code of the functions, which may read what another checkout cannot', async () => {
    const id = await bury(ALIEN);
    const file = join(tool.folder, 'outputs.json');
    const outputs = { ...target.outputs, signingSecrets: {}, projections: undefined };
    const dynamodb = await endpointOf(test.target.dynamodb);
    const endpoints = { dynamodb, sqs: emulator.endpoint, secretsmanager: '' };
    writeFileSync(file, JSON.stringify({ ...outputs, endpoints }));
    await expect(run('--discard', '--message', id, '--yes')).rejects.toMatchObject({ exitCode: 3 });
    expect(await remaining()).toEqual([ALIEN]);
    const remarks = jest.spyOn(console, 'error').mockImplementation();
    await run('--discard', '--message', id, '--yes', '--other-code');
    remarks.mockRestore();
    expect(await remaining()).toEqual([]);
  });

  it('reports an unknown message, and lists nothing where none was discarded', async () => {
    await bury(ALIEN);
    await expect(run('--discard', '--message', 'none', '--yes')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('has no message "none"'),
    });
    expect(await run('--discarded')).toBe('No message of payments was discarded.');
    expect(await json('--discarded')).toEqual([]);
  });

  it.each([[['--discard']], [['--discard', '--yes']]])('is a usage error of %j', async (words) => {
    await expect(run(...words)).rejects.toMatchObject({ exitCode: 1 });
  });

  it('does not go with what moves or lists messages', async () => {
    for (const words of [
      ['--discard', '--message', 'a', '--dry-run'],
      ['--discard', '--message', 'a', '--limit', '1'],
      ['--discarded', '--message', 'a'],
      ['--discarded', '--dry-run'],
    ])
      await expect(run(...words)).rejects.toThrow(/cannot be used with/);
  });
});
