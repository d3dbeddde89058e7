import type { Item } from '../../../../../functions/shared/query/items.ts';
import type { Timeline } from '../../../../../functions/shared/query/timeline.ts';
import { toItem } from '../../../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../../../functions/shared/store/state-item.ts';
import type { Target } from '../../../pipeline/target.ts';
import { membersOf } from '../../../pipeline/timelines.ts';
import { type Reasons, recordReasons } from './reasons.ts';

/** A stored record, and why it is what it is. */
export interface ReportedRecord {
  readonly item: Item;
  readonly reasons: Reasons;
}

/** What is known of one object. */
export interface ObjectReport {
  readonly domain: string;
  /** `<object>#<id>`. */
  readonly object: string;
  readonly records: readonly ReportedRecord[];
  /** The records of what belongs to it, in their order. */
  readonly members: readonly Item[];
  /** How many archived events are about it. */
  readonly events: number;
}

/** The report on an object, by its timeline. */
export const objectReport = async (target: Target, timeline: Timeline): Promise<ObjectReport> => {
  const { domain, pk, records, events } = timeline;
  return {
    domain: domain.name,
    object: pk,
    records: records.map((record) => ({
      item: toItem(stateItem(record)),
      reasons: recordReasons(record, timeline),
    })),
    members: await membersOf(target, domain, pk),
    events: events.length,
  };
};
