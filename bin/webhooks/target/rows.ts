import { fromItem } from '../../../functions/shared/store/attributes.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { rowOf } from '../../../functions/shared/store/state-item.ts';
import { itemsAt, scanPages } from './items.ts';
import { type Target, tableOf } from './target.ts';

/** What names a row in its domain's table. */
export type RowKey = Pick<Row, 'pk' | 'sk'>;

/** A row's key as one text, for maps: no part of a key holds a line break. */
export const rowKey = ({ pk, sk }: RowKey): string => `${pk}\n${sk}`;

/** Every row of a domain's table, a page in memory at a time. */
export async function* storedRows(target: Target, domain: string): AsyncGenerator<Row> {
  const input = { TableName: tableOf(target, domain), ConsistentRead: true };
  for await (const items of scanPages(target, input))
    for (const item of items) yield rowOf(fromItem(item));
}

/** The rows with these keys of a domain's table, by {@link rowKey}. */
export const rowsAt = async (
  target: Target,
  domain: string,
  keys: readonly RowKey[],
): Promise<ReadonlyMap<string, Row>> => {
  const distinct = new Map(
    keys.map((key) => [rowKey(key), { pk: { S: key.pk }, sk: { S: key.sk } }]),
  );
  const rows = new Map<string, Row>();
  for await (const item of itemsAt(target, domain, [...distinct.values()])) {
    const row = rowOf(fromItem(item));
    rows.set(rowKey(row), row);
  }
  return rows;
};
