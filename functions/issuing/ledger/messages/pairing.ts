import { type Message, messageOf } from './message.ts';
import { type MessagePart, mergeParts, type Parts } from './parts.ts';

const classes: Partial<Record<Message['kind'], string>> = {
  'clearing reversal': 'reversal',
  release: 'reversal',
  expiry: 'reversal',
  'original credit': 'refund',
};

/** What is equal in the reports of both families of one message. */
const matchKey = ({ kind, original, money }: Message): string => {
  const { amount, currency } = original ?? money ?? {};
  return JSON.stringify([classes[kind] ?? kind, amount?.abs().toFixed(), currency]);
};

/** Whether two reports with equal keys are of one message: by the network's reference, else lifecycle. */
const isSameMessage = (a: Message, b: Message): boolean =>
  a.reference !== undefined && b.reference !== undefined
    ? a.reference === b.reference
    : a.lifecycle !== undefined && a.lifecycle === b.lifecycle;

interface Report {
  readonly part: MessagePart;
  readonly message: Message;
}

/** Reports with a reference first, so that they are paired by it; then by time and id. */
const reportsOf = (parts: readonly MessagePart[]): readonly Report[] =>
  parts
    .map((part) => ({ part, message: messageOf(part) }))
    .map((report) => {
      const { reference, at, ids } = report.message;
      return { ...report, order: [reference === undefined ? '1' : '0', at, ...ids].join(' ') };
    })
    .sort((a, b) => (a.order < b.order ? -1 : 1));

/**
 * Every message once. Two subscriptions may report one purchase in both families; where an older API
 * version gives the transaction no event id, it is paired with one matching event, so that two equal
 * clearings remain two.
 */
export const messagesOf = ({ transactions, events, both }: Parts): readonly Message[] => {
  const waiting = new Map<string, Report[]>();
  for (const event of reportsOf(events)) {
    const matching = matchKey(event.message);
    const candidates = waiting.get(matching);
    if (candidates) candidates.push(event);
    else waiting.set(matching, [event]);
  }
  const messages = both.map(messageOf);
  for (const { part, message } of reportsOf(transactions)) {
    const candidates = waiting.get(matchKey(message)) ?? [];
    const at = candidates.findIndex((event) => isSameMessage(event.message, message));
    const [counterpart] = at < 0 ? [] : candidates.splice(at, 1);
    messages.push(counterpart ? messageOf(mergeParts(counterpart.part, part)) : message);
  }
  for (const candidates of waiting.values())
    messages.push(...candidates.map((event) => event.message));
  return messages.sort(inOrder);
};

/** At one moment, money is held before it is cleared, and cleared before it is given back. */
const steps: readonly Message['kind'][] = ['authorization', 'clearing'];

const orderOf = ({ at, kind, ids }: Message): string => {
  const step = steps.indexOf(kind);
  return [at, step < 0 ? steps.length : step, ...ids].join(' ');
};

const inOrder = (a: Message, b: Message): number => (orderOf(a) < orderOf(b) ? -1 : 1);
