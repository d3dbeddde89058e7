import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import {
  type RebuildOptions,
  type RebuildReport,
  rebuild,
} from '../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { payments } from '../../../functions/payments/domain.ts';
import { families } from '../../../functions/payments/families.ts';
import { archivedUnder } from '../../../functions/shared/query/archive.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime, Family } from '../../../functions/shared/record/family.ts';
import { madeBy } from '../per-hook.ts';
import { useDynamoDb } from '../tables/dynamodb.ts';
import { deleteItem, putRecord, storedIn } from '../tables/manual-edits.ts';
import { createTestTarget } from './target.ts';

/** The runtime of payments. */
export const runtime: DomainRuntime = { domain: payments, families };

/** The runtime with one family changed, as after the deployment of another projection. */
export const changed = (name: string, change: (family: Family) => Family): DomainRuntime => {
  const family = runtime.families[name];
  if (!family) throw new Error(`no family ${name}`);
  return {
    domain: { ...payments, revision: payments.revision + 1 },
    families: { ...runtime.families, [name]: change(family) },
  };
};

/** A time long after everything was archived, when nothing is in flight. */
export const later = (): number => Date.UTC(2026, 11, 1);

/** A table of payments with its archive, and the edits that a test makes. */
export interface Rebuilding {
  readonly target: Target;
  /** Posts webhooks and lets the consumers process them. */
  send(...bodies: readonly Uint8Array[]): Promise<void>;
  rebuild(options?: RebuildOptions, by?: DomainRuntime): Promise<RebuildReport>;
  /** The stored records, by key. */
  stored(): Promise<readonly DomainRecord[]>;
  /** The first stored record with this sort key. */
  rowOf(sk: string): Promise<DomainRecord>;
  put(row: DomainRecord): Promise<void>;
  removeRow(row: DomainRecord): Promise<void>;
  /** Creates another table for records, which is empty. */
  createTable(): Promise<string>;
  /** Deletes an event from the archive. */
  forget(eventId: string): Promise<void>;
  /** Runs work immediately before the next item is put. */
  beforeNextPut(work: () => Promise<void>): void;
}

/** Creates empty tables for each test of a file. @param clock of the pipeline. */
export const useRebuilding = (clock?: () => number): Rebuilding => {
  const dynamodb = useDynamoDb();
  const made = madeBy(beforeEach, () => createTestTarget(dynamodb, clock));
  const stored = () => storedIn(made().target);
  return {
    get target() {
      return made().target;
    },
    stored,
    send: (...bodies) => made().pipeline.send(bodies),
    rebuild: (options = { compare: true }, by = runtime) =>
      rebuild(made().target, by, { now: later, ...options }),
    rowOf: async (sk) => {
      const row = (await stored()).find((one) => one.sk === sk);
      if (!row) throw new Error(`no ${sk}`);
      return row;
    },
    put: (row) => putRecord(made().target, row),
    createTable: () => dynamodb.createState(),
    removeRow: ({ pk, sk }) => deleteItem(made().target.tables.of(payments), { pk, sk }),
    forget: async (id) => {
      for (const { digest } of await archivedUnder(made().target.tables.events, id))
        await deleteItem(made().target.tables.events, { id, digest });
    },
    beforeNextPut: (work) => {
      const name = 'beforeNextPut';
      const { client } = dynamodb;
      client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            const first = commandName === 'PutItemCommand' && client.middlewareStack.remove(name);
            if (first) await work();
            return next(args);
          },
        { step: 'initialize', name },
      );
    },
  };
};
