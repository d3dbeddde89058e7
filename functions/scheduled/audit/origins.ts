import { archivedUnder } from '../../shared/query/archive.ts';
import { aboutObjects } from '../../shared/query/headlines.ts';
import { recordKey } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import { type DomainRecord, isLinkCarried } from '../../shared/record/domain-record.ts';
import type { DomainRuntime } from '../../shared/record/family.ts';
import type { Verdict } from '../../shared/record/judge.ts';
import { eventOf, partsOf } from '../../shared/record/version-parts.ts';
import { judgeArchived } from '../../shared/store/judge-archived.ts';
import type { ArchivedEvent } from '../../shared/store/store.ts';

/** What the archive's events project at a stored record's key. */
export interface Origins {
  /** The record that its own event sets there. */
  readonly own: DomainRecord | undefined;
  /** The records that the events of its ties and those that it took something over from set there. */
  readonly others: readonly DomainRecord[];
}

/** Ids of the archived events about an object that these versions are of. */
const idsOf = async (
  tables: Tables,
  object: string,
  versions: readonly string[],
): Promise<ReadonlySet<string>> => {
  const sought = new Set(versions.map(eventOf));
  const ids = new Set<string>();
  for await (const { position, event } of aboutObjects(tables.events, [object]))
    if (sought.has(eventOf(position))) ids.add(event.id);
  return ids;
};

/** The versions of the earlier events that a record took something over from. */
const earlierVersions = (record: DomainRecord): readonly string[] => [
  ...(record.link && isLinkCarried(record) ? [record.link.version] : []),
  ...record.carried.map(({ version }) => version),
];

/**
 * Finds in the archive the events behind a stored record.
 * @returns undefined when the archive does not hold the record's own event.
 */
export const originsOf = async (
  tables: Tables,
  runtime: DomainRuntime,
  record: DomainRecord,
): Promise<Origins | undefined> => {
  const under = async (id: string): Promise<readonly ArchivedEvent[]> =>
    id === '' ? [] : archivedUnder(tables.events, id);
  const setBy = ({ records }: Verdict): DomainRecord | undefined =>
    records.find((projected) => recordKey(projected) === recordKey(record));

  const { body } = partsOf(record.version);
  const event = (await under(record.eventId)).find(({ digest }) => digest.startsWith(body));
  if (event === undefined) return undefined;
  const verdict = judgeArchived(event, runtime);
  const ids = new Set(record.tiedWith);
  // An event that sets a record is about its object, or about the one that its own event is about.
  const earlier = earlierVersions(record);
  if (earlier.length > 0)
    for (const object of new Set([record.pk, verdict.object ?? record.pk]))
      for (const id of await idsOf(tables, object, earlier)) ids.add(id);
  const others: DomainRecord[] = [];
  for (const id of ids)
    for (const other of await under(id)) {
      const set = setBy(judgeArchived(other, runtime));
      if (set) others.push(set);
    }
  return { own: setBy(verdict), others };
};
