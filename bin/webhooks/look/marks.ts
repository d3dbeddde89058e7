import { styleText } from 'node:util';
import { recordKey } from '../../../functions/shared/query/records.ts';
import { type DomainRecord, join } from '../../../functions/shared/record/domain-record.ts';
import type { Verdict } from '../../../functions/shared/record/judge.ts';
import { partsOf } from '../../../functions/shared/record/version-parts.ts';
import { shown } from '../terminal/printable.ts';
import { becauseOf, type DecidingPart, decidingPart } from './deciding.ts';

/** An event with the verdict of today's code on it. */
interface Judged {
  readonly verdict: Verdict;
}

/** The current state of one record that an event set. */
export interface Mark {
  readonly pk: string;
  readonly sk: string;
  /** `stands`: the record is currently that of the event. `waits`: the event is not applied (yet). */
  readonly state: 'stands' | 'superseded' | 'waits';
  readonly supersededBy?: { readonly id: string; readonly name: string };
  readonly decidedBy?: DecidingPart;
  /** {@link decidedBy} in words. */
  readonly because?: string;
}

const markOf = (row: DomainRecord, current: DomainRecord | undefined): Mark => {
  const { pk, sk } = row;
  if (current === undefined || current.version < row.version) return { pk, sk, state: 'waits' };
  if (current.version === row.version) return { pk, sk, state: 'stands' };
  return {
    pk,
    sk,
    state: 'superseded',
    supersededBy: { id: current.eventId, name: current.eventName },
    decidedBy: decidingPart(current.version, row.version),
    because: becauseOf(current.version, row.version),
  };
};

/** The state of the records that an event set, given the current records at their keys. */
export const marksOf = (
  { verdict }: Judged,
  current: ReadonlyMap<string, DomainRecord>,
): readonly Mark[] => verdict.records.map((row) => markOf(row, current.get(recordKey(row))));

/**
 * An object's records as they would be if nothing had happened after a time: the join of the events that
 * happened by then or, if undated, were sent by then.
 * @param at UTC text.
 */
export const asOf = (
  events: readonly Judged[],
  pk: string,
  at: string,
): readonly DomainRecord[] => {
  const rows = new Map<string, DomainRecord>();
  for (const { verdict } of events)
    for (const row of verdict.records) {
      if (row.pk !== pk || partsOf(row.version).when > at) continue;
      const current = rows.get(row.sk);
      rows.set(row.sk, current ? join(current, row) : row);
    }
  return [...rows.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1));
};

/** The state of a record that an event set, in words. */
export const markText = ({ state, supersededBy, because }: Mark): string => {
  if (state === 'stands') return styleText('green', 'current');
  if (state === 'waits') return styleText('yellow', 'not applied yet');
  return shown(`superseded by ${supersededBy?.name} ${supersededBy?.id}: ${because}`);
};
