import type { Domain, Work } from '../domain.ts';
import type { DomainRecord } from '../record/domain-record.ts';
import { indexKeysOf, NEVER_DUE, openKey } from '../store/index-keys.ts';
import { OPEN_SHARDS, stateTable } from '../tables.ts';
import { queryPages } from './items.ts';
import { mergedBy } from './merged.ts';
import { type RecordKey, recordsOfDomains } from './records.ts';
import type { Tables } from './table.ts';

/** One kind of open work, and the domain whose records it is about. */
export interface WorkOf {
  readonly domain: Domain;
  readonly work: Work;
}

/** A record that somebody must act on. */
export interface OpenRecord extends WorkOf {
  readonly record: DomainRecord;
  /** UTC text; undefined where no time is stated. */
  readonly dueAt: string | undefined;
}

/** Every kind of open work of these domains. */
export const workOf = (domains: readonly Domain[]): readonly WorkOf[] =>
  domains.flatMap((domain) => (domain.work ?? []).map((work) => ({ domain, work })));

interface Entry extends WorkOf {
  readonly key: RecordKey;
  readonly dueAt: string;
}

/** What of the index is read. */
interface Reading {
  /** Only what is due by then, UTC text. */
  readonly by?: string | undefined;
  readonly pageSize?: number | undefined;
}

const { open } = stateTable;

/** A shard of the index, in the order in which its work is due. */
async function* along(
  tables: Tables,
  { domain, work }: WorkOf,
  shard: number,
  { by, pageSize }: Reading,
): AsyncGenerator<Entry, void> {
  const input = {
    IndexName: open.name,
    KeyConditionExpression: `#hash = :hash${by === undefined ? '' : ' AND #range <= :by'}`,
    ExpressionAttributeNames: {
      '#hash': open.hash,
      ...(by !== undefined && { '#range': open.range }),
    },
    ExpressionAttributeValues: {
      ':hash': { S: openKey(work.kind, shard) },
      ...(by !== undefined && { ':by': { S: by } }),
    },
  };
  for await (const items of queryPages(tables.of(domain), input, pageSize))
    for (const { pk, sk, dueAt } of items)
      yield {
        ...{ domain, work },
        key: { pk: pk?.S ?? '', sk: sk?.S ?? '' },
        dueAt: dueAt?.S ?? NEVER_DUE,
      };
}

const byDue = (a: Entry, b: Entry): number => (a.dueAt < b.dueAt ? -1 : 1);

/** The entries' records that still are open: the index lags behind its table. */
const stillOpen = async (
  tables: Tables,
  entries: readonly Entry[],
): Promise<readonly OpenRecord[]> => {
  const recordOf = await recordsOfDomains(tables, entries);
  return entries.flatMap(({ domain, work, key }) => {
    const record = recordOf({ domain, key });
    const dueAt = record && indexKeysOf(record, domain)[open.range];
    if (!record || dueAt === undefined) return [];
    return [{ domain, work, record, dueAt: dueAt === NEVER_DUE ? undefined : dueAt }];
  });
};

/** Records that one request reads. */
const BATCH = 100;

/**
 * The records that somebody must act on, those first that are due first; those without a time last. The
 * eight shards of each kind are read concurrently.
 */
export async function* openWork(
  tables: Tables,
  kinds: readonly WorkOf[],
  reading: Reading = {},
): AsyncGenerator<OpenRecord, void> {
  const shards = kinds.flatMap((kind) =>
    Array.from({ length: OPEN_SHARDS }, (_, shard) => along(tables, kind, shard, reading)),
  );
  const size = Math.min(BATCH, reading.pageSize ?? BATCH);
  let entries: Entry[] = [];
  for await (const entry of mergedBy(shards, byDue)) {
    entries.push(entry);
    if (entries.length < size) continue;
    yield* await stillOpen(tables, entries);
    entries = [];
  }
  yield* await stillOpen(tables, entries);
}
