import type { Command } from 'commander';
import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { stateItem } from '../../../../functions/shared/store/state-item.ts';
import { itemJson } from '../../json/record.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { timeFrom } from '../../terminal/options.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { render } from '../../terminal/render.ts';
import { asOf } from '../marks.ts';
import { timelinesOf } from './events.ts';
import { type History, historyOf } from './history.ts';
import { historyJson } from './json.ts';
import { print } from './print.ts';
import { withMembers } from './related.ts';

interface Options extends TargetOptions {
  readonly related?: true;
  readonly verbose?: true;
  readonly at?: string;
  readonly json?: true;
}

const printAsOf = (timelines: readonly Timeline[], at: string, json: boolean): void => {
  const records = timelines.flatMap(({ events, pk }) => asOf(events, pk, at));
  const items = records.map((record) => toItem(stateItem(record)));
  if (json) printOut(JSON.stringify(items.map(itemJson), undefined, 2));
  else for (const item of items) printOut(`${render(item)}\n`);
  if (items.length === 0) throw new Failure(`No event had happened by ${at}.`, exitCodes.notFound);
};

/** `webhooks history`: an object's events in order, or its records as of a time. */
export const define = (command: Command): void => {
  targetOptions(command)
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
          printOut(
            print(history, {
              ...{ verbose: options.verbose === true, pipeline: target.pipeline },
              width: outWidth(),
            }),
          );
    });
};
