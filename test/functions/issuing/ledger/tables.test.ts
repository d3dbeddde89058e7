import { BatchGetCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { cardSpendOf } from '../../../../functions/issuing/ledger/card-spend.ts';
import { type SpendRecord, spendRecordOf } from '../../../../functions/issuing/ledger/record.ts';
import { collectionsOf, messageKeysOf } from '../../../../functions/issuing/ledger/references.ts';
import { stateTable } from '../../../../functions/shared/tables.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { clearing, hold, reversal } from './figures.ts';
import { level, type TestMessage, webhookOf } from './webhooks.ts';

/* What an application does with the tables, by the AWS SDK and the ledger alone. */

const test = useTarget(beforeAll);
const lifecycle = 'l1';

const send = (bodies: readonly object[]): Promise<unknown> =>
  test.pipeline.send(bodies.map((body) => Buffer.from(JSON.stringify(body))));

/** Numbers as their text: exact with any number of digits. */
const documents = () =>
  DynamoDBDocumentClient.from(test.target.dynamodb, { unmarshallOptions: { wrapNumbers: String } });

const table = (): string => test.target.outputs.tables['issuing'] ?? '';

const query = async (
  by: string,
  value: string,
  index?: string,
): Promise<readonly SpendRecord[]> => {
  const { Items = [] } = await documents().send(
    new QueryCommand({
      TableName: table(),
      IndexName: index,
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': by },
      ExpressionAttributeValues: { ':key': value },
    }),
  );
  return Items.map(spendRecordOf);
};

const messagesOf = async (records: readonly SpendRecord[]): Promise<readonly SpendRecord[]> => {
  const { Responses = {} } = await documents().send(
    new BatchGetCommand({ RequestItems: { [table()]: { Keys: [...messageKeysOf(records)] } } }),
  );
  return (Responses[table()] ?? []).map(spendRecordOf);
};

const moved: TestMessage = { ...clearing, id: 'c9', amount: -200, second: 15 };

beforeAll(() =>
  send([
    webhookOf.page(hold),
    webhookOf.page({ ...clearing, amount: -60.05 }),
    webhookOf.page({ ...reversal, amount: 0, original: { amount: 20, currency: 'USD' } }),
    webhookOf.page(moved),
    {
      ...webhookOf.page({ ...moved, names: ['a7'] }),
      id: 'evt_later',
      created_at: '2026-09-04T00:00:00Z',
    },
    ...[
      { ...hold, id: 'a3', lifecycle },
      { ...clearing, id: 'c3', names: ['a3'], lifecycle },
      { ...clearing, id: 'f3', type: 'REFUND' as const, amount: 15, names: [], lifecycle },
    ].map(webhookOf.old),
    webhookOf.event({ ...hold, id: 'a4', amount: -7, lifecycle: 'l4' }),
    level('card_transaction', { id: 'ct_l4', lifecycle_id: 'l4', status: 'EXPIRED' }),
  ]),
);

it('a Query and a BatchGetItem result in what is held, released and posted of an authorization', async () => {
  const collection = await query('pk', 'transaction#a1');
  const records = [...collection, ...(await messagesOf(collection))];
  const { figures, groups } = cardSpendOf(records, ['transaction#a1']);
  expect(figures).toMatchObject([
    {
      currency: 'USD',
      authorized: '100',
      released: '20',
      held: '19.95',
      cleared: '60.05',
      posted: '-60.05',
    },
  ]);
  expect(groups[0]?.missingAuthorizations).toEqual([]);
});

it('a clearing whose later version names another authorization does not count under the first one', async () => {
  const collection = await query('pk', 'transaction#a1');
  expect(collection).toContainEqual(
    expect.objectContaining({ sk: 'match#c9', status: 'APPROVED', billing_amount: '-200' }),
  );
  const { groups } = cardSpendOf([...collection, ...(await messagesOf(collection))]);
  expect(
    groups.map(({ missingAuthorizations, messages }) => [missingAuthorizations, messages.length]),
  ).toEqual([
    [[], 3],
    [['transaction#a7'], 1],
  ]);
});

it('a match counts nothing without the message’s own record', async () => {
  const { figures } = cardSpendOf(await query('pk', 'transaction#a1'));
  expect(figures).toMatchObject([{ authorized: '100', held: '100', cleared: '0', posted: '0' }]);
});

it('the same two requests result in the spend of a lifecycle', async () => {
  const collection = await query('pk', 'transaction_lifecycle#l1');
  const { figures } = cardSpendOf(
    [...collection, ...(await messagesOf(collection))],
    ['transaction_lifecycle#l1'],
  );
  expect(figures).toMatchObject([
    { authorized: '100', held: '0', cleared: '100', refunded: '15', posted: '-85' },
  ]);
});

it('one Query results in the spend of a card transaction, whose end releases what it held', async () => {
  const { figures } = cardSpendOf(await query('pk', 'card_transaction#ct_l4'));
  expect(figures).toMatchObject([{ authorized: '7', released: '7', held: '0', posted: '0' }]);
});

it('one Query and those of the collections that it names result in the spend of a card', async () => {
  const records = [...(await query('relatedTo', 'card#card_1', stateTable.related.name))];
  const read = new Set<string>();
  for (let next = collectionsOf(records); next.length > 0; ) {
    for (const pk of next) read.add(pk);
    records.push(...(await Promise.all(next.map((pk) => query('pk', pk)))).flat());
    next = collectionsOf(records).filter((pk) => !read.has(pk));
  }
  expect(cardSpendOf(records).figures).toMatchObject([
    {
      currency: 'USD',
      authorized: '207',
      cleared: '360.05',
      refunded: '15',
      held: null,
      posted: '-345.05',
    },
  ]);
});
