import { recordsAt } from '../../../../functions/shared/query/records.ts';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import type { Target } from '../../pipeline/target.ts';
import { type Mark, marksOf } from '../marks.ts';
import { type EventHeadline, historyHeadline } from './headline.ts';

/** An object's events in order, each with the state of the records that it set. */
export interface History {
  readonly domain: string;
  readonly object: string;
  readonly events: readonly (EventHeadline & { readonly rows: readonly Mark[] })[];
}

/** An object's history by its current records. */
export const historyOf = async (target: Target, timeline: Timeline): Promise<History> => {
  const keys = timeline.events.flatMap(({ verdict }) => verdict.records);
  const current = await recordsAt(target.tables.of(timeline.domain), keys);
  return {
    domain: timeline.domain.name,
    object: timeline.pk,
    events: timeline.events.map((event) => ({
      ...historyHeadline(event),
      rows: marksOf(event, current),
    })),
  };
};
