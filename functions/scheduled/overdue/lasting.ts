import type { Dwell } from '../../shared/domain.ts';
import type { ListedEvent } from '../../shared/query/headlines.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import { sourceOf } from '../../shared/record/registers.ts';
import { idPart } from '../../shared/record/version.ts';
import { partsOf } from '../../shared/record/version-parts.ts';
import { isOf } from '../../shared/store/index-keys.ts';

/** Whether a record's status is the one that an event stated, and not that of a later one. */
const isStatedBy = (record: DomainRecord, event: Pick<ListedEvent, 'id' | 'digest'>): boolean => {
  const { id, body } = partsOf(sourceOf(record, 'status').version);
  return id === idPart(event.id) && event.digest.startsWith(body);
};

/**
 * Whether a record is still in a status that an event stated, and that may last this many days.
 * @param days of the rule, since the event was archived.
 */
export const lastsSince = (
  record: DomainRecord,
  event: Pick<ListedEvent, 'id' | 'digest'>,
  dwell: Dwell,
  days: number,
): boolean => {
  const { status } = record.attributes;
  const { where } = dwell;
  return (
    isOf(dwell, record) &&
    typeof status === 'string' &&
    Object.hasOwn(dwell.days, status) &&
    dwell.days[status] === days &&
    (where === undefined || record.attributes[where.attribute] === where.value) &&
    isStatedBy(record, event)
  );
};
