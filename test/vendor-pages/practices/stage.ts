import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { eventsTable, stateTable } from '../../../functions/shared/tables.ts';
import { type TestTarget, useTarget } from '../../support/tool/target.ts';
import { printed } from '../pages.ts';

type Fields = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, unknown>>;

/** When the pipelines of these tests receive what is sent, epoch milliseconds. */
const NOW = Date.UTC(2026, 10, 21, 12);

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** A printed payload with other fields in its envelope and in its object. */
export const like = (title: string, envelope: Fields, fields: Fields = {}): Buffer => {
  const { data, ...event } = JSON.parse(printed(title).body.toString());
  const inner = isObject(data.object)
    ? { object: { ...data.object, ...fields } }
    : { ...data, ...fields };
  return Buffer.from(JSON.stringify({ ...event, ...envelope, data: inner }));
};

/** An event of issuing that the page only names, with a body of its own. */
export const named = (name: string, second: number, data: Fields): Buffer => {
  const created_at = `2018-03-22T16:10:0${second}.000+0000`;
  const { data: _printed, ...event } = JSON.parse(printed('an authorization').body.toString());
  const id = `evt_${name}_${second}_${Object.values(data)[0]}`;
  return Buffer.from(JSON.stringify({ ...event, id, name, created_at, data }));
};

/** What one test needs of a pipeline: it sends events, and reads the tables by the AWS SDK alone. */
interface PracticeStage {
  readonly test: TestTarget;
  /** Signs, posts and lets the consumers take them, in this order. */
  send(...bodies: readonly Buffer[]): Promise<void>;
  /** Posts one that no consumer takes yet. */
  accept(body: Buffer): Promise<void>;
  /** Posts one that is signed for another body. @returns the status of the answer. */
  forge(body: Buffer): Promise<number>;
  /** One GetItem. */
  get(table: string, pk: string, sk: string): Promise<Item | undefined>;
  /** One Query of an object's records. */
  of(table: string, pk: string): Promise<readonly Item[]>;
  /** One Query of an index: what belongs to an object. */
  belongingTo(table: string, pk: string): Promise<readonly Item[]>;
  /** One Query of the archive: the bodies that came under one event id. */
  archived(id: string): Promise<readonly Item[]>;
}

/** One for all tests of a file: each test uses ids of its own. */
export const useStage = (): PracticeStage => {
  const made = useTarget(beforeAll, () => NOW);
  const client = () =>
    DynamoDBDocumentClient.from(made.target.dynamodb, {
      unmarshallOptions: { wrapNumbers: (text) => ({ N: text }) },
    });
  const query = async (
    table: string,
    by: { readonly hash: string; readonly name?: string },
    value: string,
  ): Promise<readonly Item[]> => {
    const { Items = [], LastEvaluatedKey } = await client().send(
      new QueryCommand({
        TableName: made.target.outputs.tables[table],
        IndexName: by.name,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': by.hash },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
    expect(LastEvaluatedKey).toBeUndefined();
    return Items;
  };
  return {
    test: made,
    send: (...bodies) => made.pipeline.send(bodies),
    accept: async (body) => expect(await made.pipeline.post(body)).toBe(200),
    forge: (body) => made.pipeline.post(body, { signed: Buffer.from('{}') }),
    get: async (table, pk, sk) => {
      const TableName = made.target.outputs.tables[table];
      return (await client().send(new GetCommand({ TableName, Key: { pk, sk } }))).Item;
    },
    of: (table, pk) => query(table, stateTable, pk),
    belongingTo: (table, pk) => query(table, stateTable.related, pk),
    archived: (id) => query('events', eventsTable, id),
  };
};
