/** The tables' keys and indexes: what infrastructure creates and the store reads and writes. */

/**
 * An index of a table. DynamoDB changes neither keys nor projection of an existing one, and adds or
 * removes one at a time: so an index that changes gets the next number in its name, as lib/README.md
 * describes under "Changing an index".
 */
export interface Index {
  readonly name: string;
  readonly hash: string;
  readonly range: string;
  /** Attributes that the index carries beside the keys; all of them when not given. */
  readonly carries?: readonly string[];
}

/** Only the keys: a reader gets the items by BatchGetItem. */
const keysOnly = { carries: [] } as const;

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
  byObject: { name: 'by-object-1', hash: 'object', range: 'version', carries: headline },
  /** What was archived between two times: a UTC day in {@link DAY_SHARDS} shards. */
  byTime: { name: 'by-time-1', hash: 'archivedOn', range: 'archivedAt', carries: headline },
  /** Quarantined, unrecognized or nameless: only these have the index's key. */
  attention: {
    name: 'attention-1',
    hash: 'attention',
    range: 'archivedAt',
    carries: [...headline, 'issues'],
  },
  /** When DynamoDB deletes an item, epoch seconds: set where the stage keeps its archive for a time. */
  expiry: 'expiresAt',
} as const satisfies Record<string, string | Index>;

/** The attributes that an update of the outcome sets; those of them that are missing here it removes. */
export const outcomeAttributes = [
  'domain',
  'outcome',
  'object',
  'version',
  'occurredAt',
  'issues',
  'attention',
  'expiresAt',
  'expiresOnceSettled',
] as const;

/** The attributes that a change of its receipts sets beside those: its own, and all where there are several. */
export const confirmedAttributes = [
  'sentAt',
  'receivedAt',
  'timing',
  'requestId',
  'secret',
  'sig',
  'receipts',
  'otherwise',
] as const;

/**
 * The `id` under which the archive notes which unreadable messages were discarded. No event can have it:
 * an identifier holds no `#` (identifier.ts).
 */
export const DISCARDED = '#discarded';

/**
 * The key of the archive's one note of the latest heartbeat, which came the whole way and is kept no further.
 * No event can have it, as with {@link DISCARDED}.
 */
export const LATEST_HEARTBEAT = { id: '#heartbeat', digest: '#latest' } as const;

/**
 * A domain's records: one item collection per object. Keys of its indexes are named as no field of an
 * object is: DynamoDB refuses an item whose attribute of a key's name is no text.
 */
export const stateTable = {
  hash: 'pk',
  range: 'sk',
  /** What belongs to one thing (an intent's attempts, a card's transactions), in its own order. */
  related: { name: 'related-1', hash: 'relatedTo', range: 'relatedAt' },
  /** Records that somebody must act on, in the order in which they are due. */
  open: { name: 'open-1', hash: 'openWork', range: 'dueAt', ...keysOnly },
  /** Records by a key that the integrator chose, such as an order's. */
  lookup: { name: 'lookup-1', hash: 'lookupKey', range: 'pk', ...keysOnly },
  /** Records by the customer that they belong to. */
  byCustomer: { name: 'by-customer-1', hash: 'customerKey', range: 'pk', ...keysOnly },
  /** Records by the account that they are about. */
  byAccount: { name: 'by-account-1', hash: 'accountId', range: 'pk', ...keysOnly },
} as const satisfies Record<string, string | Index>;

/** The indexes of the archive. */
export const archiveIndexes: readonly Index[] = [
  eventsTable.byObject,
  eventsTable.byTime,
  eventsTable.attention,
];

/**
 * The indexes of a domain's table.
 * @param platform whether the stage keeps the records of connected accounts.
 */
export const stateIndexes = (
  { lookups }: { readonly lookups?: readonly unknown[] },
  platform: boolean,
): readonly Index[] => [
  stateTable.related,
  stateTable.open,
  ...(lookups ? [stateTable.lookup, stateTable.byCustomer] : []),
  ...(platform ? [stateTable.byAccount] : []),
];

/** Spreads a day's writes: one index partition takes 1,000 write units a second. */
export const DAY_SHARDS = 8;

/** The same of open work of one sort: the last part of the index's key, from 0 on. */
export const OPEN_SHARDS = 8;

/** What is erased, what the tool did and what scheduled checks found, apart from the archive: restoring that must undo neither. */
export const controlTable = {
  hash: 'pk',
  range: 'sk',
  /** The partition of all operations: they are few, so one holds them. */
  operations: 'operations',
  /** The partition of the item that states what consumers must know. */
  rules: 'rules',
  /** The partition of the rules by which events are void. */
  voids: 'void',
  /** The partition of what is noted of each signing secret. */
  labels: 'labels',
  /** The partition of what scheduled audits found. */
  audit: 'audit',
  /** The partition of the last scheduled heartbeat. */
  heartbeat: 'heartbeat',
  /** The beginning of the partition of an erased id. */
  erased: 'erased#',
  /** The beginning of the partition of the ids that were erased for a subject. */
  subject: 'erasure#',
} as const;

/** What reactions have done and which dues are published, where the stage publishes changes. */
export const effectsTable = {
  hash: 'pk',
  /** When DynamoDB deletes an item, epoch seconds. */
  expiry: 'expiresAt',
} as const;
