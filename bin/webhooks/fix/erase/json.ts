import * as v from 'valibot';
import { time } from '../../json/event.ts';
import type { Erasure } from './erase.ts';
import type { Circumstances } from './print.ts';
import { subjectKey } from './subject.ts';

const counts = v.record(v.string(), v.number());

/** What `erase --json` prints. */
export const erasureShape = v.strictObject({
  /** The key of the account, customer or cardholder; null where everything is erased again. */
  subject: v.nullable(v.string()),
  mode: v.picklist(['dry run', 'erased', 'interrupted']),
  /** What happens from then on is new, and kept. */
  until: time,
  /** The subject and the objects that belong to it; of all subjects where everything is erased again. */
  objects: v.number(),
  /** Events by name. */
  events: counts,
  eventCount: v.number(),
  /** Of their bodies. */
  bytes: v.number(),
  erasedBefore: v.number(),
  /** Records by table. */
  records: counts,
  /** Records that a newer projection wrote, which are not erased. */
  newerRecords: v.number(),
  /** Events that kept changing, which are not erased. */
  contested: v.number(),
  /** Messages in queues and dead-letter queues, of any subject. */
  waiting: v.number(),
});

/** The result of an erasure or a dry run as JSON. */
export const erasureJson = (
  erasure: Erasure,
  { subject, mode, waiting }: Circumstances,
): v.InferOutput<typeof erasureShape> => {
  const { at, found: _found, rows, newerRows, ...figures } = erasure;
  return {
    subject: subject === 'again' ? null : subjectKey(subject),
    mode,
    until: new Date(at).toISOString(),
    ...figures,
    records: rows,
    newerRecords: newerRows,
    waiting,
  };
};
