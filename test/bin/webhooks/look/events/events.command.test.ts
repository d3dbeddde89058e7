import * as v from 'valibot';
import { archivedHeartbeat } from '../../../../support/pipeline/archived-heartbeat.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks events` as a person uses it. */

const MINUTE = 60_000;
const noon = Date.UTC(2026, 2, 4, 12);

let now = noon;
const test = useTarget(beforeAll, () => now);
const tool = useTool(test);

beforeAll(async () => {
  const archive = async (at: number, ...bodies: readonly Buffer[]): Promise<void> => {
    now = at;
    await test.pipeline.send(bodies);
  };
  await archive(noon - 24 * 60 * MINUTE, refundEvent('received', 0));
  // Many of one millisecond, which the index keeps in no order.
  await archive(noon, ...Array.from({ length: 9 }, (_, at) => refundEvent('received', at + 1)));
  await archive(noon + MINUTE, refundEvent('settled', 1), refundEvent('accepted', 1));
  await archive(
    noon + 2 * MINUTE,
    webhook('evt_new', 'refund.vanished', undefined, { id: 'rfd_1', status: 'GONE' }),
    webhook('evt_broken', 'refund.settled', undefined, { id: null }),
    Buffer.from('{"id":"evt_acct","name":"deposit.settled","account_id":"acct_1","data":{}}'),
  );
});

const page = v.object({
  events: v.array(v.looseObject({ id: v.string(), archivedAt: v.string() })),
  next: v.nullable(v.string()),
});
const read = async (...words: readonly string[]) =>
  v.parse(page, await tool.json('events', ...words));

const around = ['--since', '2026-03-03', '--until', '2026-03-05'];
const ids = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await read(...words)).events.map(({ id }) => id);

it('lists newest first, across shards and days', async () => {
  const { events, next } = await read(...around);
  const times = events.map(({ archivedAt }) => archivedAt);
  expect(times).toEqual([...times].sort().reverse());
  expect(events).toHaveLength(15);
  expect(events.at(-1)).toMatchObject({
    id: 'evt_received_0',
    name: 'refund.received',
    domain: 'payments',
    outcome: 'accepted',
    account: null,
    object: 'refund#rfd_0',
    occurredAt: '2026-03-01T10:00:00.000Z',
    archivedAt: '2026-03-03T12:00:00.000Z',
  });
  expect(next).toBeNull();
});

it.each([
  ['by time', around],
  ['of an object', ['--object', 'refund#rfd_1']],
  ['of what is quarantined', ['--outcome', 'quarantined']],
])('pages through a listing %s, each event once', async (_, words) => {
  const all = await ids(...words);
  const paged: string[] = [];
  let cursor: string | null = null;
  do {
    const after: readonly string[] = cursor === null ? [] : ['--after', cursor];
    const { events, next } = await read(...words, '--limit', '2', ...after);
    paged.push(...events.map(({ id }) => id));
    cursor = next;
  } while (cursor !== null);
  expect(paged).toEqual(all);
  expect(new Set(paged).size).toBe(all.length);
});

it('filters by name or its first parts, domain, account, outcome and time of archiving', async () => {
  expect(await ids(...around, '--name', 'refund.accepted')).toEqual(['evt_accepted_1']);
  expect(await ids(...around, '--name', 'refund')).toHaveLength(14);
  expect(await ids(...around, '--name', 'refund.accepted,customer')).toEqual(['evt_accepted_1']);
  expect(await ids(...around, '--name', 'ref')).toEqual([]);
  expect(await ids(...around, '--domain', 'unrouted')).toEqual(['evt_acct']);
  expect(await ids(...around, '--account', 'acct_1')).toEqual(['evt_acct']);
  expect(await ids(...around, '--outcome', 'unrouted')).toEqual(['evt_acct']);
  const start = '2026-03-04T12:01:00Z';
  const minute = ['--since', start, '--until', '2026-03-04T12:02:00Z'];
  expect([...(await ids(...minute))].sort()).toEqual(['evt_accepted_1', 'evt_settled_1']);
});

