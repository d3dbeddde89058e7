import * as v from 'valibot';
import { changedFieldJson, changedFieldShape } from '../../json/difference.ts';
import { archivedFields, eventShape } from '../../json/event.ts';
import { recordKeyFields, recordStateShape } from '../../json/record.ts';
import { markJson } from '../marks.ts';
import type { History } from './history.ts';

/** What an event changed in a record. */
const changeShape = v.strictObject({
  ...recordKeyFields,
  fields: v.array(changedFieldShape),
});

/** An object's events in order. */
const historyShape = v.strictObject({
  domain: v.string(),
  object: v.string(),
  events: v.array(
    v.strictObject({
      ...archivedFields,
      /** The outcome by today's schemas. */
      today: eventShape.entries.outcome,
      records: v.array(recordStateShape),
      changes: v.array(changeShape),
    }),
  ),
});

/** What `history --json` prints; with `--at` it prints stored items. */
export const historiesShape = v.array(historyShape);

/** A history as JSON. */
export const historyJson = ({
  domain,
  object,
  events,
}: History): v.InferOutput<typeof historyShape> => ({
  domain,
  object,
  events: events.map(({ records, changes, ...facts }) => ({
    ...facts,
    records: records.map(markJson),
    changes: changes.map(({ pk, sk, fields }) => ({
      ...{ domain, pk, sk },
      fields: fields.map(changedFieldJson),
    })),
  })),
});
