import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import type { DomainRecord } from '../../functions/shared/record/domain-record.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { holds } from '../support/tables/condition.ts';
import { useDynamoDb } from '../support/tables/dynamodb.ts';
import { recordArbitrary } from '../support/tables/records.ts';
import { type Item, inMemoryTables } from '../support/tables/tables.ts';
import { nextPut } from './model/requests.ts';

// Many runs in one test.
jest.setTimeout(60_000);

/*
 * The crash tests, the interleavings and the model run the store over tables in memory: these must
 * answer as DynamoDB does.
 */

const dynamodb = useDynamoDb();
let table = '';
beforeAll(async () => {
  table = (await dynamodb.createTables()).state;
});

const itemOf = (record: DomainRecord): Item => toItem(stateItem(record));

const joinedOnce = fc
  .tuple(recordArbitrary, fc.array(recordArbitrary, { maxLength: 2 }))
  .map(async ([record, others]) => {
    const tables = inMemoryTables();
    for (const one of [record, ...others]) await tables.store().apply(one);
    return [...tables.items('state').values()][0];
  });

it('a condition of the store holds in memory exactly when it holds in DynamoDB', async () => {
  const answers = { held: 0, failed: 0 };
  await fc.assert(
    fc.asyncProperty(
      recordArbitrary,
      joinedOnce,
      fc.option(joinedOnce, { nil: undefined }),
      fc.boolean(),
      async (record, stored, otherRead, isStale) => {
        const Item = await stored;
        const read = isStale ? await otherRead : Item;
        const put = await nextPut(record, read);
        if (put === undefined) return;
        await dynamodb.client.send(new PutItemCommand({ TableName: table, Item }));
        const real = await dynamodb.client
          .send(new PutItemCommand({ ...put, TableName: table }))
          .then(
            () => true,
            (error: unknown) => {
              if (!(error instanceof ConditionalCheckFailedException)) throw error;
              expect(error.Item).toEqual(Item);
              return false;
            },
          );
        expect(holds(put, Item)).toBe(real);
        answers[real ? 'held' : 'failed'] += 1;
        const { Item: after } = await dynamodb.client.send(
          new GetItemCommand({
            TableName: table,
            Key: { pk: { S: record.pk }, sk: { S: record.sk } },
            ConsistentRead: true,
          }),
        );
        expect(after).toEqual(real ? put.Item : Item);
      },
    ),
    { numRuns: 150 },
  );
  expect(Math.min(answers.held, answers.failed)).toBeGreaterThan(10);
});

it('a condition holds in memory where nothing is stored', async () => {
  const [record] = fc.sample(recordArbitrary, 1);
  if (record === undefined) throw new Error('no record');
  const first = await nextPut(record, undefined);
  const swap = await nextPut({ ...record, version: `z${record.version}` }, itemOf(record));
  expect(first && holds(first, undefined)).toBe(true);
  expect(swap && holds(swap, undefined)).toBe(false);
});
