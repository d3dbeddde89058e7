import * as v from 'valibot';
import { changeKinds } from '../../../../functions/shared/change/kinds.ts';
import { maybeText, maybeTime, time } from '../../json/event.ts';

/** Attributes of a record: numbers are exact decimals, as text. */
const values = v.record(v.string(), v.unknown());

/** A change of a record, as it is published; of the archive without a position. */
export const changeShape = v.strictObject({
  domain: v.string(),
  /** The kind of record, as functions/RECORDS.md lists it. */
  object: v.string(),
  key: v.strictObject({ pk: v.string(), sk: v.string() }),
  kind: v.picklist(changeKinds),
  /** The place in the stream of the table: empty where it is computed from the archive. */
  position: v.string(),
  version: maybeText,
  revision: v.nullable(v.number()),
  /** The event that set the record. */
  eventId: maybeText,
  occurredAt: maybeTime,
  /** When it was computed. */
  publishedAt: time,
  record: v.nullable(values),
  /** The attributes that changed, as they were. */
  previous: values,
  becomes: maybeText,
  from: maybeText,
  account: maybeText,
  dueAt: maybeTime,
  replay: v.boolean(),
  omitted: v.boolean(),
});

/** What `changes --json` prints; with `--follow` it prints a change a line. */
export const changesShape = v.strictObject({
  changes: v.array(changeShape),
  /** From when on to list the next page. */
  next: maybeTime,
});
