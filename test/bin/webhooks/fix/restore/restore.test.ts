import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type RestoredTable,
  restoreTable,
} from '../../../../../bin/webhooks/fix/restore/restore.ts';
import { restoredName } from '../../../../../bin/webhooks/pipeline/restored-option.ts';
import { payments } from '../../../../../functions/payments/domain.ts';
import { type Item, jsonOf, scanPages } from '../../../../../functions/shared/query/items.ts';
import { endpointOf } from '../../../../support/tables/dynamodb.ts';
import { deleteItem, storedIn } from '../../../../support/tables/manual-edits.ts';
import { restoreTables } from '../../../../support/tables/restored.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent } from '../../../../support/webhook.ts';

const test = useTarget(beforeAll);
const tool = useTool(test);

const REFUNDS = 60;
const suffixes = ['first', 'second', 'third'] as const;

/** The table of payments in use, and what was restored of it. */
const pairOf = (suffix: string): RestoredTable => {
  const inUse = test.target.tables.of(payments);
  return { of: 'payments', inUse, restored: { ...inUse, name: restoredName(inUse.name, suffix) } };
};

const empty = async (): Promise<void> => {
  for (const { pk, sk } of await storedIn(test.target))
    await deleteItem(test.target.tables.of(payments), { pk, sk });
};

/** The table in use by a client that does something before each put. */
const before = async (pair: RestoredTable, act: (item: Item) => Promise<void> | void) => {
  const endpoint = await endpointOf(test.target.dynamodb);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ region: 'us-east-1', endpoint, credentials });
  client.middlewareStack.add(
    (next) => async (args) => {
      if ('Item' in args.input) await act(Object(args.input.Item));
      return next(args);
    },
    { step: 'initialize' },
  );
  return { ...pair, inUse: { ...pair.inUse, client } };
};

beforeAll(async () => {
  const refunds = Array.from({ length: REFUNDS }, (_, index) => refundEvent('settled', index));
  await test.pipeline.send(refunds);
  for (const suffix of suffixes) await restoreTables(test.target, suffix);
});
beforeEach(empty);

it('copies every missing item as it was', async () => {
  const pair = pairOf('first');
  const counts = await restoreTable(pair, { dryRun: false });
  expect(counts).toEqual({ of: 'payments', items: REFUNDS, missing: REFUNDS, copied: REFUNDS });
  const items: Item[][] = [[], []];
  for await (const page of scanPages(pair.inUse)) items[0]?.push(...page);
  for await (const page of scanPages(pair.restored)) items[1]?.push(...page);
  const text = (all: readonly Item[] = []) => all.map((item) => jsonOf({ M: item })).sort();
  expect(text(items[0])).toEqual(text(items[1]));
});

it('only counts in a dry run', async () => {
  const counts = await restoreTable(pairOf('first'), { dryRun: true });
  expect(counts).toEqual({ of: 'payments', items: REFUNDS, missing: REFUNDS, copied: 0 });
  expect(await storedIn(test.target)).toEqual([]);
});

it('leaves an item that is written while it copies', async () => {
  const newer = { S: 'written meanwhile' };
  const pair = await before(pairOf('second'), async ({ pk, sk, newer: isNewer }) => {
    if (isNewer || pk?.S !== 'refund#rfd_7') return;
    const Item = { pk, sk: sk ?? { S: '' }, newer };
    await test.target.dynamodb.send(new PutItemCommand({ TableName: pair.inUse.name, Item }));
  });
  const { missing, copied } = await restoreTable(pair, { dryRun: false });
  expect(missing - copied).toBe(1);
  const kept: Item[] = [];
  for await (const page of scanPages(pair.inUse))
    kept.push(...page.filter(({ newer: isNewer }) => isNewer));
  expect(kept).toEqual([expect.objectContaining({ pk: { S: 'refund#rfd_7' }, newer })]);
});

it('ends after the work in progress when it is interrupted, and is completed by the next run', async () => {
  const controller = new AbortController();
  const interrupted = await before(pairOf('third'), () => controller.abort());
  const { signal } = controller;
  const first = await restoreTable(interrupted, { dryRun: false, signal });
  expect(first.copied).toBeGreaterThan(0);
  expect(first.copied).toBeLessThan(REFUNDS);
  const second = await restoreTable(pairOf('third'), { dryRun: false });
  expect(first.copied + second.copied).toBe(REFUNDS);
});

it('reports the counts of each table as JSON', async () => {
  const printed = await tool.json('restore', 'first', '--dry-run');
  expect(printed).toMatchObject({
    mode: 'dry run',
    tables: expect.arrayContaining([
      { table: 'events', items: REFUNDS, missing: 0, copied: 0 },
      { table: 'payments', items: REFUNDS, missing: REFUNDS, copied: 0 },
    ]),
  });
});
