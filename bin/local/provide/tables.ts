import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableResource } from '../cloud/application.ts';
import type { TableProperties } from '../cloud/properties.ts';
import { provideStream, streamOf } from './streams.ts';

/**
 * Creates a table from its template; of an existing one only the stream is changed.
 * @throws Error when its keys or indexes are no longer those of the template.
 */
export const provideTable = async (
  dynamodb: DynamoDBClient,
  { name, properties }: TableResource,
): Promise<void> => {
  const { TimeToLiveSpecification, StreamSpecification, ...schema } = properties;
  const existing = await describe(dynamodb, name);
  if (existing) {
    if (schemaOf(existing) === schemaOf(schema))
      return provideStream(dynamodb, existing, StreamSpecification);
    throw new Error(
      `The table ${name} on this machine has other keys or indexes than the template: start from scratch with the option --reset`,
    );
  }
  await createTable(dynamodb, {
    ...schema,
    ...streamOf(StreamSpecification),
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
  });
  if (!TimeToLiveSpecification) return;
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
};

/** Milliseconds between two looks at a table that is not active yet. */
const PAUSE_MS = 20;

/** Creates a table and waits until it is active. */
export const createTable = async (
  dynamodb: DynamoDBClient,
  input: CreateTableCommandInput,
): Promise<void> => {
  const { TableDescription } = await dynamodb.send(new CreateTableCommand(input));
  let table = TableDescription;
  while (table?.TableStatus === 'CREATING') {
    await pause(PAUSE_MS);
    table = await describe(dynamodb, input.TableName ?? '');
  }
};

const describe = async (
  dynamodb: DynamoDBClient,
  name: string,
): Promise<TableDescription | undefined> => {
  try {
    return (await dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

type Schema = Pick<
  TableDescription | TableProperties,
  'AttributeDefinitions' | 'KeySchema' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'
>;

/** A table's schema as text that is equal when the schemas are. */
const schemaOf = (table: Schema): string =>
  JSON.stringify({
    attributes: keysOf(table.AttributeDefinitions),
    keys: keysOf(table.KeySchema),
    indexes: [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])]
      .map((index) => ({
        name: index.IndexName,
        keys: keysOf(index.KeySchema),
        projection: index.Projection?.ProjectionType,
        carries: index.Projection?.NonKeyAttributes?.toSorted(),
      }))
      .toSorted((a, b) => String(a.name).localeCompare(String(b.name))),
  });

interface Key {
  readonly AttributeName?: string | undefined;
  readonly KeyType?: string | undefined;
  readonly AttributeType?: string | undefined;
}

const keysOf = (keys: readonly Key[] = []): string[] =>
  keys.map((key) => [key.AttributeName, key.KeyType, key.AttributeType].join(' ')).toSorted();
