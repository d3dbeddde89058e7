import * as v from 'valibot';
import { count, flag, text, time, word } from './attribute.ts';

/* What a change is, beside the record that it is of: see `functions/shared/change/change.ts`. */

/** The fields of a change before those of its record, in the order in which it states them. */
export const changeFields = {
  kind: word(
    ['changed', 'corrected', 'erased', 'removed', 'due'],
    'Why: a later event; a replay, a repair or a hand; an erasure; the record is gone; work on it is due soon.',
  ),
  position: text(
    'The place in the stream: of two changes of a record the later one has the higher text. Empty of `due`, and of what is replayed.',
  ),
  version: v.nullable(text('The version of the record, which orders events; it can come back.')),
  revision: v.nullable(count('The revision of the projection that wrote the record.')),
  eventId: v.nullable(text('The event that set the record.')),
  occurredAt: v.nullable(time('When that event states that it happened.')),
  publishedAt: time('When it was published.'),
  becomes: v.nullable(text('The status, where this change set it.')),
  from: v.nullable(text('The status before it.')),
  account: v.nullable(
    text('The account that the record is about; the organisation where it is about no account.'),
  ),
  dueAt: v.nullable(time('Until when, of `due`.')),
  replay: flag('Whether it was published again, from the archive.'),
  omitted: flag(
    'Whether the record is too large for a message: `record` is null, `previous` is empty, and the key finds the record.',
  ),
} as const;

/** What a change states of its record. */
export const changedRecordMeanings = {
  domain: 'The domain, which names the table.',
  object: 'The kind of record.',
  key: 'Its key, `pk` and `sk`.',
  record: 'Its attributes now; null where it was removed, or is `omitted`.',
  previous: 'The attributes that changed, as they were; null for what was absent.',
} as const;
