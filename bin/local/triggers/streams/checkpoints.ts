import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** Up to where the records of streams have been handled. */
export interface Checkpoints {
  /** The sequence number of the last record that was handled. */
  of(shard: string): string | undefined;
  advance(shard: string, sequenceNumber: string): void;
}

const stored = v.record(v.string(), v.string());

/** Keeps checkpoints in a file, so that a later start continues where this one ends. */
export const openCheckpoints = (file: string): Checkpoints => {
  const all = existsSync(file) ? v.parse(stored, JSON.parse(readFileSync(file, 'utf8'))) : {};
  return {
    of: (shard) => all[shard],
    advance: (shard, sequenceNumber) => {
      all[shard] = sequenceNumber;
      writeFileSync(`${file}.new`, JSON.stringify(all, null, 2));
      renameSync(`${file}.new`, file);
    },
  };
};
