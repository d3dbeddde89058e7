/** The tables' keys and indexes: what infrastructure creates and the store reads and writes. */

interface Index {
  readonly name: string;
  readonly hash: string;
  readonly range: string;
  /** Attributes that the index carries beside the keys; all of them when not given. */
  readonly carries?: readonly string[];
}

const headline = [
  'name',
  'domain',
  'outcome',
  'accountId',
  'object',
  'apiVersion',
  'occurredAt',
  'sentAt',
  'receivedAt',
  'archivedAt',
];

/** The archive: one item per event id and signed body. */
export const eventsTable = {
  hash: 'id',
  range: 'digest',
  /** An object's history in the order of its versions. */
  byObject: { name: 'by-object', hash: 'object', range: 'version', carries: headline },
  /** What was archived between two times: a UTC day in {@link DAY_SHARDS} shards. */
  byTime: { name: 'by-time', hash: 'archivedOn', range: 'archivedAt', carries: headline },
  /** Quarantined, unrecognized or nameless: only these have the index's key. */
  attention: {
    name: 'attention',
    hash: 'attention',
    range: 'archivedAt',
    carries: [...headline, 'issues'],
  },
  /** When DynamoDB deletes an item, epoch seconds: set where the stage keeps its archive for a time. */
  expiry: 'expiresAt',
  /**
   * The `id` under which it is noted whose events are erased. No event can have it: an identifier
   * holds no `#` (identifier.ts).
   */
  erasures: '#erasures',
} as const satisfies Record<string, string | Index>;

/**
 * The `id` under which the archive notes which unreadable messages were discarded. No event can have it,
 * as with that of {@link eventsTable.erasures}.
 */
export const DISCARDED = '#discarded';

/** A domain's records: one item collection per object. */
export const stateTable = {
  hash: 'pk',
  range: 'sk',
  /** What belongs to one thing (an intent's attempts, a card's transactions), in its own order. */
  related: { name: 'related', hash: 'relatedTo', range: 'relatedAt' },
} as const satisfies Record<string, string | Index>;

/** Spreads a day's writes: one index partition takes 1,000 write units a second. */
export const DAY_SHARDS = 8;
