import { owns } from '../../../../functions/shared/domain.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { idPart } from '../../../../functions/shared/record/version.ts';
import { eventPartsOf } from '../../../../functions/shared/record/version-parts.ts';
import { withIndexKeys } from '../../../../functions/shared/store/index-keys.ts';
import { judgeArchived } from '../../../../functions/shared/store/judge-archived.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import type { Scratch } from './scratch.ts';

/** A domain's records derived from the archive alone: the result of joining every event of it. */
export interface Rebuilt {
  readonly records: Pick<Scratch['records'], 'count' | 'at' | 'pages'>;
  /** Events that the domain owns, each id and body once. */
  readonly events: number;
  /** Ids of those that project nothing. */
  readonly unprojected: readonly string[];
  /** When the oldest event that the archive still holds was archived, epoch milliseconds. */
  readonly horizon: number | undefined;
  /** When the youngest was. */
  readonly newest: number | undefined;
  /**
   * Joins the records of an event whose name the domain owns today. A second time changes nothing.
   * @param cited a record refers to the event: remember it, whichever domain owns it today.
   */
  add(event: ArchivedEvent, cited?: boolean): void;
  /** Whether the event behind this version was added. */
  holds(version: string): boolean;
  /** Whether an event of this id was added. */
  holdsId(eventId: string): boolean;
}

/**
 * Nothing yet. Events of any outcome take part: a schema or a domain may have come after them.
 * @param pk only the records of this object; of all by default.
 */
export const createRebuilt = (
  runtime: DomainRuntime,
  { records, events: held }: Pick<Scratch, 'records' | 'events'>,
  pk?: string,
): Rebuilt => {
  const unprojected: string[] = [];
  let events = 0;
  let horizon: number | undefined;
  let newest: number | undefined;

  const put = (record: DomainRecord): void => {
    const current = records.at(record);
    records.put(withIndexKeys(current ? join(current, record) : record, runtime.domain));
  };

  return {
    records: records,
    unprojected,
    get events() {
      return events;
    },
    get horizon() {
      return horizon;
    },
    get newest() {
      return newest;
    },
    add: (event, cited = false) => {
      horizon = Math.min(horizon ?? event.archivedAt, event.archivedAt);
      newest = Math.max(newest ?? event.archivedAt, event.archivedAt);
      const owned = owns(runtime.domain, event.name);
      if (!owned && !cited) return;
      const verdict = judgeArchived(event, runtime);
      if (!held.add(eventPartsOf(verdict.version)) || !owned) return;
      events += 1;
      if (verdict.object === undefined) unprojected.push(event.id);
      verdict.records.filter((record) => pk === undefined || record.pk === pk).forEach(put);
    },
    holds: (version) => held.has(eventPartsOf(version)),
    holdsId: (eventId) => held.hasId(idPart(eventId)),
  };
};
