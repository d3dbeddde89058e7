import * as v from 'valibot';
import { differenceShape, fromStored } from '../../json/difference.ts';
import { maybeText, maybeTime } from '../../json/event.ts';
import { recordKeyFields } from '../../json/record.ts';
import type { RebuildReport, RecordReport } from './rebuild.ts';
import type { repairKinds } from './repair.ts';

const recordShape = v.strictObject({
  ...recordKeyFields,
  state: v.picklist(['missing', 'different', 'superfluous', 'kept']),
  differences: v.array(differenceShape),
  /** Events behind it that the archive does not hold: of a link's event only its version is known. */
  lost: v.strictObject({ eventId: maybeText, linkVersion: maybeText, ties: v.array(v.string()) }),
});

/** What `rebuild --json` prints. */
export const rebuildShape = v.strictObject({
  domain: v.string(),
  records: v.number(),
  events: v.number(),
  /** Ids of events that could not be projected. */
  unprojected: v.array(v.string()),
  /** When the oldest event of the archive was archived. */
  horizon: maybeTime,
  /** Where events expire: those from before then may be missing. */
  expiredBefore: maybeTime,
  /** Records that differ, before any repair. */
  differing: v.number(),
  /** Records kept although the archive should hold an event behind them. */
  kept: v.number(),
  /** Records kept from before the archive begins. */
  keptFromBefore: v.number(),
  /** Records that differ or are kept, up to `--limit`. */
  reported: v.array(recordShape),
  /** Records by what a repair did to them. */
  repairs: v.partial(
    v.strictObject({
      put: v.number(),
      replaced: v.number(),
      removed: v.number(),
      contested: v.number(),
      refused: v.number(),
      newer: v.number(),
    } satisfies Record<(typeof repairKinds)[number], unknown>),
  ),
});

const recordJson = (
  domain: string,
  { pk, sk, is, fields, lost }: RecordReport,
): v.InferOutput<typeof recordShape> => ({
  ...{ domain, pk, sk, state: is },
  differences: fields.map(fromStored),
  lost: { eventId: lost.own ?? null, linkVersion: lost.link ?? null, ties: [...(lost.ties ?? [])] },
});

/** What a rebuild found and did as JSON. */
export const rebuildJson = (report: RebuildReport): v.InferOutput<typeof rebuildShape> => {
  const { domain, rows, events, unprojected, differing, repairs } = report;
  return {
    ...{ domain, records: rows, events, unprojected: [...unprojected], differing },
    horizon: report.horizon ?? null,
    expiredBefore: report.expiredBefore ?? null,
    kept: report.resting,
    keptFromBefore: report.restingBefore,
    reported: report.reported.map((record) => recordJson(domain, record)),
    repairs,
  };
};
