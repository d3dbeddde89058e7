import { isDeepStrictEqual } from 'node:util';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Ledger, Note } from './ledger.ts';

/** A ledger in memory, with what it holds to be looked at. */
export interface MemoryLedger extends Ledger {
  readonly notes: ReadonlyMap<string, Note>;
  /** The items that were committed, in order. */
  readonly committed: readonly TransactWriteItem[];
}

/**
 * The same contract in memory.
 * @param write performs the items of one commit; one that throws refuses them all.
 */
export const memoryLedger = (
  write: (items: readonly TransactWriteItem[]) => void = () => {},
): MemoryLedger => {
  const notes = new Map<string, Note>();
  const committed: TransactWriteItem[] = [];
  return {
    notes,
    committed,
    read: async (key) => notes.get(key),
    commit: async ({ key, before, after }, transact) => {
      if (!isDeepStrictEqual(notes.get(key), before)) return false;
      write(transact);
      committed.push(...transact);
      notes.set(key, after);
      return true;
    },
  };
};
