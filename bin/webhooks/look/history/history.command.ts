import { styleText } from 'node:util';
import type { Command } from 'commander';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../../functions/shared/store/state-item.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { targetOptions } from '../../pipeline/options.ts';
import { helpText, type PipelineOptions } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { timeFrom } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { render, toJson } from '../../terminal/render.ts';
import { asOf, type Mark, markText, repairCommand } from '../marks.ts';
import { timelinesOf } from './events.ts';
import { timesOf } from './headline.ts';
import { type History, historyOf } from './history.ts';

const MAX_RECORDS = 20;

const markLine = (mark: Mark): string =>
  `    ${shown(`${mark.pk}  ${mark.sk}`)}  ${markText(mark)}`;

/** The commands that repair what is not as its event has it. */
const repairLines = ({ domain, events }: History, pipeline: PipelineOptions): readonly string[] => {
  const altered = events.flatMap(({ rows }) => rows).filter((mark) => mark.altered !== undefined);
  const objects = new Set(altered.map(({ pk }) => pk));
  return [...objects].map((pk) => `\nNext: ${repairCommand(domain, pk, pipeline)}`);
};

const eventLines = (event: History['events'][number], object: string): readonly string[] => [
  '',
  `${shown(event.occurredAt ?? 'undated'.padEnd(24))}  ${styleText('bold', shown(event.name))}  ${shown(`${event.id}  ${event.outcome}`)}${
    event.about === object || event.about === undefined ? '' : `  about ${shown(event.about)}`
  }`,
  styleText('dim', `    ${shown(timesOf(event))}`),
  ...event.rows.slice(0, MAX_RECORDS).map(markLine),
  ...(event.rows.length > MAX_RECORDS
    ? [`    and ${event.rows.length - MAX_RECORDS} records more`]
    : []),
];

const print = (history: History, pipeline: PipelineOptions): string =>
  [
    styleText('bold', shown(`${history.object}  (${history.domain})`)),
    ...history.events.flatMap((event) => eventLines(event, history.object)),
    ...repairLines(history, pipeline),
    '',
  ].join('\n');

const printAsOf = (timelines: readonly Timeline[], at: string, json: boolean): void => {
  const records = timelines.flatMap(({ events, pk }) => asOf(events, pk, at));
  const items = records.map((record) => toItem(stateItem(record)));
  if (json) printOut(toJson(items));
  else for (const item of items) printOut(`${render(item)}\n`);
  if (items.length === 0) throw new Failure(`No event had happened by ${at}.`, exitCodes.notFound);
};

/** `webhooks history`: an object's events in order, or its records as of a time. */
export const addHistory = (program: Command): void => {
  targetOptions(program.command('history'))
    .description("show an object's events in order, what each set and what superseded it")
    .argument('<object...>', 'its key, such as payment_intent#int_1; or [domain] and its id')
    .option('--at <time>', 'show its records as of then instead: a time, or an age such as 7d')
    .option('--json', 'print an array of { domain, object, events }; with --at of the records')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks history payment_intent#int_hkdmabcd\n  webhooks history int_hkdmabcd --at 2026-03-01T10:00:00Z\n\nExits with 2 when nothing is known.',
      ),
    )
    .action(
      async (words: readonly string[], options: TargetOptions & { at?: string; json?: true }) => {
        const at = options.at === undefined ? undefined : timeFrom('--at', options.at, Date.now());
        const target = await connect(options);
        await noteOtherCode(target, printErr);
        const timelines = await timelinesOf(target, words);
        if (at !== undefined) return printAsOf(timelines, at, options.json === true);
        const histories: History[] = [];
        for (const timeline of timelines) histories.push(await historyOf(target, timeline));
        if (options.json) printOut(JSON.stringify(histories, undefined, 2));
        else for (const history of histories) printOut(print(history, target.pipeline));
      },
    );
};
