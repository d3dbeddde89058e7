import { styleText } from 'node:util';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { groupReasons, namesText } from '../../pipeline/attention.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, indentedLines, leftAligned, number } from '../../terminal/table.ts';
import type { Acknowledgement } from './acknowledged.ts';
import { adviceLine } from './advice.ts';
import { type Advised, type AttentionReport, eventsOf } from './read.ts';

const color = { quarantined: 'red', unrecognized: 'yellow', nameless: 'yellow' } as const;

/** Acknowledgements of a group that are shown; --json has all. */
const MAX_SHOWN = 3;

/** What was acknowledged of a group, the latest first. */
export const acknowledgementTexts = (
  acknowledgements: readonly Acknowledgement[],
): readonly string[] => {
  const more = acknowledgements.slice(MAX_SHOWN).reduce((sum, { events }) => sum + events, 0);
  return [
    ...acknowledgements
      .slice(0, MAX_SHOWN)
      .map(
        ({ acknowledgedAt, note, events }) =>
          `${counted(events, 'event')} at ${isoTime(acknowledgedAt)}: ${note}`,
      ),
    ...(more > 0 ? [`and ${counted(more, 'event')} before`] : []),
  ];
};

const groupLines = ({ group, advice, acknowledgements }: Advised): readonly string[] => {
  const { trouble, domain, count, names, first, last, example } = group;
  const under = (title: string, texts: readonly string[]) =>
    texts.map((text, at) => [at === 0 ? title : '', text]);
  const facts = [
    ...under('because', groupReasons(group)),
    ['of', namesText(names)],
    ['archived', `${isoTime(first)} to ${isoTime(last)}`],
    ['example', example.id],
    ...under('acknowledged', acknowledgementTexts(acknowledgements)),
    ...under('to do', advice.map(adviceLine)),
  ];
  return [
    '',
    styleText(['bold', color[trouble]], shown(`${number(count)} ${trouble} in ${domain}`)),
    ...indentedLines(leftAligned(facts)),
  ];
};

const listing = (pipeline: PipelineOptions): string =>
  commandLine('quarantine', { options: ['--acknowledged'], pipeline });

/** What needs attention, for a person. */
export const print = (
  { groups, acknowledged }: AttentionReport,
  pipeline: PipelineOptions,
): string => {
  const total = eventsOf(groups.map(({ group }) => group));
  const more =
    acknowledged === 0
      ? []
      : [`${counted(acknowledged, 'event is', 'events are')} acknowledged: ${listing(pipeline)}`];
  if (total === 0) return ['Nothing needs attention.', ...more].join('\n');
  return [
    `${counted(total, 'event needs', 'events need')} attention for ${counted(groups.length, 'reason')}`,
    ...groups.flatMap(groupLines),
    ...(more.length === 0 ? [] : ['', ...more]),
  ].join('\n');
};

/** What is acknowledged, for a person. */
export const printAcknowledged = (groups: readonly Advised[]): string => {
  const total = eventsOf(groups.map(({ group }) => group));
  if (total === 0) return 'Nothing is acknowledged.';
  return [
    `${counted(total, 'event is', 'events are')} acknowledged for ${counted(groups.length, 'reason')}`,
    ...groups.flatMap(groupLines),
  ].join('\n');
};
