import { recordsAt } from '../../../../functions/shared/query/records.ts';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import type { Outcome } from '../../../../functions/shared/record/read.ts';
import type { Target } from '../../pipeline/target.ts';
import { type EventHeadline, headlineFor } from '../headline.ts';
import { type Mark, marksOf } from '../marks.ts';
import { changesOf, type RecordChange } from './changes.ts';

/** An event of a history. */
export interface HistoryEvent extends EventHeadline {
  /** Its outcome by today's schemas. */
  readonly today: Outcome;
  /** The records that it set. */
  readonly records: readonly Mark[];
  /** What it changed in the object's records, compared with the events before it. */
  readonly changes: readonly RecordChange[];
}

/** An object's events in order, each with the state of the records that it set. */
export interface History {
  readonly domain: string;
  readonly object: string;
  readonly events: readonly HistoryEvent[];
}

/**
 * An object's history by its current records.
 * @param members further objects whose changes it includes.
 */
export const historyOf = async (
  target: Target,
  timeline: Timeline,
  members: readonly string[] = [],
): Promise<History> => {
  const keys = timeline.events.flatMap(({ verdict }) => verdict.records);
  const current = await recordsAt(target.tables.of(timeline.domain), keys);
  const changes = changesOf(timeline.events, new Set([timeline.pk, ...members]));
  return {
    domain: timeline.domain.name,
    object: timeline.pk,
    events: timeline.events.map((event, index) => ({
      ...headlineFor(event),
      today: event.verdict.outcome,
      records: marksOf(timeline.domain.name, event, current),
      changes: changes[index] ?? [],
    })),
  };
};
