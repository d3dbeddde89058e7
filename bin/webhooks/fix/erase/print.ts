import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, indentedLines, leftAligned, number } from '../../terminal/table.ts';
import type { Erasure } from './erase.ts';
import { type Subject, subjectKey } from './subject.ts';

/** What is printed about an erasure beside its figures. */
export interface Circumstances {
  readonly subject: Subject | 'again';
  readonly mode: 'dry run' | 'erased' | 'interrupted';
  /** Messages waiting in queues and dead-letter queues, of any subject. */
  readonly waiting: number;
  readonly pipeline: PipelineOptions;
}

const counts = (of: Readonly<Record<string, number>>): readonly string[] =>
  indentedLines(
    leftAligned(
      Object.entries(of)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, count]) => [name || '(no name)', number(count)]),
    ),
  );

const timeOf = (at: number): string => new Date(at).toISOString();

/** What an erasure does not reach: stated, so that no one assumes it is done. */
const beyond = ({ waiting }: Circumstances): readonly string[] => [
  'Not reached:',
  ...indentedLines([
    waiting > 0
      ? `${counted(waiting, 'message')} in queues and dead-letter queues, of any subject: those of this one are erased when a consumer takes them`
      : 'queues and dead-letter queues hold no message',
    "backups: point-in-time recovery can restore earlier tables for the stage's recoveryDays",
    'logs: they hold only ids of events, accounts and requests, for logRetentionDays',
    'Airwallex, and anyone who read the tables before',
  ]),
];

const remaining = ({ newerRows: newerRecords, contested }: Erasure): readonly string[] => [
  ...(newerRecords > 0
    ? [
        `${counted(newerRecords, 'record')} not erased: a newer projection wrote them. Erase with that version of this code.`,
      ]
    : []),
  ...(contested > 0
    ? [`${counted(contested, 'event')} not erased: they kept changing. Erase again.`]
    : []),
];

const again = ({ subject, pipeline }: Circumstances): string => {
  const chosen = subject === 'again' ? ['--again'] : [`--${subject.kind}`, subject.id];
  return commandLine('erase', { options: [...chosen, '--yes'], pipeline });
};

/** What is erased, with what belongs to it. */
const subjectText = (subject: Subject | 'again', objects: number): string =>
  subject === 'again'
    ? `${counted(objects, 'id')} that were erased before, until the time of each`
    : `${shown(subjectKey(subject))} with ${counted(objects - 1, 'object')} that belong to it`;

/** The result of an erasure or a dry run, for a person. */
export const print = (erasure: Erasure, circumstances: Circumstances): string => {
  const { mode, subject } = circumstances;
  const { at, objects, events, eventCount, bytes, erasedBefore, rows: records } = erasure;
  const { [mode]: opening } = {
    'dry run': 'Dry run: nothing was erased. Of',
    erased: 'Erased: of',
    interrupted: 'Interrupted, so incomplete: of',
  };
  const recordCount = Object.values(records).reduce((sum, count) => sum + count, 0);
  return [
    `${opening} ${subjectText(subject, objects)}${subject === 'again' ? '' : `, until ${timeOf(at)}`}:`,
    '',
    `${counted(eventCount, 'event')}, ${counted(Math.ceil(bytes / 1_024), 'kB', 'kB')} of bodies`,
    ...counts(events),
    `${counted(recordCount, 'record')}`,
    ...counts(records),
    ...(erasedBefore > 0 ? [`${counted(erasedBefore, 'event')} erased before`] : []),
    ...remaining(erasure),
    '',
    'Ids, event names, times, amounts, statuses, digests and versions stay. Events that happen from now on are kept.',
    ...(mode === 'erased' ? ['', ...beyond(circumstances)] : []),
    ...(mode === 'dry run' ? ['', `To erase it permanently: ${again(circumstances)}`] : []),
    ...(mode === 'interrupted'
      ? ['', `Run it again to erase the rest: ${again(circumstances)}`]
      : []),
  ].join('\n');
};
