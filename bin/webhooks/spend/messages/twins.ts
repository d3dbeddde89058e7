import { type Message, messageOf } from './message.ts';
import { type Part, type Parts, together } from './parts.ts';

const classes: Partial<Record<Message['kind'], string>> = {
  'clearing reversal': 'reversal',
  release: 'reversal',
  expiry: 'reversal',
  'original credit': 'refund',
};

/** What both families say alike of one message. */
const likeness = ({ kind, original, money }: Message): string => {
  const { amount, currency } = original ?? money ?? {};
  return JSON.stringify([classes[kind] ?? kind, amount?.abs().toFixed(), currency]);
};

/** Whether two like tellings are of one message: by the network's reference, else by lifecycle. */
const isTwin = (a: Message, b: Message): boolean =>
  a.reference !== undefined && b.reference !== undefined
    ? a.reference === b.reference
    : a.lifecycle !== undefined && a.lifecycle === b.lifecycle;

interface Telling {
  readonly part: Part;
  readonly message: Message;
}

/** Those with a reference first, so that they find theirs; then by time, and by id. */
const tellings = (parts: readonly Part[]): readonly Telling[] =>
  parts
    .map((part) => ({ part, message: messageOf(part) }))
    .map((telling) => {
      const { reference, at, ids } = telling.message;
      return { ...telling, order: [reference === undefined ? '1' : '0', at, ...ids].join(' ') };
    })
    .sort((a, b) => (a.order < b.order ? -1 : 1));

/**
 * Every message once. Two subscriptions may tell one swipe in both families; where an older API
 * version gives the transaction no event id, it is paired with an event that is like it, one with
 * one: so two equal clearings stay two.
 */
export const messagesOf = ({ transactions, events, both }: Parts): readonly Message[] => {
  const waiting = new Map<string, Telling[]>();
  for (const event of tellings(events)) {
    const like = likeness(event.message);
    const alike = waiting.get(like);
    if (alike) alike.push(event);
    else waiting.set(like, [event]);
  }
  const messages = both.map(messageOf);
  for (const { part, message } of tellings(transactions)) {
    const alike = waiting.get(likeness(message)) ?? [];
    const at = alike.findIndex((event) => isTwin(event.message, message));
    const [twin] = at < 0 ? [] : alike.splice(at, 1);
    messages.push(twin ? messageOf(together(twin.part, part)) : message);
  }
  for (const alike of waiting.values()) messages.push(...alike.map((event) => event.message));
  return messages.sort(inOrder);
};

/** At one moment, money is held before it is cleared, and cleared before it is given back. */
const steps: readonly Message['kind'][] = ['authorization', 'clearing'];

const orderOf = ({ at, kind, ids }: Message): string => {
  const step = steps.indexOf(kind);
  return [at, step < 0 ? steps.length : step, ...ids].join(' ');
};

const inOrder = (a: Message, b: Message): number => (orderOf(a) < orderOf(b) ? -1 : 1);
