import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { itemAt } from '../../shared/query/items.ts';
import type { Table } from '../../shared/query/table.ts';
import { effectsTable } from '../../shared/tables.ts';
import type { PublishedDues } from './pass.ts';

/** Days after its time for which a due is remembered: what is open for longer is published once more. */
const KEPT_DAYS = 400;

const DAY_SECONDS = 86_400;

const itemKey = (key: string) => ({ [effectsTable.hash]: { S: key } });

/** Published dues in the table of effects. */
export const publishedDues = (effects: Table): PublishedDues => ({
  has: async (key) => (await itemAt(effects, itemKey(key))) !== undefined,
  note: async (key, dueAt) => {
    const expiry = Math.ceil(Date.parse(dueAt) / 1_000) + KEPT_DAYS * DAY_SECONDS;
    await effects.client.send(
      new PutItemCommand({
        TableName: effects.name,
        Item: { ...itemKey(key), [effectsTable.expiry]: { N: String(expiry) } },
      }),
    );
  },
});