it('finds events that need attention, and those of an object, of any age', async () => {
  expect(await ids('--outcome', 'quarantined')).toEqual(['evt_broken']);
  expect(await ids('--outcome', 'unrecognized')).toEqual(['evt_new']);
  // A terminal state comes last, and an event without a time when it was first sent.
  const inOrder = ['evt_settled_1', 'evt_new', 'evt_accepted_1', 'evt_received_1'];
  expect(await ids('--object', 'refund#rfd_1')).toEqual(inOrder);
  expect(await ids('--object', 'rfd_1')).toEqual(inOrder);
  expect(await ids('--object', 'rfd_1', '--outcome', 'unrecognized')).toEqual(['evt_new']);
});

it('finds events by a text in their bodies, in the order of the listing', async () => {
  const order = (id: string, order_id: string) =>
    webhook(id, 'payment_intent.succeeded', '2026-03-01T10:00:00Z', {
      ...{ id: `int_${id}`, merchant_order_id: order_id },
    });
  now = noon + 3 * MINUTE;
  await test.pipeline.send([order('evt_order_1', 'ORD-"1847"'), order('evt_order_2', 'ORD-18')]);
  expect(await ids(...around, '--text', 'ORD-"1847"')).toEqual(['evt_order_1']);
  expect(await ids(...around, '--text', 'int_evt_order_', '--limit', '1')).toHaveLength(1);
  expect(await ids(...around, '--text', 'int_evt_order_', '--name', 'refund')).toEqual([]);
  expect(await ids('--object', 'rfd_1', '--text', 'GONE')).toEqual(['evt_new']);
  expect(await ids(...around, '--text', 'ORD-9')).toEqual([]);
  await expect(tool.run('events', '--text', '')).rejects.toMatchObject({ exitCode: 1 });
});

it('prints a line per event, and the command for the next page', async () => {
  const remarks = jest.spyOn(console, 'error').mockImplementation();
  expect(await tool.run('events', '--object', 'rfd_1', '--limit', '1')).toBe(
    '2026-03-04T12:01:00.000Z  accepted  refund.settled  refund#rfd_1  evt_settled_1',
  );
  expect(remarks.mock.calls.flat().join('\n')).toMatch(
    /More: .*npm run webhooks -- events --object rfd_1 --limit 1 --after \S+$/m,
  );
  remarks.mockRestore();
  expect(await tool.run('events', '--until', '2020-02-01')).toContain('Look further back');
});

it('refuses invalid options', async () => {
  await expect(tool.run('events', '--since', 'soon')).rejects.toThrow(/"soon" is not a time/);
  await expect(tool.run('events', '--limit', '0')).rejects.toThrow(/from 1 to/);
  await expect(tool.run('events', '--limit', '1001')).rejects.toThrow(/at most 1000 events/);
  await expect(tool.run('events', '--interval', '2')).rejects.toThrow(/only for --follow/);
  await expect(tool.run('events', '--follow', '--until', '1h')).rejects.toThrow(/not for --follow/);
  await expect(tool.run('events', '--outcome', 'fine')).rejects.toThrow(/Allowed choices/);
  const { next } = await read(...around, '--limit', '1');
  await expect(
    tool.run('events', '--object', 'rfd_1', '--after', next ?? ''),
  ).rejects.toMatchObject({ exitCode: 1 });
});

it('suggests known names where no event has the name, and exits with 2', async () => {
  const text = await tool.run('events', ...around, '--name', 'refund.setled');
  expect(text).toContain('No known event is named "refund.setled". Did you mean refund.settled?');
  expect(process.exitCode).toBe(2);
  process.exitCode = undefined;
  expect(await tool.run('events', ...around, '--name', 'customer')).not.toContain('Did you mean');
  expect(process.exitCode).toBeUndefined();
});

it('leaves out heartbeats that earlier versions archived, unless a name or a domain asks for them', async () => {
  await test.storeOf('unrouted').archive(archivedHeartbeat('evt_beat', noon + 4 * MINUTE));
  expect(await ids(...around, '--limit', '100')).not.toContain('evt_beat');
  expect(await ids(...around, '--name', 'heartbeat')).toEqual(['evt_beat']);
  expect(await ids(...around, '--domain', 'unrouted')).toContain('evt_beat');
});

it('lists the same once the archive is too large to be read by one request', async () => {
  const few = await ids(...around);
  now = noon + 3 * 24 * 60 * MINUTE;
  await test.pipeline.send(Array.from({ length: 200 }, (_, at) => refundEvent('settled', at + 50)));
  expect(await ids(...around)).toEqual(few);
});
