import type { Redaction } from './redaction.ts';

/** The figures of an erasure or a dry run: counts only, nothing of what is erased. */
export interface ErasureTally {
  /** Events by name; those without one under the empty name. */
  readonly events: Readonly<Record<string, number>>;
  readonly eventCount: number;
  /** Of their bodies. */
  readonly bytes: number;
  /** Events that were erased before. */
  readonly erasedBefore: number;
  /** Records by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Records that a newer projection than this code's wrote, which it cannot redact. */
  readonly newerRows: number;
  /** Events that concurrent writes kept changing. */
  readonly contested: number;
}

/** A running tally. */
export interface ErasureCounter {
  /** @param outcome what erasing the event did; by default everything planned. */
  add(redaction: Redaction, outcome?: { readonly rows: number; readonly contested: boolean }): void;
  /** Resets the counts of events that another pass over the archive reads again. */
  nextPass(): void;
  tally(): ErasureTally;
}

/** @param at time of this erasure, epoch milliseconds: what was erased then was not erased before. */
export const createErasureCounter = (at: number): ErasureCounter => {
  const events: Record<string, number> = {};
  const records: Record<string, number> = {};
  let [eventCount, bytes, erasedBefore, newerRecords, contested] = [0, 0, 0, 0, 0];
  return {
    add: (redaction, outcome = { rows: redaction.records.length, contested: false }) => {
      const { event, newer } = redaction;
      const { name: domain } = redaction.domain;
      newerRecords += newer;
      if (outcome.rows > 0) records[domain] = (records[domain] ?? 0) + outcome.rows;
      if (outcome.contested) contested += 1;
      else if (event.erasedAt === undefined) {
        const name = event.name ?? '';
        events[name] = (events[name] ?? 0) + 1;
        eventCount += 1;
        bytes += event.body.length;
      } else if (event.erasedAt !== at) erasedBefore += 1;
    },
    nextPass: () => {
      [erasedBefore, newerRecords, contested] = [0, 0, 0];
    },
    tally: () => ({
      events,
      eventCount,
      bytes,
      erasedBefore,
      rows: records,
      newerRows: newerRecords,
      contested,
    }),
  };
};
