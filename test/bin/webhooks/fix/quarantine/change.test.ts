import { randomBytes } from 'node:crypto';
import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { changeAttention } from '../../../../../bin/webhooks/fix/quarantine/change.ts';
import type { AttentionChange } from '../../../../../bin/webhooks/fix/quarantine/mark.ts';
import { withAttention } from '../../../../../functions/shared/query/attention.ts';
import { createPipeline } from '../../../../support/pipeline/pipeline.ts';
import { deleteItem } from '../../../../support/tables/manual-edits.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { webhook } from '../../../../support/webhook.ts';

/* The writes behind `webhooks quarantine --acknowledge`, in an archive whose events expire. */

const test = useTarget(beforeEach);
const now = Date.UTC(2080, 0, 1);
const EXPIRY = String(now / 1_000 + 30 * 86_400);

const poor = (id: string, more: object = {}) =>
  webhook(id, 'refund.settled', undefined, { id: null, ...more });
/** So large that it continues in items of its own. */
const large = poor('evt_large', { noise: randomBytes(360_000).toString('base64') });

beforeEach(async () => {
  const pipeline = createPipeline(test.storeOf, () => now, { archiveDays: 30 });
  await pipeline.send([poor('evt_1'), poor('evt_2'), large]);
});

const acknowledged: AttentionChange = { to: 'acknowledged', at: now, note: 'known' };

const change = (
  to: AttentionChange = acknowledged,
  { id = 'evt_1', signal = new AbortController().signal, onChanged = () => {} } = {},
) => changeAttention(test.target.tables.events, { id, group: true }, to, { onChanged, signal });

const items = async (): Promise<readonly Record<string, AttributeValue>[]> => {
  const found: Record<string, AttributeValue>[] = [];
  const { client, name: TableName } = test.target.tables.events;
  for await (const { Items = [] } of paginateScan({ client }, { TableName })) found.push(...Items);
  return found;
};

/** Of each item: its attention, when it expires, when it would once it is settled. */
const times = async (): Promise<readonly string[]> => {
  const all = await items();
  const text = (item: Record<string, AttributeValue>): string =>
    [item['attention']?.S ?? 'part', item['expiresAt']?.N, item['expiresOnceSettled']?.N].join(' ');
  return all.map(text).sort();
};

const open = ['open ', 'open ', 'open '].map((text) => `${text} ${EXPIRY}`);
const kept = ['part  ', 'part  '];
const expiring = [
  ...[1, 2, 3].map(() => `acknowledged ${EXPIRY} `),
  ...kept.map(() => `part ${EXPIRY} `),
];

/** Lets some updates through and fails every later one. @returns what ends that. */
const failAfter = (allowed: number): (() => number) => {
  let done = 0;
  const { middlewareStack } = test.target.dynamodb;
  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'UpdateItemCommand') done += 1;
        if (done > allowed) throw new Error('interrupted');
        return next(args);
      },
    { step: 'initialize', name: 'failAfter' },
  );
  return () => {
    middlewareStack.remove('failAfter');
    return done;
  };
};

it('what is acknowledged expires with the parts of its body, and is kept once it is open again', async () => {
  expect(await times()).toEqual([...open, ...kept]);
  await change();
  expect(await times()).toEqual(expiring);
  await change({ to: 'open' });
  expect(await times()).toEqual([...open, ...kept]);
  expect((await items()).map(({ note }) => note)).toEqual([1, 2, 3, 4, 5].map(() => undefined));
});

it('an interruption at any write is completed by the same change', async () => {
  const counting = failAfter(Number.POSITIVE_INFINITY);
  await change();
  const writes = counting();
  expect(writes).toBe(5);
  for (let allowed = 0; allowed < writes; allowed += 1) {
    await change({ to: 'open' });
    const end = failAfter(allowed);
    await expect(change()).rejects.toThrow('interrupted');
    end();
    await change();
    expect(await times()).toEqual(expiring);
  }
});

it('Ctrl-C leaves the rest open', async () => {
  const stop = new AbortController();
  stop.abort();
  expect(await change(acknowledged, { signal: stop.signal })).toMatchObject({ events: [] });
  expect(await times()).toEqual([...open, ...kept]);
});

it('an event that was removed or changed after it was read is not written', async () => {
  const { client, events } = { client: test.target.dynamodb, events: test.target.tables.events };
  const [first] = (await items()).filter(({ id }) => id?.S === 'evt_2');
  let removed = false;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'UpdateItemCommand' && !removed) {
          removed = true;
          await deleteItem(events, { id: 'evt_2', digest: first?.['digest']?.S ?? '' });
        }
        return next(args);
      },
    { step: 'initialize', name: 'remove' },
  );
  const result = await change();
  client.middlewareStack.remove('remove');
  if ('cannot' in result) throw new Error(result.cannot);
  expect(result.events.map(({ id }) => id).sort()).toEqual(['evt_1', 'evt_large']);
  expect((await items()).map(({ id }) => id?.S)).not.toContain('evt_2');
  const remaining: string[] = [];
  for await (const { event } of withAttention(events, 'acknowledged')) remaining.push(event.id);
  expect(remaining.sort()).toEqual(['evt_1', 'evt_large']);
});
