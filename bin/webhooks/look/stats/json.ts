import * as v from 'valibot';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { type Refusals, totalOf } from '../../../../functions/shared/query/logs/refusals.ts';
import { maybeText, outcomeCounts, time } from '../../json/event.ts';
import type { LagFigures } from './figures.ts';
import type { Stats } from './print.ts';

/** Milliseconds, accurate to 0.1 %, at least 1; null where no event has the times. */
const lagShape = v.nullable(
  v.strictObject({ count: v.number(), p50Ms: v.number(), p99Ms: v.number(), maxMs: v.number() }),
);

/** What `stats --json` prints. */
export const statsShape = v.strictObject({
  since: time,
  until: time,
  total: v.number(),
  /** Null where the ingress has no log. */
  refusals: v.nullable(
    v.strictObject({
      total: v.number(),
      causes: v.record(v.string(), v.number()),
      /** Since then: the log may begin within the period. */
      since: time,
    }),
  ),
  names: v.array(
    v.strictObject({
      name: maybeText,
      domain: v.string(),
      total: v.number(),
      outcomes: outcomeCounts,
    }),
  ),
  lags: v.strictObject({
    occurredToSent: lagShape,
    sentToReceived: lagShape,
    receivedToArchived: lagShape,
  }),
});

const timeOf = (milliseconds: number): string => isoTime(milliseconds) ?? '';

const refusalsJson = ({ causes, since }: Refusals) => ({
  total: totalOf(causes),
  causes: Object.fromEntries([...causes].map(([cause, { count }]) => [cause, count])),
  since: timeOf(since),
});

const lagJson = (lag: LagFigures | undefined): v.InferOutput<typeof lagShape> =>
  lag ? { count: lag.count, p50Ms: lag.p50, p99Ms: lag.p99, maxMs: lag.max } : null;

/** The figures of a period as JSON. */
export const statsJson = ({
  figures: { total, names, lags },
  refusals,
  range,
}: Stats): v.InferOutput<typeof statsShape> => ({
  since: timeOf(range.since),
  until: timeOf(range.until),
  total,
  refusals: refusals ? refusalsJson(refusals) : null,
  names: [...names],
  lags: {
    occurredToSent: lagJson(lags['occurred to sent']),
    sentToReceived: lagJson(lags['sent to received']),
    receivedToArchived: lagJson(lags['received to archived']),
  },
});
