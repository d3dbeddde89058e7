import type { AnyChange } from '../../change/any-change.ts';
import { changeOf } from '../../change/change-of.ts';
import { type DomainRecord, join } from '../../record/domain-record.ts';
import { toItem } from '../../store/attributes.ts';
import { stateItem } from '../../store/state-item.ts';
import { type RecordKey, recordKey } from '../records.ts';

/** Records as some events set them, joined. */
export interface Joined {
  get(key: RecordKey): DomainRecord | undefined;
  take(record: DomainRecord): void;
  /** The number of records. */
  readonly size: number;
}

/** No records yet. */
export const createJoined = (): Joined => {
  const records = new Map<string, DomainRecord>();
  return {
    get: (key) => records.get(recordKey(key)),
    take: (record) => {
      const before = records.get(recordKey(record));
      records.set(recordKey(record), before ? join(before, record) : record);
    },
    get size() {
      return records.size;
    },
  };
};

const joinAll = (records: readonly DomainRecord[]): DomainRecord | undefined => {
  const [first, ...others] = records;
  return first && others.reduce(join, first);
};

const imageOf = (record: DomainRecord | undefined) => record && toItem(stateItem(record));

/**
 * What an event changed of a record that it sets; undefined where it changed no attribute.
 * @param known what the events before it set, among it this record as far as there was one. Events may
 *   be in several of them: to join a record twice changes nothing.
 */
export const changeBy = (
  record: DomainRecord,
  known: readonly Joined[],
  publishedAt: string,
): AnyChange | undefined => {
  const before = joinAll(known.flatMap((joined) => joined.get(record) ?? []));
  const after = before ? join(before, record) : record;
  return changeOf(
    { before: imageOf(before), after: imageOf(after) },
    { position: '', publishedAt, replay: true },
  );
};
