import { randomUUID } from 'node:crypto';
import { type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import { createTable } from '../../../bin/local/provide/tables.ts';
import { unlogged } from '../../../functions/shared/lambda/quiet-client.ts';
import {
  archiveIndexes,
  controlTable,
  eventsTable,
  type Index,
  stateIndexes,
  stateTable,
} from '../../../functions/shared/tables.ts';
import { madeBy } from '../per-hook.ts';

/** A DynamoDB to test against, with tables as the templates define them. */
export interface Database {
  readonly client: DynamoDBClient;
  /** Creates an empty archive. @returns its name, which no other table has. */
  createArchive(): Promise<string>;
  /**
   * Creates an empty table of records. @returns its name, which no other table has.
   * @param platform whether records are found by account.
   */
  createState(platform?: boolean): Promise<string>;
  /** Creates an empty control table. @returns its name. */
  createControl(): Promise<string>;
  /** Creates both. */
  createTables(): Promise<{ events: string; state: string }>;
}

/** A DynamoDB that its user stops. */
export interface TestDynamoDb extends Database {
  stop(): Promise<void>;
}

type Layout = Pick<Index, 'hash' | 'range'>;

const keySchema = ({ hash, range }: Layout) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

const definition = (
  name: string,
  table: Layout,
  indexes: readonly Index[],
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
    Projection: { ProjectionType: index.carries?.length === 0 ? 'KEYS_ONLY' : 'ALL' },
  })),
});

/** Starts the embedded DynamoDB in memory, or uses the one that `DYNAMODB_ENDPOINT` names. */
export const startTestDynamoDb = async (): Promise<TestDynamoDb> => {
  const given = process.env['DYNAMODB_ENDPOINT'];
  const emulator = given ? undefined : await startDynamoDb(undefined, { port: 0, flag: '' });
  const client = unlogged(
    new DynamoDBClient({
      region: 'us-east-1',
      endpoint: given ?? emulator?.endpoint ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  );
  const createArchive = async (): Promise<string> => {
    const name = `events-${randomUUID()}`;
    await createTable(client, definition(name, eventsTable, archiveIndexes));
    return name;
  };
  const createState = async (platform = true): Promise<string> => {
    const name = `state-${randomUUID()}`;
    await createTable(
      client,
      definition(name, stateTable, stateIndexes({ lookups: [] }, platform)),
    );
    return name;
  };
  const createControl = async (): Promise<string> => {
    const name = `control-${randomUUID()}`;
    const { GlobalSecondaryIndexes: _none, ...table } = definition(name, controlTable, []);
    await createTable(client, table);
    return name;
  };
  return {
    client,
    createControl,
    createArchive,
    createState,
    createTables: async () => ({ events: await createArchive(), state: await createState() }),
    stop: async () => {
      client.destroy();
      await emulator?.stop();
    },
  };
};

/** Starts a DynamoDB for all tests of a file. */
export const useDynamoDb = (): Database => {
  const started = madeBy(beforeAll, startTestDynamoDb, ({ stop }) => stop());
  return {
    get client() {
      return started().client;
    },
    createControl: () => started().createControl(),
    createArchive: () => started().createArchive(),
    createState: (platform) => started().createState(platform),
    createTables: () => started().createTables(),
  };
};

/** The URL that a client sends its requests to. */
export const endpointOf = async ({ config }: DynamoDBClient): Promise<string> => {
  const at = await config.endpoint?.();
  return `${at?.protocol}//${at?.hostname}:${at?.port}`;
};
