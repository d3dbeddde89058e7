import * as v from 'valibot';
import type { OpenRecord } from '../../../../functions/shared/query/open-work.ts';
import { sourceOf } from '../../../../functions/shared/record/registers.ts';
import { partsOf } from '../../../../functions/shared/record/version-parts.ts';
import { maybeText, maybeTime } from '../../json/event.ts';
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

/** @param now epoch milliseconds. */
export const workJson = ({ domain, work, record, dueAt }: OpenRecord, now: number): WorkJson => {
  const { pk, sk, attributes, accountId = null } = record;
  const { status } = attributes;
  return {
    kind: work.kind,
    ...{ domain: domain.name, pk, sk },
    account: accountId,
    status: typeof status === 'string' ? status : '',
    since: partsOf(sourceOf(record, 'status').version).when,
    dueAt: dueAt ?? null,
    overdue: dueAt !== undefined && Date.parse(dueAt) < now,
  };
};
