import {
  DeleteItemCommand,
  PutItemCommand,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { domains } from '../../../functions/domains.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../../support/tables/dynamodb.ts';
import { createTestTarget } from '../../support/tool/target.ts';
import { createProof } from './proof.ts';
import { trafficOf } from './traffic.ts';

type Item = NonNullable<ScanCommandOutput['Items']>[number];

let dynamodb: TestDynamoDb;
let target: Target;

const proof = createProof();
const none = { lost: [], repeated: [], different: [] };

beforeAll(async () => {
  dynamodb = await startTestDynamoDb();
  const made = await createTestTarget(dynamodb);
  ({ target } = made);
  for (const webhook of trafficOf('a test of the proof', 20)) {
    await made.pipeline.post(webhook.body);
    proof.acknowledged(webhook);
  }
  await made.pipeline.drain();
});
afterAll(() => dynamodb.stop());

const itemsOf = async (table: string): Promise<readonly Item[]> =>
  (await dynamodb.client.send(new ScanCommand({ TableName: target.outputs.tables[table] })))
    .Items ?? [];

/** A table's first item that has these keys, and a way to take it out and put another in its place. */
const taken = async (table: string, ...keys: readonly string[]) => {
  const [item = {}] = await itemsOf(table);
  const Key = Object.fromEntries(Object.entries(item).filter(([name]) => keys.includes(name)));
  const TableName = target.outputs.tables[table];
  await dynamodb.client.send(new DeleteItemCommand({ TableName, Key }));
  const put = (changes: Item) =>
    dynamodb.client.send(new PutItemCommand({ TableName, Item: { ...item, ...changes } }));
  return { item, put };
};

const domainWithRecords = async (): Promise<string> => {
  for (const { name } of domains) if ((await itemsOf(name)).length > 0) return name;
  throw new Error('No table has a record.');
};

it('finds nothing wrong with tables that are right, however often an event came', async () => {
  expect(proof.events).toBeGreaterThanOrEqual(20);
  expect(await proof.differences(target)).toEqual(none);
});

it('finds an event that was acknowledged and is not archived', async () => {
  const { item, put } = await taken('events', 'id', 'digest');
  expect(await proof.differences(target)).toMatchObject({
    ...none,
    lost: [`${item['id']?.S} ${item['digest']?.S}`],
  });
  await put({});
});

it('finds an event that is archived and was not sent', async () => {
  const { put } = await taken('events', 'id', 'digest');
  await put({});
  await put({ id: { S: 'evt_of_nobody' } });
  expect(await proof.differences(target)).toEqual({ ...none, repeated: ['evt_of_nobody'] });
  for (const { id, digest } of await itemsOf('events'))
    if (id?.S === 'evt_of_nobody' && digest)
      await dynamodb.client.send(
        new DeleteItemCommand({ TableName: target.outputs.tables['events'], Key: { id, digest } }),
      );
});

it('finds a record that is missing, or not what a run without faults makes of it', async () => {
  const domain = await domainWithRecords();
  const { item, put } = await taken(domain, 'pk', 'sk');
  const record = `${domain} ${item['pk']?.S} ${item['sk']?.S}`;
  expect(await proof.differences(target)).toEqual({ ...none, different: [record] });
  await put({ altered: { S: 'by a fault' } });
  expect(await proof.differences(target)).toEqual({ ...none, different: [record] });
  await put({});
  expect(await proof.differences(target)).toEqual(none);
});
