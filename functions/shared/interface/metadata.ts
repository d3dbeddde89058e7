import { groups, number, objectOf, text, textLike, texts, time, word } from './attribute.ts';

/**
 * What every record has beside its keys and its attributes, in camelCase: why it is what it is, and how
 * indexes find it.
 */
export const metadata = objectOf(
  {
    eventId: text('The event that set the record: the latest one that states something of it.'),
    eventName: text('The name of that event.'),
    occurredAt: time(
      'When the event states that it happened; absent where it states no plausible time.',
    ),
    accountId: text('The account that the record is about.'),
    orgId: text('The organisation that the record is about.'),
    relatedTo: text('The object in whose timeline the record is, `<kind>#<id>`.'),
    relatedAt: textLike(
      /^(?:-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/,
      'The position in that timeline: a time, or `-`, which puts the object itself first.',
    ),
    relatedBy: text(
      'The version of the earlier event that named `relatedTo`, where the record’s own event did not.',
    ),
    relatedRevision: number('The revision of the projection that read that event.', 'count'),
    openWork: textLike(
      /^[a-z_]+#[0-7]$/,
      'What somebody must do about the record, `<kind>#<shard>`; absent where nothing is to be done.',
    ),
    dueAt: textLike(
      /^(?:none|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/,
      'Until when; `none` where no time is stated.',
    ),
    lookupKey: text(
      'A key of the merchant’s by which the record is found, such as `merchant_order_id#<id>`.',
    ),
    customerKey: text('The customer by whom a payment is found, `customer#<id>`.'),
    version: text(
      'What orders events, a text that sorts; part by part: terminal state, time of the event, the object’s `updated_at`, the time of its latest progress, rank of the status, amounts and counts that only grow, hash of the event id, API version, hash of the body.',
    ),
    revision: number('The revision of the projection that wrote the record.', 'count'),
    uncertain: word(
      ['tied', 'undated'],
      'Present where neither a time that an event states nor a terminal status decided the record.',
    ),
    tiedWith: texts(
      'Ids of other events of the same moment that lost to this one by rank, a sum or the tie-break; at most 20.',
    ),
    carried: groups(
      'Attributes that an earlier event stated, and the record’s own event did not.',
      {
        version: text('The version of the earlier event.'),
        revision: number('The revision of the projection that read it.', 'count'),
        names: texts('The names of the attributes.'),
      },
    ),
    emptied: texts('Attributes of which the record’s own event states that they have no value.'),
  },
  ['eventId', 'eventName', 'version', 'revision'],
);

/** The metadata's names: every other name but `pk` and `sk` is an attribute of the record. */
export const metadataNames: readonly string[] = Object.keys(metadata.entries);
