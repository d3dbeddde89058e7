import { sha256 } from '../../functions/shared/event/identifier.ts';
import type { DomainRuntime } from '../../functions/shared/event/interpret.ts';
import { judge } from '../../functions/shared/event/judge.ts';
import type { Delivery } from '../../functions/shared/message.ts';
import { fromItem, toItem } from '../../functions/shared/store/attributes.ts';
import { join, type Row } from '../../functions/shared/store/row.ts';
import { rowOf, stateItem } from '../../functions/shared/store/state-item.ts';
import type { Item } from './tables.ts';

/** When a delivery was sent and received, by when it was sent, epoch milliseconds. */
export const receiptAt = (sentAt: number) => ({ sentAt, receivedAt: sentAt + 50 });

/** A body as it arrives, sent at an epoch millisecond. */
export const delivery = (body: Uint8Array, sentAt: number): Delivery => ({
  body,
  receipt: {
    ...receiptAt(sentAt),
    requestId: 'request',
    secret: 'live',
    digest: sha256(body),
  },
});

/** Rows by `<pk> <sk>`, sorted. */
export type Rows = ReadonlyMap<string, Row>;

const sorted = (rows: Iterable<Row>): Rows =>
  new Map(
    [...rows]
      .map((row): [string, Row] => [`${row.pk} ${row.sk}`, row])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A row as a table gives it back. */
const stored = (row: Row): Row => rowOf(fromItem(toItem(stateItem(row))));

/** The rows that each delivery sets, judged by the receipt of its body's first delivery. */
export const rowsFrom = (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
): readonly (readonly Row[])[] => {
  const receipts = new Map<string, Delivery['receipt']>();
  return deliveries.map(({ body, receipt }) => {
    const first = receipts.get(receipt.digest) ?? receipt;
    receipts.set(receipt.digest, first);
    const { issues, rows } = judge({ body, receipt }, runtime, first);
    if (issues.length > 0) throw new Error(JSON.stringify(issues));
    return rows;
  });
};

/** What rows come to, taken in one after the other. */
export const joined = (rows: readonly Row[]): Rows => {
  const standing = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.pk} ${row.sk}`;
    const before = standing.get(key);
    standing.set(key, before === undefined ? row : join(before, row));
  }
  return sorted([...standing.values()].map(stored));
};

/** What deliveries come to, handled one after the other. */
export const rowsAfter = (deliveries: readonly Delivery[], runtime: DomainRuntime): Rows =>
  joined(rowsFrom(deliveries, runtime).flat());

/** The rows that a state table holds. */
export const rowsIn = (items: Iterable<Item>): Rows =>
  sorted([...items].map((item) => rowOf(fromItem(item))));
