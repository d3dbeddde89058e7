import { styleText } from 'node:util';
import { commandLine, type PipelineOptions } from '../../../terminal/command-line.ts';
import { shown } from '../../../terminal/printable.ts';
import { render } from '../../../terminal/render.ts';
import { counted, indentedLines } from '../../../terminal/table.ts';
import { timesOf } from '../../headline.ts';
import { alteredText, repairCommand } from '../../marks.ts';
import { recordLines } from '../record-lines.ts';
import type { Reasons } from './reasons.ts';
import type { ObjectReport } from './report.ts';

/** How an object is printed. */
export interface ObjectPrinting {
  /** Whether all of each record is shown, and of each that belongs to the object. */
  readonly related: boolean;
  readonly verbose: boolean;
  readonly pipeline: PipelineOptions;
  /** The width of the terminal; undefined for a pipe. */
  readonly width: number | undefined;
}

const parentLines = ({ pk, parent }: Reasons): readonly string[] => {
  if (parent === null || parent.to === pk) return [];
  const { to, namedBy, event } = parent;
  const by = event ? `${event.name} ${event.id}` : 'an event that is not archived';
  return [
    `belongs to ${to}, which ${namedBy} named${namedBy === 'the same event' ? '' : `: ${by}`}`,
  ];
};

const alteredLines = (
  { domain, pk, altered }: Reasons,
  pipeline: PipelineOptions,
): readonly string[] =>
  altered.length === 0
    ? []
    : [
        styleText('red', shown(`✗ altered: ${alteredText(altered)}`)),
        `Next: ${repairCommand(domain, pk, pipeline)}`,
      ];

const reasonLines = (
  reasons: Reasons,
  { verbose, pipeline }: ObjectPrinting,
): readonly string[] => {
  const { event, eventId, version, meaning, revision, ties } = reasons;
  const by = event
    ? `${event.name} ${event.id}, ${event.outcome}`
    : `event ${eventId}, which the archive does not hold`;
  return [
    shown(`set by ${by}`),
    ...(verbose && event ? [`  ${shown(timesOf(event))}`] : []),
    ...(verbose
      ? [`  version ${shown(version)}: ${shown(meaning)}`, `  projection revision ${revision}`]
      : []),
    ...ties.map(({ id, because }) => shown(`tied with ${id}, which it precedes: ${because}`)),
    ...parentLines(reasons).map(shown),
    ...alteredLines(reasons, pipeline),
  ];
};

const memberSection = (
  { members }: ObjectReport,
  { related, width }: ObjectPrinting,
): readonly string[] => {
  if (members.length === 0) return [];
  return [
    '',
    styleText('bold', 'What belongs to it'),
    ...(related
      ? members.flatMap((item) => ['', render(item)])
      : indentedLines(recordLines(members, width === undefined ? undefined : width - 2))),
  ];
};

/** The report on an object, for a person. */
export const printObject = (report: ObjectReport, printing: ObjectPrinting): string => {
  const { domain, object, records, events } = report;
  const { verbose, pipeline } = printing;
  const history = commandLine('history', { operands: [object], pipeline });
  return [
    styleText('bold', shown(`${object}  (${domain})`)),
    ...records.flatMap(({ item, reasons }) => [
      '',
      ...indentedLines([
        ...render(item, { metadata: verbose }).split('\n'),
        ...indentedLines(reasonLines(reasons, printing)),
      ]),
    ]),
    ...(records.length === 0 ? ['', '  No record of it is stored.'] : []),
    ...memberSection(report, printing),
    '',
    `${counted(events, 'event')}: ${history}`,
    '',
  ].join('\n');
};
