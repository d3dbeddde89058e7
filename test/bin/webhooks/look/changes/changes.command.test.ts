import * as v from 'valibot';
import { changesShape } from '../../../../../bin/webhooks/look/changes/json.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks changes` as a person uses it. */

const MINUTE = 60_000;
const noon = Date.UTC(2026, 2, 4, 12);

let now = noon;
const test = useTarget(beforeAll, () => now);
const tool = useTool(test);

const archive = async (at: number, ...bodies: readonly Buffer[]): Promise<void> => {
  now = at;
  await test.pipeline.send(bodies);
};

beforeAll(async () => {
  await archive(noon - 24 * 60 * MINUTE, refundEvent('received', 0));
  await archive(noon, refundEvent('received', 1), refundEvent('received', 2));
  // Late: a later event of the same refund was archived before it.
  await archive(noon + MINUTE, refundEvent('settled', 1));
  await archive(noon + 2 * MINUTE, refundEvent('accepted', 1), refundEvent('settled', 0));
  await archive(
    noon + 3 * MINUTE,
    webhook('evt_broken', 'refund.settled', undefined, { id: null }),
    Buffer.from('{"id":"evt_odd","name":"deposit.settled","account_id":"acct_1","data":{}}'),
    webhook('evt_order', 'payment_intent.succeeded', '2026-03-01T10:00:00Z', {
      ...{ id: 'int_1', status: 'SUCCEEDED', amount: 12.5, currency: 'USD' },
    }),
  );
});

const around = ['--since', '2026-03-03', '--until', '2026-03-05'];
const read = async (...words: readonly string[]) =>
  v.parse(changesShape, await tool.json('changes', ...words));

const texts = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await read(...words)).changes.map(
    ({ key, from, becomes }) => `${key.pk} ${key.sk} ${from} ${becomes}`,
  );

it('lists what events changed in the order of archiving, each as a change is published', async () => {
  const { changes, next } = await read(...around);
  expect(next).toBeNull();
  expect(await texts(...around)).toEqual([
    'refund#rfd_0 refund null RECEIVED',
    'refund#rfd_1 refund null RECEIVED',
    'refund#rfd_2 refund null RECEIVED',
    'refund#rfd_1 refund RECEIVED SETTLED',
    'refund#rfd_0 refund RECEIVED SETTLED',
    'payment_intent#int_1 payment_intent null SUCCEEDED',
  ]);
  expect(changes.at(-1)).toEqual({
    ...{ domain: 'payments', object: 'payment_intent', kind: 'changed', position: '' },
    key: { pk: 'payment_intent#int_1', sk: 'payment_intent' },
    version: expect.stringMatching(/^t/),
    revision: expect.any(Number),
    ...{ eventId: 'evt_order', occurredAt: '2026-03-01T10:00:00.000Z', account: null },
    publishedAt: expect.stringMatching(/^20/),
    record: { id: 'int_1', status: 'SUCCEEDED', amount: '12.5', currency: 'USD' },
    previous: { id: null, status: null, amount: null, currency: null },
    ...{ becomes: 'SUCCEEDED', from: null, dueAt: null, replay: true, omitted: false },
  });
});

it('compares with events archived before the time that is asked for', async () => {
  const later = ['--since', '2026-03-04T12:01:00Z', '--until', '2026-03-05'];
  const { changes } = await read(...later, '--object', 'refund');
  expect(changes).toHaveLength(2);
  for (const { from, previous } of changes) {
    expect(from).toBe('RECEIVED');
    expect(previous).toEqual({ status: 'RECEIVED' });
  }
});

it('filters by kind of record, status before and after, account and kind of change', async () => {
  const count = async (...words: readonly string[]) =>
    (await read(...around, ...words)).changes.length;
  expect(await count('--object', 'refund')).toBe(5);
  expect(await count('--object', 'refund,payment_intent')).toBe(6);
  expect(await count('--object', 'refund', '--becomes', 'SETTLED')).toBe(2);
  expect(await count('--becomes', 'SETTLED,SUCCEEDED')).toBe(3);
  expect(await count('--from', 'RECEIVED')).toBe(2);
  expect(await count('--kind', 'changed')).toBe(6);
  expect(await count('--kind', 'removed,erased')).toBe(0);
  expect(await count('--account', 'acct_1')).toBe(0);
});

it('ends a page between two times of archiving, and names the time of the next one', async () => {
  const paged: string[] = [];
  const pages: number[] = [];
  let since: string | null = '2026-03-03';
  while (since !== null) {
    const words: readonly string[] = ['--since', since, '--until', '2026-03-05', '--limit', '2'];
    const { changes, next } = await read(...words);
    paged.push(...changes.map(({ key, becomes }) => `${key.pk} ${becomes}`));
    pages.push(changes.length);
    since = next;
  }
  expect(pages).toEqual([3, 2, 1]);
  expect(new Set(paged).size).toBe(6);
});

it('prints lines with what changed, and the command for the next page', async () => {
  const remarks = jest.spyOn(console, 'error').mockImplementation();
  const text = await tool.run('changes', ...around, '--limit', '4', '--object', 'refund');
  expect(text.split('\n')).toEqual([
    '2026-03-03T12:00:00.000Z  refund  refund#rfd_0  - → RECEIVED        payment_intent_id int_1',
    '2026-03-04T12:00:00.000Z  refund  refund#rfd_1  - → RECEIVED        payment_intent_id int_1',
    '2026-03-04T12:00:00.000Z  refund  refund#rfd_2  - → RECEIVED        payment_intent_id int_1',
    '2026-03-04T12:01:00.000Z  refund  refund#rfd_1  RECEIVED → SETTLED',
  ]);
  expect(remarks.mock.calls.flat().join('\n')).toMatch(
    /More: .*npm run webhooks -- changes --until 2026-03-05 --object refund --limit 4 --since 2026-03-04T12:02:00\.000Z$/m,
  );
  remarks.mockRestore();
});

it('suggests words that exist in place of one that does not', async () => {
  const refused = (...words: readonly string[]) => expect(tool.run('changes', ...words)).rejects;
  await refused('--object', 'refnd').toThrow(/no kind of record "refnd". Did you mean refund\?/);
  await refused('--kind', 'chnged').toThrow(/no kind of change "chnged". Did you mean changed\?/);
  await refused('--kind', 'x').toThrow(/Choose of changed, corrected, erased, removed, due/);
  await refused('--object', 'refnd').toMatchObject({ exitCode: 1 });
  const text = await tool.run('changes', ...around, '--object', 'refund', '--becomes', 'settled');
  expect(text).toContain('No known status of refund is "settled". Did you mean SETTLED?');
  expect(process.exitCode).toBe(2);
  process.exitCode = undefined;
  expect(await tool.run('changes', ...around, '--becomes', 'FAILED')).not.toContain('Did you');
  expect(process.exitCode).toBeUndefined();
});

it('refuses invalid options', async () => {
  const refused = (...words: readonly string[]) => expect(tool.run('changes', ...words)).rejects;
  await refused('--since', 'soon').toThrow(/"soon" is not a time/);
  await refused('--limit', '1001').toThrow(/at most 1000 changes/);
  await refused('--interval', '2').toThrow(/only for --follow/);
  await refused('--follow', '--until', '1h').toThrow(/not for --follow/);
});
