import { groupReasons } from '../../pipeline/attention.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { counted, indentedLines, leftAligned } from '../../terminal/table.ts';
import type { Changed } from './change.ts';
import type { ChangeRequest } from './request.ts';

/** The command that reverses a change; none for one that makes events open. */
const undo = ({ change, selection }: ChangeRequest, pipeline: PipelineOptions): string[][] => {
  if (change.to === 'open') return [];
  const options = ['--reopen', selection.id, ...(selection.group ? ['--group'] : [])];
  return [['undo', commandLine('quarantine', { options, pipeline })]];
};

/** What a change did, for a person. */
export const printChange = (
  request: ChangeRequest,
  { events, already, reasons }: Changed,
  pipeline: PipelineOptions,
): string => {
  const { change } = request;
  const [done, was] =
    change.to === 'open' ? ['open again', 'open'] : ['acknowledged', 'acknowledged'];
  const before =
    already.length > 0 ? `; ${counted(already.length, 'event')} was ${was} before` : '';
  const facts = [
    ...reasons.flatMap(groupReasons).map((reason, at) => [at === 0 ? 'because' : '', reason]),
    ...(change.to === 'open' || events.length === 0 ? [] : [['note', change.note]]),
    ...undo(request, pipeline),
  ];
  return [
    `${counted(events.length, 'event is', 'events are')} ${done}${before}.`,
    ...indentedLines(leftAligned(facts)),
  ].join('\n');
};
