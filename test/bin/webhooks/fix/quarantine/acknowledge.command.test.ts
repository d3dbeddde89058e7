import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { groupsShape } from '../../../../../bin/webhooks/fix/quarantine/json.ts';
import { replay } from '../../../../../bin/webhooks/fix/replay/replay.ts';
import { selectedEvents } from '../../../../../bin/webhooks/fix/replay/selection.ts';
import { type EventPage, readPage } from '../../../../../bin/webhooks/look/events/query.ts';
import { sha256 } from '../../../../../functions/shared/event/identifier.ts';
import { missing } from '../../../../../functions/shared/record/family.ts';
import { changed } from '../../../../support/tool/rebuilding.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks quarantine --acknowledge` and what it changes for other commands. */

let now: number;
const test = useTarget(beforeEach, () => now);
let tool: CreatedTool;

beforeEach(async () => {
  now = Date.UTC(2026, 2, 4, 12);
  tool = await createTool(test.target);
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => {
  tool.stop();
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

const poor = (id: string, name = 'refund.settled') =>
  webhook(id, name, '2026-03-03T10:00:00Z', { id: null });

const unknown = (id: string) => webhook(id, 'refund.vanished', undefined, { id: 'rfd_1' });

const send = async (...bodies: readonly Buffer[]): Promise<void> => {
  for (const body of bodies) {
    await test.pipeline.send([body]);
    now += 1_000;
  }
};

/** Ids of quarantined events, as `events` lists them. */
const listed = async (): Promise<readonly string[]> =>
  (await tool.run('events', '--outcome', 'quarantined')).match(/evt_\w+/g) ?? [];

/** The number of events by reason, and the notes of acknowledgements. */
const groups = async (...options: readonly string[]) => {
  const all = v.parse(groupsShape, await tool.json('quarantine', ...options));
  return all.map(({ trouble, events, acknowledgements }) => ({
    trouble,
    events,
    acknowledgements,
  }));
};

const acknowledge = (id: string, note: string, ...options: readonly string[]) =>
  tool.run('quarantine', '--acknowledge', id, '--note', note, ...options);

/** Today's code, which can read what it could not. */
const lenient = changed('refund', () => (event) => ({
  projection: { object: event.key, records: [] },
}));
/** Today's code, which refuses it for another reason. */
const strict = changed('refund', () => () => missing('data.other', 'a string'));

const replayBy = (by: typeof lenient) =>
  replay(test.target, selectedEvents(test.target, { outcome: 'quarantined' }), {
    onAnswer: () => {},
    runtimeOf: async () => by,
  });

describe('a group that is acknowledged', () => {
  it('needs no attention until the same happens again, and is then shown with its note', async () => {
    await send(poor('evt_1'), poor('evt_2'), unknown('evt_new'));
    const text = await acknowledge('evt_1', 'the old shop, ticket 7', '--group');
    expect(text.replaceAll(tool.folder, '<folder>')).toMatchInlineSnapshot(`
"2 events are acknowledged.
  because  data.object.id: expected an id, received null
  note     the old shop, ticket 7
  undo     LOCAL_DIR=<folder> npm run webhooks -- quarantine --reopen evt_1 --group"
`);
    expect(await groups()).toMatchObject([{ trouble: 'unrecognized', events: 1 }]);
    await acknowledge('evt_new', 'not wanted');
    expect(await tool.run('quarantine')).toMatch(
      /^Nothing needs attention\.\n3 events are acknowledged: .* quarantine --acknowledged$/,
    );

    await send(poor('evt_3'));
    const [note] = (await tool.run('quarantine')).match(/^ +acknowledged .*$/m) ?? [];
    expect(note).toMatch(/acknowledged +2 events at 20\d\d-.*Z: the old shop, ticket 7$/);
    const earlier = {
      note: 'the old shop, ticket 7',
      events: 2,
      acknowledgedAt: expect.any(String),
    };
    expect(await groups()).toEqual([
      { trouble: 'quarantined', events: 1, acknowledgements: [earlier] },
    ]);
    await acknowledge('evt_3', 'again, ticket 8');
    expect(await groups('--acknowledged')).toEqual([
      {
        trouble: 'quarantined',
        events: 3,
        acknowledgements: [{ ...earlier, note: 'again, ticket 8', events: 1 }, earlier],
      },
      expect.objectContaining({ trouble: 'unrecognized', events: 1 }),
    ]);

    await replayBy(lenient);
    expect(await groups()).toEqual([]);
    expect(await groups('--acknowledged')).toMatchObject([{ trouble: 'unrecognized' }]);
    expect(await listed()).toEqual([]);
  });

  it('is found by events and replay, in the order of the archive', async () => {
    await send(poor('evt_1'), poor('evt_2'), poor('evt_3'));
    await acknowledge('evt_2', 'known');
    expect(await listed()).toEqual(['evt_3', 'evt_2', 'evt_1']);
    const query = { outcome: 'quarantined', range: { since: 0, until: now } } as const;
    const paged: string[] = [];
    let page: EventPage = await readPage(test.target, query, { limit: 1 });
    for (;;) {
      paged.push(...page.events.map(({ id }) => id));
      if (page.next === undefined) break;
      page = await readPage(test.target, query, { limit: 1, below: page.next });
    }
    expect(paged).toEqual(['evt_3', 'evt_2', 'evt_1']);
    const answers = await tool.run('replay', '--outcome', 'quarantined', '--json');
    expect(answers.match(/"result":"quarantined"/g)).toHaveLength(3);
  });

  it('stays so after a replay or redelivery for the same reason', async () => {
    await send(poor('evt_1'));
    await acknowledge('evt_1', 'known');
    await tool.run('replay', '--outcome', 'quarantined', '--json');
    await send(poor('evt_1'));
    expect(await groups()).toEqual([]);
    expect(await groups('--acknowledged')).toMatchObject([{ events: 1 }]);
  });

  it('needs attention again once it is quarantined for another reason', async () => {
    await send(poor('evt_1'));
    await acknowledge('evt_1', 'known');
    await replayBy(strict);
    expect(await groups()).toMatchObject([{ events: 1, acknowledgements: [] }]);
    expect(await groups('--acknowledged')).toEqual([]);
  });

  it('is open again after --reopen', async () => {
    await send(poor('evt_1'), poor('evt_2'), poor('evt_3'));
    await acknowledge('evt_1', 'a mistake', '--group');
    expect(await tool.run('quarantine', '--reopen', 'evt_2')).toMatch(/^1 event is open again\./);
    expect(await groups()).toMatchObject([{ events: 1, acknowledgements: [{ events: 2 }] }]);
    expect(await tool.json('quarantine', '--reopen', 'evt_1', '--group')).toMatchObject({
      ...{ attention: 'open', acknowledgedAt: null, note: null, group: true, already: [] },
      events: expect.arrayContaining([expect.objectContaining({ id: 'evt_3' })]),
    });
    expect(await groups()).toMatchObject([{ events: 3, acknowledgements: [] }]);
    expect(await tool.run('quarantine', '--acknowledged')).toBe('Nothing is acknowledged.');
  });
});

describe('an acknowledgement', () => {
  it('is of one event unless --group is given', async () => {
    await send(poor('evt_1'), poor('evt_2'));
    expect(await tool.json('quarantine', '--acknowledge', 'evt_1', '--note', 'known')).toEqual({
      attention: 'acknowledged',
      acknowledgedAt: expect.stringMatching(/^20.*Z$/),
      note: 'known',
      group: false,
      events: [expect.objectContaining({ id: 'evt_1', outcome: 'quarantined', account: null })],
      already: [],
    });
    expect(await groups()).toMatchObject([{ events: 1 }]);
  });

  it('takes what the listing shows of an event without a usual id', async () => {
    await send(Buffer.from('[]'));
    const [, id = ''] = /example +(\S+)/.exec(await tool.run('quarantine')) ?? [];
    await acknowledge(id, 'a test of theirs', '--group');
    expect(await groups('--acknowledged')).toMatchObject([{ trouble: 'nameless', events: 1 }]);
  });

  it('changes nothing of an event that is acknowledged already', async () => {
    await send(poor('evt_1'));
    await acknowledge('evt_1', 'the first note');
    expect(await acknowledge('evt_1', 'another')).toMatch(
      /^0 events are acknowledged; 1 event was acknowledged before\./,
    );
    expect(await groups('--acknowledged')).toMatchObject([
      { acknowledgements: [{ note: 'the first note' }] },
    ]);
  });

  it('is refused for an event that is missing or needs no attention', async () => {
    await send(refundEvent('settled'));
    await expect(acknowledge('evt_none', 'why')).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('holds no event evt_none'),
    });
    await expect(acknowledge('evt_settled_1', 'why')).rejects.toMatchObject({
      exitCode: 2,
      message: 'Event evt_settled_1 needs no attention: it is accepted.',
    });
    await expect(tool.run('quarantine', '--reopen', 'evt_settled_1')).rejects.toThrow('accepted');
  });

  it.each([
    ['no note', ['--acknowledge', 'evt_1']],
    ['an empty note', ['--acknowledge', 'evt_1', '--note', ' ']],
    ['a note of two lines', ['--acknowledge', 'evt_1', '--note', 'two\nlines']],
    ['a note that controls a terminal', ['--acknowledge', 'evt_1', '--note', 'a\u001b[2Jb']],
    ['a note of 501 characters', ['--acknowledge', 'evt_1', '--note', 'x'.repeat(501)]],
    ['a note alone', ['--note', 'why']],
    ['a note on what is opened again', ['--reopen', 'evt_1', '--note', 'why']],
    ['a group of no event', ['--group']],
    ['a group in a listing', ['--acknowledged', '--group']],
  ])('is a usage error with %s', async (_title, words) => {
    await expect(tool.run('quarantine', ...words)).rejects.toMatchObject({ exitCode: 1 });
  });

  it('is either of an event or its reverse or a listing', async () => {
    for (const words of [
      ['--acknowledge', 'a', '--note', 'b', '--reopen', 'a'],
      ['--acknowledged', '--reopen', 'a'],
      ['--acknowledged', '--acknowledge', 'a', '--note', 'b'],
    ])
      await expect(tool.run('quarantine', ...words)).rejects.toThrow(/cannot be used with/);
  });

  it('may have a note of 500 characters, each of any script', async () => {
    await send(poor('evt_1'));
    const note = '😀'.repeat(500);
    await acknowledge('evt_1', note);
    expect(await groups('--acknowledged')).toMatchObject([{ acknowledgements: [{ note }] }]);
  });

  it('has its note escaped on a terminal, also one that was written by hand', async () => {
    await send(poor('evt_1'));
    await acknowledge('evt_1', 'harmless');
    const { client, name: TableName } = test.target.tables.events;
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: { id: { S: 'evt_1' }, digest: { S: sha256(poor('evt_1')) } },
        UpdateExpression: 'SET note = :note',
        ExpressionAttributeValues: { ':note': { S: 'clear\u001b[2J\u202e' } },
      }),
    );
    expect(await tool.run('quarantine', '--acknowledged')).toContain('clear\\u001b[2J\\u202e');
  });
});
