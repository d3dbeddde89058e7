import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import { createTable } from '../../../bin/local/emulators/tables.ts';
import { unlogged } from '../../../functions/shared/lambda/quiet-client.ts';
import { eventsTable, stateTable } from '../../../functions/shared/tables.ts';
import { madeBy } from '../per-hook.ts';

/** A DynamoDB to test against, with tables as the templates define them. */
export interface Database {
  readonly client: DynamoDBClient;
  /** Creates a pair of empty tables. */
  createTables(): Promise<{ events: string; state: string }>;
}

/** The same, for as long as whoever started it wants. */
export interface TestDynamoDb extends Database {
  stop(): Promise<void>;
}

interface Layout {
  readonly hash: string;
  readonly range: string;
}

const keySchema = ({ hash, range }: Layout) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

const definition = (
  name: string,
  table: Layout,
  indexes: readonly (Layout & { name: string })[],
): CreateTableCommandInput => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keySchema(table),
  AttributeDefinitions: [
    ...new Set([table, ...indexes].flatMap(({ hash, range }) => [hash, range])),
  ].map((attribute) => ({ AttributeName: attribute, AttributeType: 'S' as const })),
  GlobalSecondaryIndexes: indexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'ALL' as const },
  })),
});

/** Starts the embedded DynamoDB, or takes the one that `DYNAMODB_ENDPOINT` names. */
export const startTestDynamoDb = async (): Promise<TestDynamoDb> => {
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  const given = process.env['DYNAMODB_ENDPOINT'];
  const emulator = given ? undefined : await startDynamoDb(folder, { port: 0, flag: '' });
  const client = unlogged(
    new DynamoDBClient({
      region: 'us-east-1',
      endpoint: given ?? emulator?.endpoint ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  );
  return {
    client,
    createTables: async () => {
      // Whoever else tests against the same DynamoDB has tables of their own.
      const [events, state] = [`events-${randomUUID()}`, `state-${randomUUID()}`];
      const { byObject, byTime, attention } = eventsTable;
      await createTable(client, definition(events, eventsTable, [byObject, byTime, attention]));
      await createTable(client, definition(state, stateTable, [stateTable.related]));
      return { events, state };
    },
    stop: async () => {
      client.destroy();
      await emulator?.stop();
      rmSync(folder, { recursive: true });
    },
  };
};

/** A DynamoDB for the tests of a file, from before the first until after the last. */
export const useDynamoDb = (): Database => {
  const started = madeBy(beforeAll, startTestDynamoDb, ({ stop }) => stop());
  return {
    get client() {
      return started().client;
    },
    createTables: () => started().createTables(),
  };
};

/** The URL that a client sends its requests to. */
export const endpointOf = async ({ config }: DynamoDBClient): Promise<string> => {
  const at = await config.endpoint?.();
  return `${at?.protocol}//${at?.hostname}:${at?.port}`;
};
