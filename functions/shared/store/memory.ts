import { fromItem, toItem } from './attributes.ts';
import { join, type Row, sameRow } from './row.ts';
import { rowOf, stateItem } from './state-item.ts';
import type { ArchivedEvent, Store } from './store.ts';

/** A store in memory, with what it holds to be looked at. */
export interface MemoryStore extends Store {
  readonly events: ReadonlyMap<string, ArchivedEvent>;
  /** By `<pk> <sk>`; each row as a table would give it back. */
  readonly rows: ReadonlyMap<string, Row>;
}

/** The archive and one domain's state table in memory: same contract, same join. */
export const memoryStore = (): MemoryStore => {
  const events = new Map<string, ArchivedEvent>();
  const rows = new Map<string, Row>();
  const eventKey = ({ id, digest }: { id: string; digest: string }): string => `${id} ${digest}`;
  return {
    events,
    rows,
    archive: async (event) => {
      const before = events.get(eventKey(event));
      if (!before) events.set(eventKey(event), event);
      return before;
    },
    apply: async (row) => {
      const key = `${row.pk} ${row.sk}`;
      const read = rows.get(key);
      const joined = read ? join(read, row) : row;
      if (read && sameRow(read, joined))
        return joined.version === row.version ? 'unchanged' : 'superseded';
      rows.set(key, rowOf(fromItem(toItem(stateItem(joined)))));
      return joined.version === row.version ? 'written' : 'superseded';
    },
    settle: async (judgement, before) => {
      const stored = events.get(eventKey(judgement));
      if (stored?.outcome === before) events.set(eventKey(judgement), { ...stored, ...judgement });
    },
  };
};
