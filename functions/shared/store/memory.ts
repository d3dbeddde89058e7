import type { IndexRules } from '../domain.ts';
import { type DomainRecord, join, sameRecord } from '../record/domain-record.ts';
import { toItem } from './attributes.ts';
import { withIndexKeys, wrongIndexKeys } from './index-keys.ts';
import { receiptsOf } from './receipts.ts';
import { recordOf, stateItem } from './state-item.ts';
import type { ArchivedEvent, Store } from './store.ts';

/** A store in memory, with what it holds to be looked at. */
export interface MemoryStore extends Store {
  readonly events: ReadonlyMap<string, ArchivedEvent>;
  /** By `<pk> <sk>`; each record as a table would give it back. */
  readonly records: ReadonlyMap<string, DomainRecord>;
}

/** The archive and one domain's state table in memory: same contract, same join. */
export const memoryStore = (rules: IndexRules = {}): MemoryStore => {
  const events = new Map<string, ArchivedEvent>();
  const records = new Map<string, DomainRecord>();
  const eventKey = ({ id, digest }: { id: string; digest: string }): string => `${id} ${digest}`;
  return {
    events,
    records,
    archive: async (event) => {
      const before = events.get(eventKey(event));
      if (!before) events.set(eventKey(event), event);
      return before;
    },
    apply: async (record) => {
      const key = `${record.pk} ${record.sk}`;
      const read = records.get(key);
      const joined = read ? join(read, record) : record;
      if (read && sameRecord(read, joined) && wrongIndexKeys(read, rules).length === 0)
        return joined.version === record.version ? 'unchanged' : 'superseded';
      records.set(key, recordOf(toItem(stateItem(withIndexKeys(joined, rules)))));
      return joined.version === record.version ? 'written' : 'superseded';
    },
    settle: async (update, before) => {
      const stored = events.get(eventKey(update));
      if (stored?.outcome === before) events.set(eventKey(update), { ...stored, ...update });
    },
    confirm: async (before, after) => {
      const stored = events.get(eventKey(after));
      if (stored === undefined) return before;
      const receipts = [stored, before].map((event) => JSON.stringify(receiptsOf(event)));
      if (stored.outcome !== before.outcome || receipts[0] !== receipts[1]) return stored;
      events.set(eventKey(after), { ...stored, ...after });
      return undefined;
    },
  };
};
