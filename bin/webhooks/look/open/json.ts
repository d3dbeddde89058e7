import * as v from 'valibot';
import type { OverdueRecord } from '../../../../functions/scheduled/overdue/overdue.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { OpenRecord } from '../../../../functions/shared/query/open-work.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import { sourceOf } from '../../../../functions/shared/record/registers.ts';
import { partsOf } from '../../../../functions/shared/record/version-parts.ts';
import { maybeText, maybeTime, time } from '../../json/event.ts';
import { recordKeyFields } from '../../json/record.ts';

/** What `open --json` prints. */
export const openShape = v.strictObject({
  work: v.array(
    v.strictObject({
      kind: v.string(),
      ...recordKeyFields,
      account: maybeText,
      status: v.string(),
      /** When the latest event that states the status happened. */
      since: maybeTime,
      /** Null where Airwallex states no time. */
      dueAt: maybeTime,
      overdue: v.boolean(),
    }),
  ),
  /** Whether there is more than was asked for. */
  more: v.boolean(),
});

type OpenJson = v.InferOutput<typeof openShape>;

/** A record that somebody must act on, as it is printed. */
export type WorkJson = OpenJson['work'][number];

const stateOf = ({ pk, sk, attributes, accountId, ...record }: DomainRecord) => ({
  ...{ pk, sk },
  account: accountId ?? null,
  status: typeof attributes['status'] === 'string' ? attributes['status'] : '',
  since: partsOf(sourceOf(record, 'status').version).when,
});

/** @param now epoch milliseconds. */
export const workJson = ({ domain, work, record, dueAt }: OpenRecord, now: number): WorkJson => {
  return {
    kind: work.kind,
    domain: domain.name,
    ...stateOf(record),
    dueAt: dueAt ?? null,
    overdue: dueAt !== undefined && Date.parse(dueAt) < now,
  };
};

/** What `open --overdue --json` prints. */
export const overdueShape = v.strictObject({
  /** Became overdue from then on. */
  since: time,
  until: time,
  records: v.array(
    v.strictObject({
      ...recordKeyFields,
      account: maybeText,
      status: v.string(),
      /** The event that states it. */
      eventId: v.string(),
      since: maybeTime,
      dwellDays: v.number(),
      overdueAt: time,
    }),
  ),
  /** Whether there are more than was asked for. */
  more: v.boolean(),
});

/** An overdue record, as it is printed. */
export type OverdueJson = v.InferOutput<typeof overdueShape>['records'][number];

export const overdueJson = ({
  domain,
  record,
  event,
  days,
  overdueAt,
}: OverdueRecord): OverdueJson => ({
  domain: domain.name,
  ...stateOf(record),
  eventId: event.id,
  dwellDays: days,
  overdueAt: isoTime(overdueAt) ?? '',
});
