import { mentionsIn } from '../../../../functions/shared/erasure/tombstone.ts';
import { envelopeOf, parseBody } from '../../../../functions/shared/event/envelope.ts';
import { key } from '../../../../functions/shared/event/identifier.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';

/**
 * The fields by which an object states its owner. Objects that many people share have none: a payment
 * link that anyone can pay belongs to none of its payers.
 */
const owners: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ['customer_id', 'customer'],
  payment_attempt: ['payment_intent_id'],
  refund: ['payment_intent_id'],
  payment_dispute: ['payment_intent_id', 'customer_id'],
  payment_consent: ['customer_id'],
  payment_method: ['customer_id'],
  payment_link: ['customer_id'],
  card: ['cardholder_id'],
  transaction: ['card_id'],
  transaction_lifecycle: ['card_id'],
  card_transaction: ['card_id'],
  card_transaction_event: ['card_id'],
  transaction_dispute: ['transaction_id', 'card_transaction_event_id', 'card_transaction_data'],
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The ids that a field holds: its own, or those inside the object it contains. */
const idsIn = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [value];

/**
 * The id of the object that an event is about, where the event states that the object belongs to one
 * of these: what is known of it is erased with them.
 */
export const belongingTo = (
  { body, object }: Pick<ArchivedEvent, 'body' | 'object'>,
  ids: ReadonlyMap<string, unknown>,
): string | undefined => {
  const [kind = ''] = object?.split('#') ?? [];
  const fields = Object.hasOwn(owners, kind) ? owners[kind] : undefined;
  if (fields === undefined) return undefined;
  const json = parseBody(body);
  const data = envelopeOf(json)?.data;
  const stated = fieldOf(data, 'object') ?? data;
  const belongs = fields
    .flatMap((field) => idsIn(fieldOf(stated, field)))
    .some((id) => (typeof id === 'string' || typeof id === 'number') && ids.has(String(id)));
  if (!belongs) return undefined;
  for (const text of mentionsIn(json)) if (key(kind, text) === object) return text;
  return undefined;
};
