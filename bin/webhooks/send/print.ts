import { styleText } from 'node:util';
import { printOut } from '../output.ts';
import type { Sent } from './sent.ts';
import { statusesOf } from './tally.ts';

/** Where to look for what became of an event. */
const nextOf = ({ domain, object, eventId }: Sent): string =>
  object === undefined
    ? `get events ${eventId}`
    : `get ${domain} ${object.slice(object.indexOf('#') + 1)}`;

const lineOf = (sent: Sent, answers: string, wanted: number, asWanted: boolean): string => {
  const line = `${answers}  ${sent.event}`;
  if (!asWanted) return styleText('red', line);
  return wanted === 200
    ? `${line}  →  npx webhooks ${nextOf(sent)}`
    : `${line}  refused, as it should be`;
};

/** Prints a line for each event, once all its deliveries are answered. */
export const createPrinter = (times: number, wanted: number) => {
  const events = new Map<number, { readonly sent: Sent; readonly statuses: Map<number, number> }>();
  const print = (index: number): void => {
    const event = events.get(index);
    if (!event) return;
    events.delete(index);
    const { sent, statuses } = event;
    const answers = times === 1 ? String(sent.status) : statusesOf(statuses);
    const asWanted = [...statuses.keys()].every((status) => status === wanted);
    printOut(lineOf(sent, answers, wanted, asWanted));
  };
  return {
    answered: (index: number, sent: Sent): void => {
      const { statuses } = events.get(index) ?? { statuses: new Map<number, number>() };
      statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1);
      events.set(index, { sent, statuses });
      const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0);
      if (answered === times) print(index);
    },
    /** Prints what was broken off. */
    end: (): void => [...events.keys()].forEach(print),
  };
};
