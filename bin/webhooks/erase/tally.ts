import type { Redaction } from './redaction.ts';

/** What an erasure has come to, or would: counts, and no word of what is erased. */
export interface Tally {
  /** Events by name; those without one under the empty name. */
  readonly events: Readonly<Record<string, number>>;
  readonly eventCount: number;
  /** Of their bodies. */
  readonly bytes: number;
  /** Events that were erased before. */
  readonly erasedBefore: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Rows that a newer projection than this code's wrote: this code cannot say what is left of them. */
  readonly newerRows: number;
  /** Events that kept changing under our hands. */
  readonly contested: number;
}

/** A tally that counts on. */
export interface Counter {
  /** @param outcome what erasing the event did; by default all that it is to do. */
  add(redaction: Redaction, outcome?: { readonly rows: number; readonly contested: boolean }): void;
  /** Before the archive is gone through once more: what was erased before is met again. */
  again(): void;
  tally(): Tally;
}

/** @param at when this erasure is, epoch milliseconds: what was erased then was not before. */
export const createCounter = (at: number): Counter => {
  const events: Record<string, number> = {};
  const rows: Record<string, number> = {};
  let [eventCount, bytes, erasedBefore, newerRows, contested] = [0, 0, 0, 0, 0];
  return {
    add: (redaction, outcome = { rows: redaction.rows.length, contested: false }) => {
      const { event, domain, newer } = redaction;
      newerRows += newer;
      if (outcome.rows > 0) rows[domain] = (rows[domain] ?? 0) + outcome.rows;
      if (outcome.contested) contested += 1;
      else if (event.erasedAt === undefined) {
        const name = event.name ?? '';
        events[name] = (events[name] ?? 0) + 1;
        eventCount += 1;
        bytes += event.body.length;
      } else if (event.erasedAt !== at) erasedBefore += 1;
    },
    again: () => {
      [erasedBefore, newerRows, contested] = [0, 0, 0];
    },
    tally: () => ({ events, eventCount, bytes, erasedBefore, rows, newerRows, contested }),
  };
};
