import * as v from 'valibot';
import { key, keyOf } from '../../../../../functions/shared/event/identifier.ts';
import type { DomainRecord } from '../../../../../functions/shared/record/domain-record.ts';
import type { Attributes } from '../../../../../functions/shared/record/projection.ts';

/** The stored attributes of a message. */
export interface MessagePart {
  readonly ids: readonly string[];
  readonly events: readonly string[];
  readonly occurredAt: string | undefined;
  /** The lifecycle of the message, where a separate record states it. */
  readonly lifecycle: string | undefined;
  readonly attributes: Attributes;
}

/** The messages of records, by family: the same message may be in both. */
export interface Parts {
  readonly transactions: readonly MessagePart[];
  readonly events: readonly MessagePart[];
  /** Messages that both families report, with a common id. */
  readonly both: readonly MessagePart[];
}

const presentAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null),
  );

const text = v.nullish(v.string());
const names = v.object({
  id: text,
  card_transaction_event_id: text,
  card_transaction_data: v.nullish(v.object({ card_transaction_event_id: text })),
});

/** The card transaction event that a transaction names as its own. */
const eventKeyOf = ({ attributes }: DomainRecord): string | undefined => {
  const { card_transaction_event_id, card_transaction_data } = v.parse(names, attributes);
  const id = card_transaction_event_id ?? card_transaction_data?.card_transaction_event_id;
  return keyOf('card_transaction_event', id ?? undefined);
};

const isTransaction = ({ pk, sk }: DomainRecord): boolean =>
  pk.startsWith('transaction#') && (sk === 'transaction' || sk === 'details');

/** A message of the newer family, which is stored under each of its levels, or of that family's beta. */
const eventOf = (row: DomainRecord): string | undefined => {
  const { pk, sk, attributes } = row;
  if (sk === 'card_transaction_event') return pk;
  if (sk.startsWith('card_transaction_event#')) return sk;
  const [kind, id] = sk.split('#');
  if (kind !== 'transaction_lifecycle_event') return undefined;
  return (
    eventKeyOf(row) ?? key('card_transaction_event', v.parse(names, attributes).id ?? id ?? '')
  );
};

/** The state of a transaction prevails over a record without one, then the later version prevails. */
const prevails = (a: DomainRecord, b: DomainRecord): boolean =>
  a.sk === b.sk || !isTransaction(a) ? a.version >= b.version : a.sk === 'transaction';

const keepPrevailing = (rows: Map<string, DomainRecord>, id: string, row: DomainRecord): void => {
  const other = rows.get(id);
  if (!other || prevails(row, other)) rows.set(id, row);
};

const part = (id: string, row: DomainRecord, lifecycle?: string): MessagePart => ({
  ids: [id],
  events: [row.eventId],
  occurredAt: row.occurredAt,
  lifecycle,
  attributes: presentAttributes(row.attributes),
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
const prevailingRecords = (rows: Iterable<DomainRecord>) => {
  const transactions = new Map<string, DomainRecord>();
  const events = new Map<string, DomainRecord>();
  const lifecycles = new Map<string, DomainRecord>();
  for (const row of rows) {
    const event = eventOf(row);
    if (event !== undefined) keepPrevailing(events, event, row);
    else if (isTransaction(row)) keepPrevailing(transactions, row.pk, row);
    else if (row.pk.startsWith('transaction_lifecycle#') && row.sk.startsWith('transaction#'))
      keepPrevailing(lifecycles, row.sk, row);
  }
  return { transactions, events, lifecycles };
};

/** The messages of item collections: each id once, even where several records contain it. */
export const messagePartsOf = (rows: Iterable<DomainRecord>): Parts => {
  const { transactions, events, lifecycles } = prevailingRecords(rows);
  const both = new Map<string, MessagePart>();
  const alone: MessagePart[] = [];
  for (const [id, row] of [...transactions].sort()) {
    const transaction = part(id, row, lifecycles.get(id)?.pk);
    const eventKey = eventKeyOf(row);
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
    events: [...events].flatMap(([id, row]) => (both.has(id) ? [] : [part(id, row)])),
    both: [...both.values()],
  };
};
