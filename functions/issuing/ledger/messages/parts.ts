import * as v from 'valibot';
import { key, keyOf } from '../../../shared/event/identifier.ts';
import type { SpendRecord } from '../record.ts';

/** The stored attributes of a message. */
export interface MessagePart {
  readonly ids: readonly string[];
  readonly events: readonly string[];
  readonly occurredAt: string | undefined;
  /** The lifecycle of the message, where a separate record states it. */
  readonly lifecycle: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The messages of records, by family: the same message may be in both. */
export interface Parts {
  readonly transactions: readonly MessagePart[];
  readonly events: readonly MessagePart[];
  /** Messages that both families report, with a common id. */
  readonly both: readonly MessagePart[];
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

/** The card transaction event that a transaction names as its own. */
const eventKeyOf = (record: SpendRecord): string | undefined => {
  const { card_transaction_event_id, card_transaction_data } = v.parse(names, record);
  const id = card_transaction_event_id ?? card_transaction_data?.card_transaction_event_id;
  return keyOf('card_transaction_event', id ?? undefined);
};

const isTransaction = ({ pk, sk }: SpendRecord): boolean =>
  pk.startsWith('transaction#') && (sk === 'transaction' || sk === 'details');

/** A message of the newer family, which is stored under each of its levels, or of that family's beta. */
const eventOf = (record: SpendRecord): string | undefined => {
  const { pk, sk } = record;
  if (sk === 'card_transaction_event') return pk;
  if (sk.startsWith('card_transaction_event#')) return sk;
  const [kind, id] = sk.split('#');
  if (kind !== 'transaction_lifecycle_event') return undefined;
  return eventKeyOf(record) ?? key('card_transaction_event', v.parse(names, record).id ?? id ?? '');
};

/** The state of a transaction prevails over a record without one, then the later version prevails. */
const prevails = (a: SpendRecord, b: SpendRecord): boolean =>
  a.sk === b.sk || !isTransaction(a) ? a.version >= b.version : a.sk === 'transaction';

const keepPrevailing = (
  records: Map<string, SpendRecord>,
  id: string,
  record: SpendRecord,
): void => {
  const other = records.get(id);
  if (!other || prevails(record, other)) records.set(id, record);
};

const part = (id: string, record: SpendRecord, lifecycle?: string): MessagePart => ({
  ids: [id],
  events: [record.eventId],
  occurredAt: record.occurredAt,
  lifecycle,
  attributes: presentAttributes(record),
});

/** One message that two records report: the event has more of its effect, the transaction the names. */
export const mergeParts = (event: MessagePart, transaction: MessagePart): MessagePart => ({
  ids: [...event.ids, ...transaction.ids],
  events: [...new Set([...event.events, ...transaction.events])],
  occurredAt: event.occurredAt ?? transaction.occurredAt,
  lifecycle: event.lifecycle ?? transaction.lifecycle,
  attributes: { ...transaction.attributes, ...event.attributes },
});

/** The prevailing records of messages, by the keys of what they report. */
const prevailingRecords = (records: Iterable<SpendRecord>) => {
  const transactions = new Map<string, SpendRecord>();
  const events = new Map<string, SpendRecord>();
  const lifecycles = new Map<string, SpendRecord>();
  for (const record of records) {
    const event = eventOf(record);
    if (event !== undefined) keepPrevailing(events, event, record);
    else if (isTransaction(record)) keepPrevailing(transactions, record.pk, record);
    else if (record.pk.startsWith('transaction_lifecycle#') && record.sk.startsWith('transaction#'))
      keepPrevailing(lifecycles, record.sk, record);
  }
  return { transactions, events, lifecycles };
};

/** The messages of item collections: each id once, even where several records contain it. */
export const messagePartsOf = (records: Iterable<SpendRecord>): Parts => {
  const { transactions, events, lifecycles } = prevailingRecords(records);
  const both = new Map<string, MessagePart>();
  const alone: MessagePart[] = [];
  for (const [id, record] of [...transactions].sort()) {
    const transaction = part(id, record, lifecycles.get(id)?.pk);
    const eventKey = eventKeyOf(record);
    if (eventKey === undefined) alone.push(transaction);
    else {
      const event = events.get(eventKey);
      const other = both.get(eventKey) ?? (event && part(eventKey, event));
      both.set(
        eventKey,
        other ? mergeParts(other, transaction) : { ...transaction, ids: [eventKey, id] },
      );
    }
  }
  return {
    transactions: alone,
    events: [...events].flatMap(([id, record]) => (both.has(id) ? [] : [part(id, record)])),
    both: [...both.values()],
  };
};
