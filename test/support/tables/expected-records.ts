import { sha256 } from '../../../functions/shared/event/identifier.ts';
import type { Delivery } from '../../../functions/shared/event/message.ts';
import { type DomainRecord, join } from '../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import { judge } from '../../../functions/shared/record/judge.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { recordOf, stateItem } from '../../../functions/shared/store/state-item.ts';
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

/** Records by `<pk> <sk>`, sorted. */
export type ExpectedRecords = ReadonlyMap<string, DomainRecord>;

const sorted = (rows: Iterable<DomainRecord>): ExpectedRecords =>
  new Map(
    [...rows]
      .map((row): [string, DomainRecord] => [`${row.pk} ${row.sk}`, row])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A record as a table gives it back. */
const stored = (row: DomainRecord): DomainRecord => recordOf(toItem(stateItem(row)));

/** The records that each delivery sets, judged by the receipt of its body's first delivery. */
export const recordsFrom = (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
): readonly (readonly DomainRecord[])[] => {
  const receipts = new Map<string, Delivery['receipt']>();
  return deliveries.map(({ body, receipt }) => {
    const first = receipts.get(receipt.digest) ?? receipt;
    receipts.set(receipt.digest, first);
    const { issues, records } = judge({ body, receipt }, runtime, first);
    if (issues.length > 0) throw new Error(JSON.stringify(issues));
    return records;
  });
};

/** What records come to, taken in one after the other. */
export const joined = (rows: readonly DomainRecord[]): ExpectedRecords => {
  const current = new Map<string, DomainRecord>();
  for (const row of rows) {
    const key = `${row.pk} ${row.sk}`;
    const before = current.get(key);
    current.set(key, before === undefined ? row : join(before, row));
  }
  return sorted([...current.values()].map(stored));
};

/** What deliveries come to, handled one after the other. */
export const recordsAfter = (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
): ExpectedRecords => joined(recordsFrom(deliveries, runtime).flat());

/** The records that a state table holds. */
export const recordsIn = (items: Iterable<Item>): ExpectedRecords =>
  sorted([...items].map((item) => recordOf(item)));
