import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { examples, exampleText } from '../../bin/docs.ts';

/** The tables of an application that the examples write to, each with its key. */
const exampleTables = { tenants: 'tenant', orders: 'order', tasks: 'task' } as const;

/** Adds the reactions of the examples to a copy of the project. */
export const addExamples = (root: string): void => {
  const folder = join(root, 'functions/reactions');
  mkdirSync(folder, { recursive: true });
  for (const name of examples) writeFileSync(join(folder, `${name}.ts`), exampleText(name));
};

/** Creates the tables of the application. */
export const createExampleTables = async (client: DynamoDBClient): Promise<void> => {
  for (const [TableName, key] of Object.entries(exampleTables))
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      }),
    );
};

/** What a table of the application holds, in the order of its key. */
const itemsOf = async (
  client: DynamoDBClient,
  TableName: keyof typeof exampleTables,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...Items.map((item) => unmarshall(item)));
  const key = exampleTables[TableName];
  return items.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
};

const HOUR = 3_600_000;

const event = (id: string, name: string, data: object, now: number): Buffer => {
  const created_at = new Date(now - 60_000).toISOString();
  return Buffer.from(JSON.stringify({ id, name, app_id: 'app_example', created_at, data }));
};

/** Webhooks to which the examples react. @param now epoch milliseconds. */
export const exampleWebhooks = (now: number): readonly Buffer[] => [
  event(
    'evt_example_lost',
    'partner_connection.disconnected',
    { account_ids: ['acct_one', 'acct_two'], org_id: 'org_example', reason: 'user_initiated' },
    now,
  ),
  event(
    'evt_example_paid',
    'payment_intent.succeeded',
    {
      object: {
        ...{ id: 'int_example', merchant_order_id: 'order_example', status: 'SUCCEEDED' },
        ...{ amount: 12.5, currency: 'EUR' },
      },
    },
    now,
  ),
  event(
    'evt_example_disputed',
    'payment_dispute.requires_response',
    {
      object: {
        ...{ id: 'dst_example', stage: 'CHARGEBACK', status: 'REQUIRES_RESPONSE' },
        due_at: new Date(now + 40 * HOUR).toISOString(),
      },
    },
    now,
  ),
];

/** What the tables of the application hold of each reaction, in words that do not depend on the time of a run. */
export const outcomeOf = async (client: DynamoDBClient) => ({
  inactive: (await itemsOf(client, 'tenants')).map(({ tenant, active }) => [tenant, active]),
  released: (await itemsOf(client, 'orders')).map(({ order, releases }) => [order, releases]),
  // Other disputes of the pipeline can be due as well.
  tasks: (await itemsOf(client, 'tasks'))
    .map(({ title }) => String(title))
    .filter((title) => title.includes('dst_example')),
});

/** The same once the examples have reacted to {@link exampleWebhooks}. */
export const exampleOutcome = (now: number): Awaited<ReturnType<typeof outcomeOf>> => ({
  inactive: ['account#acct_one', 'account#acct_two', 'org#org_example'].map((one) => [one, false]),
  released: [['order_example', 1]],
  tasks: [`Answer the dispute dst_example by ${new Date(now + 40 * HOUR).toISOString()}`],
});
