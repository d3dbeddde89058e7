import { join, type Row } from '../../../functions/shared/store/row.ts';
import { rowKey } from '../target/rows.ts';
import { partsOf } from '../version-parts.ts';
import { becauseOf, decidingPart, type Part } from './deciding.ts';
import type { ToldEvent } from './events.ts';

/** What became of one row that an event set. */
export interface Mark {
  readonly pk: string;
  readonly sk: string;
  /** `stands`: the event is the row's current one. `waits`: it is not applied (yet). */
  readonly state: 'stands' | 'superseded' | 'waits';
  readonly supersededBy?: { readonly id: string; readonly name: string };
  readonly decidedBy?: Part;
  /** {@link decidedBy} in words. */
  readonly because?: string;
}

const markOf = (row: Row, standing: Row | undefined): Mark => {
  const { pk, sk } = row;
  if (standing === undefined || standing.version < row.version) return { pk, sk, state: 'waits' };
  if (standing.version === row.version) return { pk, sk, state: 'stands' };
  return {
    pk,
    sk,
    state: 'superseded',
    supersededBy: { id: standing.eventId, name: standing.eventName },
    decidedBy: decidingPart(standing.version, row.version),
    because: becauseOf(standing.version, row.version),
  };
};

/** What became of the rows that an event set, given those that stand at their keys. */
export const marksOf = (
  { verdict }: Pick<ToldEvent, 'verdict'>,
  standing: ReadonlyMap<string, Row>,
): readonly Mark[] => verdict.rows.map((row) => markOf(row, standing.get(rowKey(row))));

/**
 * An object's rows as they would stand if nothing had happened after a time: what those events join
 * to that happened by then or, undated, were sent by then.
 * @param at UTC text.
 */
export const asOf = (
  events: readonly Pick<ToldEvent, 'verdict'>[],
  pk: string,
  at: string,
): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const { verdict } of events)
    for (const row of verdict.rows) {
      if (row.pk !== pk || partsOf(row.version).when > at) continue;
      const standing = rows.get(row.sk);
      rows.set(row.sk, standing ? join(standing, row) : row);
    }
  return [...rows.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1));
};
