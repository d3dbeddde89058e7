import { type AttributeValue, DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { eventsTable, stateTable } from '../../functions/shared/tables.ts';
import { Failure } from './failure.ts';
import type { Outputs } from './outputs.ts';

type Item = Record<string, AttributeValue>;

/** Reads the tables: one Query a question, never a Scan. */
export interface Reader {
  /** Every fact about one object. */
  object(domain: string, pk: string): Promise<readonly Item[]>;
  /** What belongs to one thing, in its order, the thing itself first. */
  related(domain: string, to: string): Promise<readonly Item[]>;
  /** An archived event; more than one item when two bodies came under one id. */
  event(id: string): Promise<readonly Item[]>;
}

const hashOf = (hash: string, value: string) => ({
  KeyConditionExpression: '#hash = :hash',
  ExpressionAttributeNames: { '#hash': hash },
  ExpressionAttributeValues: { ':hash': { S: value } },
});

/** A reader of the pipeline that these outputs describe. */
export const createReader = (outputs: Outputs): Reader => {
  const client = new DynamoDBClient({
    region: outputs.region,
    endpoint: outputs.endpoints.dynamodb,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  });

  const query = async (
    table: string,
    hash: string,
    value: string,
    index?: string,
  ): Promise<readonly Item[]> => {
    const input = {
      TableName: outputs.tables[table],
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      ...hashOf(hash, value),
    };
    const items: Item[] = [];
    try {
      for await (const page of paginateQuery({ client }, input)) items.push(...(page.Items ?? []));
    } catch (error) {
      throw new Failure(
        `The ${table} table cannot be read (${error instanceof Error ? error.name : 'error'}). Is "npm start" running in another terminal?`,
      );
    }
    return items;
  };

  return {
    object: (domain, pk) => query(domain, stateTable.hash, pk),
    related: (domain, to) => query(domain, stateTable.related.hash, to, stateTable.related.name),
    event: async (id) => {
      const items = await query('events', eventsTable.hash, id);
      return items.filter(({ digest }) => !digest?.S?.includes('#'));
    },
  };
};
