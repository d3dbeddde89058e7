import { mentionsIn } from '../../../functions/shared/erasure/tombstone.ts';
import { envelopeOf, parseBody } from '../../../functions/shared/event/envelope.ts';
import { key } from '../../../functions/shared/event/identifier.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';

/**
 * The fields by which an object says whose it is. What many people share is not among them: a link
 * that anybody can pay by belongs to nobody who did.
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

/** The ids that a field holds: its own, or those inside the object that it names. */
const idsIn = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [value];

/**
 * The id of the object that an event is about, where the event says that it belongs to one of
 * these: what is known of it is to be erased with them.
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
  const told = fieldOf(data, 'object') ?? data;
  const belongs = fields
    .flatMap((field) => idsIn(fieldOf(told, field)))
    .some((id) => (typeof id === 'string' || typeof id === 'number') && ids.has(String(id)));
  if (!belongs) return undefined;
  for (const text of mentionsIn(json)) if (key(kind, text) === object) return text;
  return undefined;
};
