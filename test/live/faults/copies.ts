import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { createTable } from '../../../bin/local/provide/tables.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { domains } from '../../../functions/domains.ts';
import type { Values } from '../../../functions/shared/change/any-change.ts';
import { attributesOf } from '../../../functions/shared/change/values.ts';
import type { Stand } from './stand.ts';

/*
 * A subscriber to changes: a reaction that keeps a copy of every record, with the positions that it
 * handled and how often it handled any.
 */

const COPIES = 'copies';

/** The name of the reaction. */
export const COPYING = 'copying';

const source = `
import { objectNames } from '../shared/change/kinds.ts';
import { reaction } from '../shared/reaction/reaction.ts';

export const ${COPYING} = reaction({
  on: { object: objectNames },
  errorImpact: 'The copy is not that of the tables.',
  tables: ['${COPIES}'],
  handle: async ({ change: { key, record, position } }) => ({
    transact: [{ Update: {
      TableName: '${COPIES}',
      Key: { pk: { S: key.pk + ' ' + key.sk } },
      UpdateExpression: 'SET body = :body ADD times :one, positions :position',
      ExpressionAttributeValues: {
        ':body': { S: JSON.stringify(record) },
        ':one': { N: '1' },
        ':position': { SS: [position] },
      },
    } }],
  }),
});`;

/** Adds the reaction to a copy of the project. */
export const addCopying = (root: string): void =>
  writeFileSync(join(root, `functions/reactions/${COPYING}.ts`), source);

/** Creates the table that it keeps. */
export const createCopies = ({ dynamodb }: Target): Promise<unknown> =>
  createTable(dynamodb, {
    TableName: COPIES,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  });

/** The records of every table, by key. */
const recordsOf = async (target: Target): Promise<ReadonlyMap<string, Values>> => {
  const records = new Map<string, Values>();
  for (const domain of domains) {
    const { client, name: TableName } = target.tables.of(domain);
    for await (const { Items = [] } of paginateScan(
      { client },
      { TableName, ConsistentRead: true },
    ))
      for (const item of Items)
        records.set(`${item['pk']?.S} ${item['sk']?.S}`, attributesOf(item));
  }
  return records;
};

/** Where the copy is another than the tables, and what was handled twice. */
const differences = async (target: Target): Promise<readonly string[]> => {
  const missing = new Map(await recordsOf(target));
  const found: string[] = [];
  const pages = paginateScan(
    { client: target.dynamodb },
    { TableName: COPIES, ConsistentRead: true },
  );
  for await (const { Items = [] } of pages)
    for (const { pk, body, times, positions } of Items) {
      const key = pk?.S ?? '';
      if (Number(times?.N) !== positions?.SS?.length) found.push(`copied twice: ${key}`);
      if (!isDeepStrictEqual(JSON.parse(body?.S ?? ''), missing.get(key)))
        found.push(`copied wrong: ${key}`);
      missing.delete(key);
    }
  return [...found, ...[...missing.keys()].map((key) => `not copied: ${key}`)];
};

const PATIENCE = 60_000;

/** Waits until the copy is that of the tables. @returns the first differences where it never is. */
export const differencesOfCopy = async ({ target }: Stand): Promise<readonly string[]> => {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const found = await differences(target);
    if (found.length === 0 || Date.now() > deadline) return found.slice(0, 5);
    await pause(200);
  }
};
