import { issuing } from '../../../../functions/issuing/domain.ts';
import { type Ledger, ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import { type SpendRecord, spendRecordOf } from '../../../../functions/issuing/ledger/record.ts';
import { collectionsOf, spendKinds } from '../../../../functions/issuing/ledger/references.ts';
import { key } from '../../../../functions/shared/event/identifier.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import type { Item } from '../../../../functions/shared/query/items.ts';
import { fromItem } from '../../../../functions/shared/store/attributes.ts';
import type { Reader } from '../../pipeline/records.ts';

/** Number of concurrent queries. */
const CONCURRENCY = 16;

const recordsOf = (items: readonly Item[]): readonly SpendRecord[] =>
  items.map((item) => spendRecordOf(fromItem(item)));

/** @param count the number of objects read so far. */
type OnRead = (count: number) => void;

/** Reads the item collections of these keys, and transitively those that they refer to. */
const collect = async (
  reader: Reader,
  seeds: readonly string[],
  onRead: OnRead,
): Promise<ReadonlyMap<string, SpendRecord>> => {
  const records = new Map<string, SpendRecord>();
  const seen = new Set(seeds);
  const waiting = [...seeds];
  while (waiting.length > 0) {
    const keys = waiting.splice(0);
    const items = new Map<string, readonly Item[]>();
    await concurrently(keys, CONCURRENCY, async (pk) => {
      items.set(pk, await reader.object(issuing, pk));
    });
    const read = recordsOf(keys.flatMap((pk) => items.get(pk) ?? []));
    for (const record of read) records.set(JSON.stringify([record.pk, record.sk]), record);
    waiting.push(...collectionsOf(read).filter((pk) => !seen.has(pk)));
    for (const pk of waiting) seen.add(pk);
    onRead(seen.size - waiting.length);
  }
  return records;
};

/** The records of a card itself; none where the id is of something else. */
export const readCard = async (reader: Reader, id: string): Promise<readonly SpendRecord[]> =>
  recordsOf(await reader.object(issuing, key('card', id)));

/**
 * The ledger of an id: a card's whole spend, or the group of an authorization,
 * another message, a card transaction or a lifecycle.
 * @returns undefined when no spend of it is known.
 */
export const readSpend = async (
  reader: Reader,
  id: string,
  onRead: OnRead = () => {},
): Promise<Ledger | undefined> => {
  const keys = spendKinds.map((kind) => key(kind, id));
  const records = await collect(reader, keys, onRead);
  if (records.size > 0) return ledgerOf([...records.values()], keys);
  const ofCard = recordsOf(await reader.related(issuing, key('card', id)));
  const spend = await collect(reader, collectionsOf(ofCard), onRead);
  return spend.size > 0 ? ledgerOf([...spend.values()]) : undefined;
};
