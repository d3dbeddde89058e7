import { setImmediate as pause } from 'node:timers/promises';
import type { Domain } from '../domain.ts';
import type { DomainRecord } from '../record/domain-record.ts';
import { recordOf } from '../store/state-item.ts';
import { itemsAt, scanPages } from './items.ts';
import type { Table, Tables } from './table.ts';

/** What names a record in its domain's table. */
export type RecordKey = Pick<DomainRecord, 'pk' | 'sk'>;

/** A record's key as one text, for maps: no part of a key holds a line break. */
export const recordKey = ({ pk, sk }: RecordKey): string => `${pk}\n${sk}`;

/** Every record of a domain's table, a page in memory at a time. */
export async function* storedRecords(table: Table): AsyncGenerator<DomainRecord> {
  for await (const items of scanPages(table)) for (const item of items) yield recordOf(item);
}

/** The records with these keys of a domain's table, by {@link recordKey}. */
export const recordsAt = async (
  table: Table,
  keys: readonly RecordKey[],
): Promise<ReadonlyMap<string, DomainRecord>> => {
  const distinct = new Map(
    keys.map((key) => [recordKey(key), { pk: { S: key.pk }, sk: { S: key.sk } }]),
  );
  const records = new Map<string, DomainRecord>();
  for await (const item of itemsAt(table, [...distinct.values()])) {
    const record = recordOf(item);
    records.set(recordKey(record), record);
  }
  return records;
};

/** A record's key, and the domain whose table it is in. */
interface DomainKey {
  readonly domain: Domain;
  readonly key: RecordKey;
}

/** Reads records of several domains, those of one domain together. @returns what finds one of them. */
export const recordsOfDomains = async (
  tables: Tables,
  keys: readonly DomainKey[],
): Promise<(key: DomainKey) => DomainRecord | undefined> => {
  const found = new Map<Domain, ReadonlyMap<string, DomainRecord>>();
  for (const domain of new Set(keys.map((one) => one.domain))) {
    const own = keys.filter((one) => one.domain === domain).map(({ key }) => key);
    found.set(domain, await recordsAt(tables.of(domain), own));
  }
  return ({ domain, key }) => found.get(domain)?.get(recordKey(key));
};

/** Reads records of a domain's table by key: those that are asked for at the same time in one request. */
export const readTogether = (
  table: Table,
): ((key: RecordKey) => Promise<DomainRecord | undefined>) => {
  let keys: RecordKey[] = [];
  let next: Promise<ReadonlyMap<string, DomainRecord>> | undefined;
  const read = async () => {
    await pause();
    const asked = keys;
    keys = [];
    next = undefined;
    return recordsAt(table, asked);
  };
  return async (key) => {
    keys.push(key);
    next ??= read();
    return (await next).get(recordKey(key));
  };
};
