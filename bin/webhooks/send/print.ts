import { styleText } from 'node:util';
import { commandLine, type Pipeline } from '../command-line.ts';
import { printOut } from '../output.ts';
import { shown } from '../printable.ts';
import type { Sent } from './sent.ts';
import { statusesOf } from './tally.ts';

/** Where to look for what became of an event. */
const nextOf = ({ domain, object, eventId }: Sent, pipeline: Pipeline): string => {
  const operands =
    object === undefined ? ['events', eventId] : [domain, object.slice(object.indexOf('#') + 1)];
  return commandLine('get', { operands, pipeline });
};

/** What is printed of it. */
interface Printing {
  /** How often each event is delivered. */
  readonly times: number;
  /** The status that it should be answered with. */
  readonly wanted: number;
  readonly pipeline: Pipeline;
}

const lineOf = (
  sent: Sent,
  answers: string,
  asWanted: boolean,
  { wanted, pipeline }: Printing,
): string => {
  const line = `${answers}  ${shown(sent.event)}`;
  if (!asWanted) return styleText('red', line);
  return wanted === 200
    ? `${line}  →  ${nextOf(sent, pipeline)}`
    : `${line}  refused, as it should be`;
};

/** Prints a line for each event, once all its deliveries are answered. */
export const createPrinter = (printing: Printing) => {
  const { times, wanted } = printing;
  const events = new Map<number, { readonly sent: Sent; readonly statuses: Map<number, number> }>();
  const print = (index: number): void => {
    const event = events.get(index);
    if (!event) return;
    events.delete(index);
    const { sent, statuses } = event;
    const answers = times === 1 ? String(sent.status) : statusesOf(statuses);
    const asWanted = [...statuses.keys()].every((status) => status === wanted);
    printOut(lineOf(sent, answers, asWanted, printing));
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
