import * as v from 'valibot';
import { key, keyOf } from '../../../shared/event/identifier.ts';
import type { SpendRecord } from '../record.ts';

/**
 * The families of events that report messages, the one whose statements prevail last: transactions, the
 * lifecycle's beta, and card transaction events.
 */
export const families = ['transaction', 'beta', 'event'] as const;
export type MessageFamily = (typeof families)[number];

/** What one family, or several, state of a message. */
export interface MessagePart {
  readonly families: readonly MessageFamily[];
  /** Keys of the objects that report it, the transaction last. */
  readonly ids: readonly string[];
  readonly events: readonly string[];
  /** Key of the card transaction event, where the family has or names one. */
  readonly event: string | undefined;
  readonly occurredAt: string | undefined;
  /** The lifecycle of the message, where a separate record states it. */
  readonly lifecycle: string | undefined;
  readonly isDoubtful: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const presentAttributes = (record: SpendRecord): MessagePart['attributes'] =>
  Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && value !== null),
  );

const text = v.nullish(v.string());
const names = v.object({
  id: text,
  card_transaction_event_id: text,
  card_transaction_data: v.nullish(v.object({ card_transaction_event_id: text })),
});

/** The card transaction event that a record names as its own. */
const eventKeyOf = (record: SpendRecord): string | undefined => {
  const { card_transaction_event_id, card_transaction_data } = v.parse(names, record);
  const id = card_transaction_event_id ?? card_transaction_data?.card_transaction_event_id;
  return keyOf('card_transaction_event', id ?? undefined);
};

const isTransaction = ({ pk, sk }: SpendRecord): boolean =>
  pk.startsWith('transaction#') && sk === 'transaction';

/** Key of a message of the newest family, which is stored under each of its levels. */
const eventOf = ({ pk, sk }: SpendRecord): string | undefined => {
  if (sk === 'card_transaction_event') return pk;
  return sk.startsWith('card_transaction_event#') ? sk : undefined;
};

/** Key of a message of the beta, as of a card transaction event: it has the same id, if it names no other. */
const betaOf = (record: SpendRecord): string | undefined => {
  const [kind, id = ''] = record.sk.split('#');
  if (kind !== 'transaction_lifecycle_event') return undefined;
  return eventKeyOf(record) ?? key('card_transaction_event', v.parse(names, record).id ?? id);
};

const keepLatest = (
  records: Map<string, SpendRecord>,
  id: string | undefined,
  record: SpendRecord,
): void => {
  if (id === undefined) return;
  const other = records.get(id);
  if (!other || record.version >= other.version) records.set(id, record);
};

const orderOf = (part: MessagePart): number =>
  Math.max(...part.families.map((one) => families.indexOf(one)));

/** One message that two parts report. */
export const mergeParts = (
  a: MessagePart,
  b: MessagePart,
  isDoubtful: boolean = false,
): MessagePart => {
  const [less, more] = orderOf(a) < orderOf(b) ? [a, b] : [b, a];
  return {
    families: [...more.families, ...less.families],
    ids: [...new Set([...more.ids, ...less.ids])],
    events: [...new Set([...more.events, ...less.events])],
    event: more.event ?? less.event,
    occurredAt: more.occurredAt ?? less.occurredAt,
    lifecycle: more.lifecycle ?? less.lifecycle,
    isDoubtful: isDoubtful || a.isDoubtful || b.isDoubtful,
    attributes: { ...less.attributes, ...more.attributes },
  };
};

/** The latest records of the messages of each family, by the keys of what they report. */
const latestRecords = (records: Iterable<SpendRecord>) => {
  const latest = {
    transaction: new Map<string, SpendRecord>(),
    beta: new Map<string, SpendRecord>(),
    event: new Map<string, SpendRecord>(),
  };
  const lifecycles = new Map<string, SpendRecord>();
  for (const record of records) {
    const { pk, sk } = record;
    keepLatest(latest.event, eventOf(record), record);
    keepLatest(latest.beta, betaOf(record), record);
    if (isTransaction(record)) keepLatest(latest.transaction, pk, record);
    else if (pk.startsWith('transaction_lifecycle#') && sk.startsWith('transaction#'))
      keepLatest(lifecycles, sk, record);
  }
  return { latest, lifecycles };
};

/** The messages of item collections: each id once, even where several records or families contain it. */
export const messagePartsOf = (records: Iterable<SpendRecord>): readonly MessagePart[] => {
  const { latest, lifecycles } = latestRecords(records);
  const parts = new Map<string, MessagePart>();
  for (const family of families)
    for (const [id, record] of [...latest[family]].sort()) {
      const event = family === 'event' ? id : eventKeyOf(record);
      const same = family === 'beta' ? id : (event ?? id);
      const part: MessagePart = {
        families: [family],
        ids: [...new Set([same, id])],
        events: [record.eventId],
        event,
        occurredAt: record.occurredAt,
        lifecycle: lifecycles.get(id)?.pk,
        isDoubtful: false,
        attributes: presentAttributes(record),
      };
      const other = parts.get(same);
      parts.set(same, other ? mergeParts(other, part) : part);
    }
  return [...parts.values()];
};
