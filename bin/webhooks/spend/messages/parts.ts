import * as v from 'valibot';
import { key, keyOf } from '../../../../functions/shared/event/identifier.ts';
import type { Attributes } from '../../../../functions/shared/event/interpret.ts';
import type { Row } from '../../../../functions/shared/store/row.ts';

/** The stored attributes of a message. */
export interface Part {
  readonly ids: readonly string[];
  readonly events: readonly string[];
  readonly occurredAt: string | undefined;
  /** The lifecycle of the message, where a separate row states it. */
  readonly lifecycle: string | undefined;
  readonly attributes: Attributes;
}

/** The messages of rows, by family: the same message may be in both. */
export interface Parts {
  readonly transactions: readonly Part[];
  readonly events: readonly Part[];
  /** Messages that both families report, with a common id. */
  readonly both: readonly Part[];
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
const eventKeyOf = ({ attributes }: Row): string | undefined => {
  const { card_transaction_event_id, card_transaction_data } = v.parse(names, attributes);
  const id = card_transaction_event_id ?? card_transaction_data?.card_transaction_event_id;
  return keyOf('card_transaction_event', id ?? undefined);
};

const isTransaction = ({ pk, sk }: Row): boolean =>
  pk.startsWith('transaction#') && (sk === 'transaction' || sk === 'details');

/** A message of the newer family, which is stored under each of its levels, or of that family's beta. */
const eventOf = (row: Row): string | undefined => {
  const { pk, sk, attributes } = row;
  if (sk === 'card_transaction_event') return pk;
  if (sk.startsWith('card_transaction_event#')) return sk;
  const [kind, id] = sk.split('#');
  if (kind !== 'transaction_lifecycle_event') return undefined;
  return (
    eventKeyOf(row) ?? key('card_transaction_event', v.parse(names, attributes).id ?? id ?? '')
  );
};

/** The state of a transaction prevails over a row without one, then the later version prevails. */
const prevails = (a: Row, b: Row): boolean =>
  a.sk === b.sk || !isTransaction(a) ? a.version >= b.version : a.sk === 'transaction';

const keepPrevailing = (rows: Map<string, Row>, id: string, row: Row): void => {
  const other = rows.get(id);
  if (!other || prevails(row, other)) rows.set(id, row);
};

const part = (id: string, row: Row, lifecycle?: string): Part => ({
  ids: [id],
  events: [row.eventId],
  occurredAt: row.occurredAt,
  lifecycle,
  attributes: presentAttributes(row.attributes),
});

/** One message that two rows report: the event has more of its effect, the transaction the names. */
export const mergeParts = (event: Part, transaction: Part): Part => ({
  ids: [...event.ids, ...transaction.ids],
  events: [...new Set([...event.events, ...transaction.events])],
  occurredAt: event.occurredAt ?? transaction.occurredAt,
  lifecycle: event.lifecycle ?? transaction.lifecycle,
  attributes: { ...transaction.attributes, ...event.attributes },
});

/** The messages of item collections: each id once, even where several rows contain it. */
export const partsOf = (rows: Iterable<Row>): Parts => {
  const transactions = new Map<string, Row>();
  const events = new Map<string, Row>();
  const lifecycles = new Map<string, Row>();
  for (const row of rows) {
    const event = eventOf(row);
    if (event !== undefined) keepPrevailing(events, event, row);
    else if (isTransaction(row)) keepPrevailing(transactions, row.pk, row);
    else if (row.pk.startsWith('transaction_lifecycle#') && row.sk.startsWith('transaction#'))
      keepPrevailing(lifecycles, row.sk, row);
  }
  const both = new Map<string, Part>();
  const alone: Part[] = [];
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
