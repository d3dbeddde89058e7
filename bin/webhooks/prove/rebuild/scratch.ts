import { DatabaseSync } from 'node:sqlite';
import type { RecordKey } from '../../../../functions/shared/query/records.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import type { VersionParts } from '../../../../functions/shared/record/version-parts.ts';

/** The parts of a version that identify its event. */
type EventParts = Pick<VersionParts, 'id' | 'body'>;

/**
 * What a rebuild has to remember of a domain, on disk, so that its memory does not grow with the
 * archive: about a kilobyte a record, in a private temporary file that disappears with the process,
 * however that ends. `SQLITE_TMPDIR` or `TMPDIR` sets its folder. https://www.sqlite.org/inmemorydb.html
 */
export interface Scratch {
  readonly records: {
    readonly count: number;
    at(key: RecordKey): DomainRecord | undefined;
    put(row: DomainRecord): void;
    pages(size: number): Generator<readonly DomainRecord[]>;
  };
  readonly events: {
    /** @returns whether it was not there yet. */
    add(event: EventParts): boolean;
    has(event: EventParts): boolean;
    hasId(id: EventParts['id']): boolean;
  };
  /** Keys of records to examine, each once, in the order in which they were added. */
  readonly suspects: Suspects & {
    add(key: RecordKey): void;
    /** Adds the keys of all records but for those {@link see}n. */
    addUnseen(): void;
    remove(key: RecordKey): void;
  };
  /** Notes that the table has a record of this key. */
  see(key: RecordKey): void;
  close(): void;
}

export interface Suspects {
  readonly count: number;
  /** A page at a time; what is removed or added meanwhile may be included or not. */
  pages(size: number): Generator<readonly RecordKey[]>;
}

/** One transaction that never ends: nothing here is worth a journal. */
const layout = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA cache_size = -65536;
  BEGIN;
  CREATE TABLE row (id INTEGER PRIMARY KEY, pk TEXT, sk TEXT, json TEXT, UNIQUE (pk, sk));
  CREATE TABLE seen (pk TEXT, sk TEXT, PRIMARY KEY (pk, sk)) WITHOUT ROWID;
  CREATE TABLE suspect (id INTEGER PRIMARY KEY, pk TEXT, sk TEXT, UNIQUE (pk, sk));
  CREATE TABLE event (id TEXT, body TEXT, PRIMARY KEY (id, body)) WITHOUT ROWID;
`;

/** Nothing yet. */
export const createScratch = (): Scratch => {
  const database = new DatabaseSync('');
  database.exec(layout);
  const prepare = (sql: string) => database.prepare(sql);

  const counter = (table: string) => {
    const count = prepare(`SELECT count(*) AS count FROM ${table}`);
    return (): number => Number(count.get()?.['count']);
  };
  /** A table by the order in which its rows were added. */
  const pager = (table: string, columns: string) => {
    const page = prepare(`SELECT id, ${columns} FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`);
    return function* (size: number) {
      for (let last = 0; ; ) {
        const found = page.all(last, size);
        if (found.length === 0) return;
        yield found;
        last = Number(found.at(-1)?.['id']);
      }
    };
  };

  const rowAt = prepare('SELECT json FROM row WHERE pk = ? AND sk = ?');
  const putRow = prepare(
    'INSERT INTO row (pk, sk, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json',
  );
  const countRows = counter('row');
  const rowPages = pager('row', 'json');
  const rowOf = (json: unknown): DomainRecord => JSON.parse(String(json));

  const addEvent = prepare('INSERT OR IGNORE INTO event VALUES (?, ?)');
  const eventAt = prepare('SELECT 1 FROM event WHERE id = ? AND body = ?');
  const eventOfId = prepare('SELECT 1 FROM event WHERE id = ?');

  const see = prepare('INSERT OR IGNORE INTO seen VALUES (?, ?)');
  const addSuspect = prepare('INSERT OR IGNORE INTO suspect (pk, sk) VALUES (?, ?)');
  const addUnseen = prepare(
    'INSERT OR IGNORE INTO suspect (pk, sk) SELECT pk, sk FROM row WHERE NOT EXISTS (SELECT 1 FROM seen WHERE seen.pk = row.pk AND seen.sk = row.sk) ORDER BY row.id',
  );
  const removeSuspect = prepare('DELETE FROM suspect WHERE pk = ? AND sk = ?');
  const countSuspects = counter('suspect');
  const suspectPages = pager('suspect', 'pk, sk');

  return {
    records: {
      get count() {
        return countRows();
      },
      at: ({ pk, sk }) => {
        const found = rowAt.get(pk, sk);
        return found && rowOf(found['json']);
      },
      put: ({ fields: _fields, ...row }) => {
        putRow.run(row.pk, row.sk, JSON.stringify(row));
      },
      *pages(size) {
        for (const page of rowPages(size)) yield page.map(({ json }) => rowOf(json));
      },
    },
    events: {
      add: ({ id, body }) => addEvent.run(id, body).changes > 0,
      has: ({ id, body }) => eventAt.get(id, body) !== undefined,
      hasId: (id) => eventOfId.get(id) !== undefined,
    },
    suspects: {
      get count() {
        return countSuspects();
      },
      add: ({ pk, sk }) => {
        addSuspect.run(pk, sk);
      },
      addUnseen: () => {
        addUnseen.run();
      },
      remove: ({ pk, sk }) => {
        removeSuspect.run(pk, sk);
      },
      *pages(size) {
        for (const page of suspectPages(size))
          yield page.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
      },
    },
    see: ({ pk, sk }) => {
      see.run(pk, sk);
    },
    close: () => database.close(),
  };
};
