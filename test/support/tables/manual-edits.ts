import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { payments } from '../../../functions/payments/domain.ts';
import type { Domain } from '../../../functions/shared/domain.ts';
import { storedRecords } from '../../../functions/shared/query/records.ts';
import type { Table } from '../../../functions/shared/query/table.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';

/* Reads and edits of tables by hand, without the pipeline. */

/** The stored records of a domain, by key. */
export const storedIn = async (
  target: Target,
  domain: Domain = payments,
): Promise<readonly DomainRecord[]> => {
  const rows: DomainRecord[] = [];
  for await (const row of storedRecords(target.tables.of(domain))) rows.push(row);
  return rows.sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1));
};

/** Puts a record of payments, over any stored one. */
export const putRecord = async (target: Target, row: DomainRecord): Promise<void> => {
  const TableName = target.tables.of(payments).name;
  await target.dynamodb.send(new PutItemCommand({ TableName, Item: toItem(stateItem(row)) }));
};

/** Deletes an item of a table. */
export const deleteItem = async (
  { client, name: TableName }: Table,
  key: Readonly<Record<string, string>>,
): Promise<void> => {
  await client.send(new DeleteItemCommand({ TableName, Key: toItem(key) }));
};
