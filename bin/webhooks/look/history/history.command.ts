import { styleText } from 'node:util';
import type { Command } from 'commander';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../../functions/shared/store/state-item.ts';
import { itemJson } from '../../json/record.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { helpText, type PipelineOptions } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { timeFrom } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { render } from '../../terminal/render.ts';
import { leftAligned } from '../../terminal/table.ts';
import { timesOf } from '../headline.ts';
import { asOf, type Mark, markText, repairCommand } from '../marks.ts';
import { changesText } from './changes.ts';
import { timelinesOf } from './events.ts';
import { type History, type HistoryEvent, historyOf } from './history.ts';
import { historyJson } from './json.ts';
import { withMembers } from './related.ts';

interface Options extends TargetOptions {
  readonly related?: true;
  readonly verbose?: true;
  readonly at?: string;
  readonly json?: true;
}

const MAX_RECORDS = 20;

const markLine = (mark: Mark): string =>
  `    ${shown(`${mark.pk}  ${mark.sk}`)}  ${markText(mark)}`;

/** The commands that repair what is not as its event has it. */
const repairLines = ({ domain, events }: History, pipeline: PipelineOptions): readonly string[] => {
  const altered = events
    .flatMap(({ records }) => records)
    .filter((mark) => mark.altered !== undefined);
  const objects = new Set(altered.map(({ pk }) => pk));
  return [...objects].map((pk) => `\nNext: ${repairCommand(domain, pk, pipeline)}`);
};

/** An event with its times, and each record that it set with what decided about it. */
const verboseLines = (event: HistoryEvent, object: string): readonly string[] => [
  '',
  `${shown(event.occurredAt ?? 'undated'.padEnd(24))}  ${styleText('bold', shown(event.name ?? '-'))}  ${shown(`${event.id}  ${event.outcome}`)}${
    event.object === object || event.object === null ? '' : `  about ${shown(event.object)}`
  }`,
  styleText('dim', `    ${shown(timesOf(event))}`),
  ...event.records.slice(0, MAX_RECORDS).map(markLine),
  ...(event.records.length > MAX_RECORDS
    ? [`    and ${event.records.length - MAX_RECORDS} records more`]
    : []),
];

/** Whether an event set a record that is current, and what is wrong with it otherwise. */
const stateOf = ({ records, outcome }: HistoryEvent): string => {
  if (outcome === 'quarantined') return 'quarantined';
  if (records.some(({ altered }) => altered !== undefined)) return 'altered';
  if (records.some(({ state }) => state === 'waiting')) return 'not applied yet';
  return records.some(({ state }) => state === 'current') ? 'current' : 'superseded';
};

const colours = {
  current: 'green',
  superseded: 'dim',
  'not applied yet': 'yellow',
  altered: 'red',
  quarantined: 'red',
} as const;

/** A line for each event: when, what, its state, and what it changed. */
const briefLines = ({ events, object }: History): readonly string[] => {
  const lines = leftAligned(
    events.map((event) => [
      event.occurredAt ?? 'undated',
      event.name ?? '-',
      event.id,
      stateOf(event),
      changesText(event.changes, object),
    ]),
  );
  return lines.map((line, index) => {
    const event = events[index];
    const colour = Object.entries(colours).find(
      ([state]) => event && state === stateOf(event),
    )?.[1];
    return colour ? styleText(colour, line) : line;
  });
};

const alteredLines = ({ events }: History): readonly string[] =>
  events.flatMap(({ records }) =>
    records.flatMap((mark) => (mark.altered ? [markLine(mark).trimStart()] : [])),
  );

const print = (history: History, verbose: boolean, pipeline: PipelineOptions): string =>
  [
    styleText('bold', shown(`${history.object}  (${history.domain})`)),
    ...(verbose
      ? history.events.flatMap((event) => verboseLines(event, history.object))
      : [...briefLines(history), ...alteredLines(history)]),
    ...repairLines(history, pipeline),
    '',
  ].join('\n');

const printAsOf = (timelines: readonly Timeline[], at: string, json: boolean): void => {
  const records = timelines.flatMap(({ events, pk }) => asOf(events, pk, at));
  const items = records.map((record) => toItem(stateItem(record)));
  if (json) printOut(JSON.stringify(items.map(itemJson), undefined, 2));
  else for (const item of items) printOut(`${render(item)}\n`);
  if (items.length === 0) throw new Failure(`No event had happened by ${at}.`, exitCodes.notFound);
};

/** `webhooks history`: an object's events in order, or its records as of a time. */
export const addHistory = (program: Command): void => {
  targetOptions(program.command('history'))
    .description("show an object's events in order, and what each changed")
    .argument('<object...>', 'its key, such as payment_intent#int_1; or [domain] and its id')
    .option(
      '--related',
      'with the events of all that belongs to it, such as the refunds of an intent',
    )
    .option('--verbose', 'with all times, and what decided about each record')
    .option('--at <time>', 'show its records as of then instead: a time, or an age such as 7d')
    .option('--json', 'print an array of { domain, object, events }; with --at of the records')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks history payment_intent#int_hkdmabcd\n  webhooks history int_hkdmabcd --related\n  webhooks history int_hkdmabcd --at 2026-03-01T10:00:00Z\n\nExits with 2 when nothing is known.',
      ),
    )
    .action(async (words: readonly string[], options: Options) => {
      const at = options.at === undefined ? undefined : timeFrom('--at', options.at, Date.now());
      const target = await reachPipeline(options);
      await noteOtherCode(target, printErr);
      const timelines = await timelinesOf(target, words);
      if (at !== undefined) return printAsOf(timelines, at, options.json === true);
      const histories: History[] = [];
      for (const timeline of timelines) {
        if (!options.related) histories.push(await historyOf(target, timeline));
        else {
          const full = await withMembers(target, timeline);
          histories.push(await historyOf(target, full, full.members));
        }
      }
      if (options.json) printOut(JSON.stringify(histories.map(historyJson), undefined, 2));
      else
        for (const history of histories)
          printOut(print(history, options.verbose === true, target.pipeline));
    });
};
