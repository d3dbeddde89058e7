import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { projectRoot } from '../../lib/project-root.ts';
import { pageEvents } from './pages.ts';

/*
 * What the state tables hold once every event of the pages is applied, read by the AWS SDK alone.
 * `records/` lists, by table and key, every attribute of every record that a printed payload or a
 * minimal body sets.
 */

/** The tables that `records/` has, which are the domains with a page. */
export const stateTables = ['connections', 'accounts', 'payments', 'issuing'] as const;
export type StateTable = (typeof stateTables)[number];

/** An item's attributes, with a number as `{ N: <its text> }`. */
type Stored = Readonly<Record<string, unknown>>;
/** Items by `<pk> <sk>`. */
export type Records = Readonly<Record<string, Stored>>;

/** What follows from the moment of the delivery or from the code, not from the page. */
const variable = ['version', 'revision', 'relatedBy', 'relatedRevision', 'carried'];

/** Everything that a table holds, by key. */
export const storedIn = async (dynamodb: DynamoDBClient, TableName: string): Promise<Records> => {
  const client = DynamoDBDocumentClient.from(dynamodb, {
    unmarshallOptions: { wrapNumbers: (text) => ({ N: text }) },
  });
  const records: Record<string, Stored> = {};
  const scan = paginateScan({ client }, { TableName, ConsistentRead: true });
  for await (const { Items = [] } of scan)
    for (const { pk, sk, ...item } of Items)
      records[`${pk} ${sk}`] = Object.fromEntries(
        Object.entries(item).filter(([name]) => !variable.includes(name)),
      );
  return records;
};

const fileOf = (table: StateTable): string =>
  join(projectRoot, `test/vendor-pages/records/${table}.json`);

/** The records that printed payloads and minimal bodies set, as `records/` lists them. */
export const expectedIn = (table: StateTable): Records =>
  JSON.parse(readFileSync(fileOf(table), 'utf8'));

/** The value with sorted names in every map: a table returns them in any order. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Replaces what `records/` lists of a table, for a person to compare with the pages. */
export const writeExpected = (table: StateTable, records: Records): void =>
  writeFileSync(fileOf(table), `${JSON.stringify(records, inOrder, 2)}\n`);

/** Ids of the events that have a printed payload under another name of its family. */
const renamed = new Set(pageEvents.filter(({ as }) => as === 'renamed').map(({ id }) => id));
const own = new Set(pageEvents.map(({ id }) => id));

const chosen = (records: Records, isChosen: (eventId: string) => boolean): Records =>
  Object.fromEntries(
    Object.entries(records).filter(([, { eventId }]) => isChosen(String(eventId))),
  );

/** The stored records that `records/` must list: those of no other events and of no renamed ones. */
export const listed = (records: Records): Records =>
  chosen(records, (id) => own.has(id) && !renamed.has(id));

/** The stored records that one event set. */
export const setBy = (records: Records, eventId: string): Records =>
  chosen(records, (id) => id === eventId);
