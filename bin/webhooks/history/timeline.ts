import { join, type Row } from '../../../functions/shared/store/row.ts';
import { rowKey } from '../target/rows.ts';
import { partsOf } from '../version-parts.ts';
import { becauseOf, decidingPart, type Part } from './deciding.ts';
import type { JudgedEvent } from './events.ts';

/** The current state of one row that an event set. */
export interface Mark {
  readonly pk: string;
  readonly sk: string;
  /** `stands`: the row is currently that of the event. `waits`: the event is not applied (yet). */
  readonly state: 'stands' | 'superseded' | 'waits';
  readonly supersededBy?: { readonly id: string; readonly name: string };
  readonly decidedBy?: Part;
  /** {@link decidedBy} in words. */
  readonly because?: string;
}

const markOf = (row: Row, current: Row | undefined): Mark => {
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

/** The state of the rows that an event set, given the current rows at their keys. */
export const marksOf = (
  { verdict }: Pick<JudgedEvent, 'verdict'>,
  current: ReadonlyMap<string, Row>,
): readonly Mark[] => verdict.rows.map((row) => markOf(row, current.get(rowKey(row))));

/**
 * An object's rows as they would be if nothing had happened after a time: the join of the events that
 * happened by then or, if undated, were sent by then.
 * @param at UTC text.
 */
export const asOf = (
  events: readonly Pick<JudgedEvent, 'verdict'>[],
  pk: string,
  at: string,
): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const { verdict } of events)
    for (const row of verdict.rows) {
      if (row.pk !== pk || partsOf(row.version).when > at) continue;
      const current = rows.get(row.sk);
      rows.set(row.sk, current ? join(current, row) : row);
    }
  return [...rows.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1));
};
