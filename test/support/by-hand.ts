import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { storedRows } from '../../bin/webhooks/target/rows.ts';
import { type Target, tableOf } from '../../bin/webhooks/target/target.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import type { Row } from '../../functions/shared/store/row.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';

/* What somebody sees and does in tables by hand, whatever the pipeline thinks of it. */

/** The rows that stand in a domain's table, by key. */
export const storedIn = async (target: Target, domain = 'payments'): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const row of storedRows(target, domain)) rows.push(row);
  return rows.sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
};

/** Puts a row of payments over what stands there. */
export const putRow = async (target: Target, row: Row): Promise<void> => {
  const TableName = tableOf(target, 'payments');
  await target.dynamodb.send(new PutItemCommand({ TableName, Item: toItem(stateItem(row)) }));
};

/** Deletes an item of a table. */
export const deleteItem = async (
  target: Target,
  table: string,
  key: Readonly<Record<string, string>>,
): Promise<void> => {
  const TableName = tableOf(target, table);
  await target.dynamodb.send(new DeleteItemCommand({ TableName, Key: toItem(key) }));
};
