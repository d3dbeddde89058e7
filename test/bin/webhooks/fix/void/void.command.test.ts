import { useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';
import { createWorld, type World } from '../../../../support/void/voiding.ts';
import { webhook } from '../../../../support/webhook.ts';

const dynamodb = useDynamoDb();
let world: World;
let tool: CreatedTool;

const paid = (id: string, name: string, second: number) =>
  webhook(id, `payment_intent.${name}`, `2026-03-01T10:00:0${second}Z`, { id: 'int_1' });

beforeEach(async () => {
  world = await createWorld(dynamodb);
  const outputs = { ...world.target.outputs, queues: {}, deadLetterQueues: {} };
  tool = await createTool({ ...world.target, outputs });
  await world.send([
    { body: paid('evt_1', 'created', 1), label: 'next' },
    { body: paid('evt_2', 'succeeded', 2), label: 'live' },
  ]);
});
afterEach(() => {
  tool.stop();
  process.exitCode = undefined;
});

const exits = (exitCode: number) => expect.objectContaining({ exitCode });
const forged = ['--secret', 'live', '--reason', 'the secret leaked'] as const;
const now = ['--yes', '--wait', '0'] as const;

describe('webhooks void', () => {
  it('shows what it would do until --yes is given, does it, lists the rule, and undoes it', async () => {
    const before = [await world.records(), await world.archive()];
    const dry = await tool.run('void', ...forged);
    expect(dry).toMatch(/^Dry run: nothing was changed\. what the secret "live" signed until 20/);
    expect(dry).toMatch(/^1 archived event: 1 void, 0 not$/m);
    expect(dry).toContain("run webhooks -- void --secret live --reason 'the secret leaked' --yes");
    expect([await world.records(), await world.archive()]).toEqual(before);
    expect(await tool.run('void', '--list')).toBe('No event was ever voided.');

    const done = await tool.json('void', ...forged, ...now);
    expect(done).toEqual([
      expect.objectContaining({
        ...{ secret: 'live', since: null, reason: 'the secret leaked', undoneAt: null },
        ...{ mode: 'voided', matched: 1, voided: 1, kept: 0, objects: 1, records: 1 },
        remaining: 0,
      }),
    ]);
    const [{ rule }] = JSON.parse(await tool.run('void', '--list', '--json'));
    expect(await tool.run('void', '--list')).toContain(`${rule}  what the secret "live" signed`);
    expect((await world.records()).join()).not.toContain('SUCCEEDED');
    expect(process.exitCode).toBeUndefined();

    expect(await tool.run('void', '--undo', rule, ...now)).toMatch(/^Undone: /);
    expect([await world.records(), await world.archive()]).toEqual(before);
    const listed = await tool.json('void', '--list');
    expect(listed).toEqual([expect.objectContaining({ rule, undoneAt: expect.any(String) })]);
  });

  it('is shown by show, events and history, and lets audit and rebuild find nothing wrong', async () => {
    await tool.run('void', 'evt_2', '--reason', 'forged\u001b[2K', ...now);
    const shown = await tool.run('show', 'evt_2');
    expect(shown).toContain('void by payments');
    expect(shown).toMatch(/^ {2}signed with +secret "live" \(void\)$/m);
    expect(shown).toMatch(/forged\\u001b\[2K \(20/);
    expect(await tool.run('void', '--list')).toContain('the event evt_2: forged\\u001b[2K (');
    expect(await tool.json('show', 'evt_2')).toMatchObject({
      events: [{ outcome: 'void', rules: [{ reason: 'forged\u001b[2K' }] }],
    });
    expect(await tool.json('events', '--outcome', 'void')).toMatchObject({
      events: [{ id: 'evt_2' }],
    });
    expect(await tool.run('history', 'int_1')).toMatch(/void +.*succeeded|succeeded.* void/);
    expect(await tool.json('rebuild', 'payments', '--compare')).toMatchObject({ differing: 0 });
    expect(await tool.json('replay', 'evt_2', '--yes')).toMatchObject([{ result: 'unchanged' }]);
    expect((await world.records()).join()).not.toContain('SUCCEEDED');
    expect(await world.breaches()).toEqual([]);
  });

  it('is found by the label of the secret, which a later one that signs the same bytes joins', async () => {
    const idsBy = async (label: string) => {
      const page = JSON.parse(await tool.run('events', '--secret', label, '--json'));
      return page.events.map(({ id }: { readonly id: string }) => id);
    };
    expect(await idsBy('live')).toEqual(['evt_2']);
    await world.send([{ body: paid('evt_2', 'succeeded', 2), label: 'next' }]);
    expect(await idsBy('next')).toEqual(['evt_2', 'evt_1']);
    expect(await tool.json('void', ...forged, ...now)).toMatchObject([{ voided: 0, kept: 1 }]);
    expect((await world.records()).join()).toContain('SUCCEEDED');
  });

  it('applies all rules again after a restore of the archive', async () => {
    await tool.run('void', ...forged, ...now);
    const voided = await world.records();
    await world.send([{ body: paid('evt_3', 'cancelled', 3), label: 'live' }]);
    expect(await tool.json('void', '--again', ...now)).toMatchObject([{ matched: 2, voided: 2 }]);
    expect(await world.records()).toEqual(voided);
    expect(await tool.json('operations')).toMatchObject([
      { command: 'void', arguments: ['--again', '--yes', '--wait', '0', '--json'], result: 'done' },
      { command: 'void', counts: { voided: 1, kept: 0, records: 1, remaining: 0 } },
    ]);
  });

  it('exits with 1 for options that contradict each other, and with 2 for an unknown event or rule', async () => {
    for (const words of [
      [],
      ['evt_1'],
      ['evt_1', '--reason', ' '],
      ['evt_1', '--secret', 'live', '--reason', 'x'],
      ['evt_1', '--since', '1h', '--reason', 'x'],
      ['--undo', 'x', '--again'],
      ['--list', 'evt_1'],
    ])
      await expect(tool.run('void', ...words)).rejects.toEqual(exits(1));
    await expect(tool.run('void', 'evt_9', '--reason', 'x')).rejects.toEqual(exits(2));
    await expect(tool.run('void', '--undo', 'none')).rejects.toEqual(exits(2));
    await expect(tool.run('void', '--again', 'none')).rejects.toEqual(exits(2));
  });
});
