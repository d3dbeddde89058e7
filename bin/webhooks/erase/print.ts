import { commandLine, type Pipeline } from '../command-line.ts';
import { shown } from '../printable.ts';
import { counted, indented, list, number } from '../table.ts';
import type { Erasure } from './erase.ts';
import { type Subject, subjectKey } from './subject.ts';

/** What an erasure is told with, beside its figures. */
export interface Circumstances {
  readonly subject: Subject;
  readonly mode: 'dry run' | 'erased' | 'broken off';
  /** Messages that wait in queues and dead-letter queues, of anybody's. */
  readonly waiting: number;
  readonly pipeline: Pipeline;
}

const counts = (of: Readonly<Record<string, number>>): readonly string[] =>
  indented(
    list(
      Object.entries(of)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, count]) => [name || '(no name)', number(count)]),
    ),
  );

const timeOf = (at: number): string => new Date(at).toISOString();

/** What no erasure here reaches, said so that nobody takes it for done. */
const beyond = ({ waiting }: Circumstances): readonly string[] => [
  'Not reached:',
  ...indented([
    waiting > 0
      ? `${counted(waiting, 'message')} in queues and dead-letter queues, of anybody: what belongs to it is erased when a consumer takes it`
      : 'queues and dead-letter queues hold no message',
    "backups: point-in-time recovery can restore the tables of before for the stage's recoveryDays",
    'logs: they hold ids of events, accounts and requests only, for logRetentionDays',
    'Airwallex, and whoever read the tables before',
  ]),
];

const remaining = ({ newerRows, contested }: Erasure): readonly string[] => [
  ...(newerRows > 0
    ? [
        `${counted(newerRows, 'row')} left: a newer projection wrote them. Erase with that version of this code.`,
      ]
    : []),
  ...(contested > 0
    ? [`${counted(contested, 'event')} left: they kept changing. Erase again.`]
    : []),
];

const again = ({ subject, pipeline }: Circumstances): string =>
  commandLine('erase', { options: [`--${subject.kind}`, subject.id, '--yes'], pipeline });

/** What an erasure has come to, or would, for a person. */
export const print = (erasure: Erasure, circumstances: Circumstances): string => {
  const { mode, subject } = circumstances;
  const { at, objects, events, eventCount, bytes, erasedBefore, rows } = erasure;
  const { [mode]: head } = {
    'dry run': 'Dry run, nothing is erased. Of',
    erased: 'Erased: of',
    'broken off': 'Broken off, so not all: of',
  };
  const rowCount = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return [
    `${head} ${shown(subjectKey(subject))} with ${counted(objects - 1, 'object')} that belong to it, until ${timeOf(at)}:`,
    '',
    `${counted(eventCount, 'event')}, ${counted(Math.ceil(bytes / 1_024), 'kB', 'kB')} of bodies`,
    ...counts(events),
    `${counted(rowCount, 'row')}`,
    ...counts(rows),
    ...(erasedBefore > 0 ? [`${counted(erasedBefore, 'event')} erased before`] : []),
    ...remaining(erasure),
    '',
    'Ids, names of events, times, amounts, statuses, digests and versions stay. What happens from now on is new and is kept.',
    ...(mode === 'erased' ? ['', ...beyond(circumstances)] : []),
    ...(mode === 'dry run' ? ['', `To erase it, for good: ${again(circumstances)}`] : []),
    ...(mode === 'broken off'
      ? ['', `Run it again, it finds the rest: ${again(circumstances)}`]
      : []),
  ].join('\n');
};

/** The same for a machine. */
export const toJson = (erasure: Erasure, circumstances: Circumstances): string => {
  const { at, found: _found, ...figures } = erasure;
  const { subject, mode, waiting } = circumstances;
  const report = { subject: subjectKey(subject), mode, until: timeOf(at), ...figures, waiting };
  return JSON.stringify(report, undefined, 2);
};
