import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { noteErased } from '../../../../bin/webhooks/fix/erase/noted.ts';
import { dynamodbControl } from '../../../../functions/shared/control/dynamodb.ts';
import { noRules } from '../../../../functions/shared/control/rules.ts';
import { tombstoneItems } from '../../../../functions/shared/erasure/tombstone.ts';
import { createPipeline } from '../../../support/pipeline/pipeline.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { webhook } from '../../../support/webhook.ts';

// A hundred thousand items are written.
jest.setTimeout(120_000);

const ERASED = Date.UTC(2026, 10, 22);
const test = useTarget(beforeEach);

const controlOf = (now = () => 0) =>
  dynamodbControl(test.target.dynamodb, test.target.outputs.controlTable ?? '', now);

const tombstone = (id: string, erasedAt = ERASED) => ({
  id,
  subject: 'customer#cus_1',
  erasedAt,
});

/** Counts the requests of a client from now on, by the name of the operation. */
const countRequests = (): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  test.target.dynamodb.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        counts.set(commandName, (counts.get(commandName) ?? 0) + 1);
        return next(args);
      },
    { step: 'initialize', name: 'countRequests' },
  );
  return counts;
};

describe('the control table as a consumer reads it', () => {
  it('states no erasure at first, and then the latest', async () => {
    expect(await controlOf().rules()).toEqual(noRules);
    await noteErased(test.target, [tombstone('cus_1'), tombstone('int_1', ERASED + 2)]);
    await noteErased(test.target, [tombstone('cus_2', ERASED + 1)]);
    expect(await controlOf().rules()).toEqual({ ...noRules, erasedAt: ERASED + 2 });
  });

  it('finds of many ids those that were erased, each with its time', async () => {
    const strange = `#${'x'.repeat(2_000)}`;
    await noteErased(test.target, [tombstone('cus_1'), tombstone(strange, ERASED + 1)]);
    const others = Array.from({ length: 250 }, (_, index) => `int_${index}`);
    expect(await controlOf().erasedAmong(new Set([...others, 'cus_1', strange]))).toEqual(
      new Map([
        ['cus_1', ERASED],
        [strange, ERASED + 1],
      ]),
    );
    expect(await controlOf().erasedAmong(new Set())).toEqual(new Map());
  });

  it('costs a batch of new events one read, however many ids are erased', async () => {
    const { dynamodb, outputs } = test.target;
    const table = outputs.controlTable ?? '';
    const items = Array.from({ length: 100_000 }, (_, index) =>
      tombstoneItems(tombstone(`int_${index}`)).slice(1),
    ).flat();
    for (let start = 0; start < items.length; start += 1_000)
      await Promise.all(
        Array.from({ length: 40 }, (_, batch) => {
          const from = start + batch * 25;
          const requests = items.slice(from, from + 25);
          return dynamodb.send(
            new BatchWriteItemCommand({
              RequestItems: { [table]: requests.map((Item) => ({ PutRequest: { Item } })) },
            }),
          );
        }),
      );
    await noteErased(test.target, [tombstone('cus_1')]);
    const pipeline = createPipeline(test.storeOf, () => ERASED + 60_000, { control: controlOf() });
    const counts = countRequests();
    await pipeline.send(
      Array.from({ length: 10 }, (_, index) =>
        webhook(`evt_${index}`, 'payment_intent.created', '2026-11-22T00:00:01Z', {
          id: `int_${index}`,
          customer_id: 'cus_1',
        }),
      ),
    );
    expect(counts.get('BatchGetItemCommand')).toBe(1);
    expect(counts.get('QueryCommand')).toBeUndefined();
    expect(counts.get('PutItemCommand')).toBeGreaterThanOrEqual(20);
  });
});
