import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../../functions/shared/query/items.ts';
import {
  paymentsOf,
  recordsAboutAccount,
  recordsWithKey,
} from '../../../../functions/shared/query/lookups.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { stateTable } from '../../../../functions/shared/tables.ts';
import { useDynamoDb } from '../../../support/tables/dynamodb.ts';

const dynamodb = useDynamoDb();

const put = async ({ client, name }: Table, pk: string, attributes: Record<string, string>) => {
  const Item = Object.fromEntries(
    Object.entries({ pk, sk: 'record', ...attributes }).map(([field, S]) => [field, { S }]),
  );
  await client.send(new PutItemCommand({ TableName: name, Item }));
};

const newTable = async (platform?: boolean): Promise<Table> => ({
  name: await dynamodb.createState(platform),
  client: dynamodb.client,
});

const all = async (items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
};

const idsOf = async (items: AsyncIterable<Item>) => (await all(items)).map(({ pk }) => pk?.S);

/** The names of the requests that a client sends while something is done. */
const requestsOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const names: string[] = [];
  dynamodb.client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (request) => {
        names.push(commandName);
        return next(request);
      },
    { name: 'requests', step: 'initialize' },
  );
  await work().finally(() => dynamodb.client.middlewareStack.remove('requests'));
  return names;
};

const { lookup, byCustomer } = stateTable;

it('finds whole records by a key that the integrator chose, and no other', async () => {
  const table = await newTable();
  await put(table, 'payment_intent#2', { [lookup.hash]: 'merchant_order_id#1', status: 'PENDING' });
  await put(table, 'payment_intent#1', { [lookup.hash]: 'merchant_order_id#1' });
  await put(table, 'payment_intent#3', { [lookup.hash]: 'merchant_order_id#3' });
  await put(table, 'customer#1', { [lookup.hash]: 'merchant_customer_id#1' });
  expect(await all(recordsWithKey(table, 'merchant_order_id#1'))).toMatchObject([
    { pk: { S: 'payment_intent#1' } },
    { pk: { S: 'payment_intent#2' }, status: { S: 'PENDING' } },
  ]);
  expect(await all(recordsWithKey(table, 'merchant_order_id#none'))).toEqual([]);
});

it('reads the payments of a customer by a Query and a BatchGetItem for each hundred', async () => {
  const table = await newTable();
  const ids = Array.from({ length: 103 }, (_, index) => `payment_intent#${1000 + index}`);
  for (const id of ids) await put(table, id, { [byCustomer.hash]: 'customer#1' });
  await put(table, 'payment_intent#other', { [byCustomer.hash]: 'customer#2' });
  expect(await idsOf(paymentsOf(table, 'customer#1'))).toEqual(ids);
  expect(await requestsOf(() => all(paymentsOf(table, 'customer#1')))).toEqual([
    ...['QueryCommand', 'BatchGetItemCommand'],
    ...['QueryCommand', 'BatchGetItemCommand'],
  ]);
  expect(await requestsOf(() => all(paymentsOf(table, 'customer#2')))).toEqual([
    ...['QueryCommand', 'BatchGetItemCommand'],
  ]);
});

it('omits a record that has another key since its index was written', async () => {
  const table = await newTable();
  await put(table, 'payment_intent#1', { [byCustomer.hash]: 'customer#1' });
  const found = paymentsOf(table, 'customer#1');
  const changing = table.client.middlewareStack;
  changing.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName === 'BatchGetItemCommand')
          await table.client.send(
            new UpdateItemCommand({
              TableName: table.name,
              Key: { pk: { S: 'payment_intent#1' }, sk: { S: 'record' } },
              UpdateExpression: 'SET #hash = :other',
              ExpressionAttributeNames: { '#hash': byCustomer.hash },
              ExpressionAttributeValues: { ':other': { S: 'customer#2' } },
            }),
          );
        return next(request);
      },
    { name: 'change', step: 'initialize' },
  );
  expect(await idsOf(found).finally(() => changing.remove('change'))).toEqual([]);
});

it('finds the records about an account where the stage is a platform', async () => {
  const table = await newTable();
  await put(table, 'refund#1', { accountId: 'acct_1' });
  await put(table, 'refund#2', { accountId: 'acct_2' });
  expect(await idsOf(recordsAboutAccount(table, 'acct_1'))).toEqual(['refund#1']);
});

it('states which setting is missing where records are not found by account', async () => {
  const table = await newTable(false);
  await expect(all(recordsAboutAccount(table, 'acct_1'))).rejects.toMatchObject({
    name: 'NotIndexedByAccount',
    message: expect.stringContaining('"platform": true'),
  });
});
