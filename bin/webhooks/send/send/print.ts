import { styleText } from 'node:util';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { shown } from '../../terminal/printable.ts';
import { statusesOf } from '../tally.ts';
import type { Sent } from './sent.ts';

/** The command that shows the result of an event. */
const nextOf = ({ object, eventId }: Sent, pipeline: PipelineOptions): string =>
  commandLine('show', {
    operands: [object === undefined ? eventId : object.slice(object.indexOf('#') + 1)],
    pipeline,
  });

/** What is printed. */
interface Printing {
  /** The number of deliveries of each event. */
  readonly times: number;
  /** The expected status of an answer. */
  readonly expected: number;
  readonly pipeline: PipelineOptions;
  readonly print: (text: string) => void;
}

const lineOf = (
  sent: Sent,
  answers: string,
  asExpected: boolean,
  { expected, pipeline }: Printing,
): string => {
  const line = `${answers}  ${shown(sent.event)}`;
  if (!asExpected) return styleText('red', line);
  return expected === 200
    ? `${line}  →  ${nextOf(sent, pipeline)}`
    : `${line}  refused, as expected`;
};

/** Prints a line for each event once all its deliveries are answered. */
export const createPrinter = (printing: Printing) => {
  const { times, expected, print: printLine } = printing;
  const events = new Map<number, { readonly sent: Sent; readonly statuses: Map<number, number> }>();
  const print = (index: number): void => {
    const event = events.get(index);
    if (!event) return;
    events.delete(index);
    const { sent, statuses } = event;
    const answers = times === 1 ? String(sent.status) : statusesOf(statuses);
    const asExpected = [...statuses.keys()].every((status) => status === expected);
    printLine(lineOf(sent, answers, asExpected, printing));
  };
  return {
    answered: (index: number, sent: Sent): void => {
      const { statuses } = events.get(index) ?? { statuses: new Map<number, number>() };
      statuses.set(sent.status, (statuses.get(sent.status) ?? 0) + 1);
      events.set(index, { sent, statuses });
      const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0);
      if (answered === times) print(index);
    },
    /** Prints the events whose deliveries were interrupted. */
    end: (): void => [...events.keys()].forEach(print),
  };
};
