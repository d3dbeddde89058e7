import { styleText } from 'node:util';
import type { Command } from 'commander';
import { changeKinds } from '../../../../functions/shared/change/kinds.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import {
  givenOptions,
  intervalOption,
  reachPipeline,
  targetOptions,
  USUAL_INTERVAL,
} from '../../pipeline/options.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, usageError } from '../../terminal/failure.ts';
import { rangeFrom, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut, written } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { type FilterOptions, filterFrom, unknownStatusIn } from './filter.ts';
import { followChanges } from './follow.ts';
import { readChanges } from './list.ts';
import { changeLines } from './print.ts';

interface Options extends TargetOptions, FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly follow?: true;
  readonly interval?: number;
  readonly json?: true;
}

const USUAL_LIMIT = 100;
const MAX_LIMIT = 1_000;
const [MINUTE, DAY] = [60_000, 86_400_000];

const listChanges = async (options: Options, command: Command): Promise<void> => {
  const { limit = USUAL_LIMIT } = options;
  if (limit > MAX_LIMIT)
    throw usageError(`--limit takes at most ${MAX_LIMIT} changes, unless with --follow.`);
  const filter = filterFrom(options);
  const now = Date.now();
  const { until = now + MINUTE, since = until - DAY } = rangeFrom(options, now);
  const target = await reachPipeline(options);
  await noteOtherCode(target, printErr);
  const progress = createProgress('events read');
  const page = await readChanges(
    target,
    { range: { since, until }, filter, limit },
    progress.report,
  ).finally(progress.end);
  const { changes, next } = page;
  if (options.json)
    printOut(
      JSON.stringify(
        { changes: changes.map(({ change }) => change), next: next ?? null },
        undefined,
        2,
      ),
    );
  else if (changes.length > 0) printOut(changeLines(changes, outWidth()).join('\n'));
  if (next !== undefined && !options.json) {
    const given = [...givenOptions(command, ['--since']), '--since', next];
    const more = commandLine('changes', { options: given, pipeline: target.pipeline });
    printErr(styleText('dim', `More: ${more}`));
  }
  if (changes.length > 0) return;
  const hint = await unknownStatusIn(filter);
  if (!options.json)
    printOut(
      `No such change since ${isoTime(since)}. Look further back with --since.${hint && ` ${hint}`}`,
    );
  if (hint !== '') process.exitCode = exitCodes.notFound;
};

const checkOptions = ({ follow, until, interval }: Options): void => {
  if (follow && until !== undefined) throw usageError('--until is not for --follow.');
  if (!follow && interval !== undefined) throw usageError('--interval is only for --follow.');
};

/** `webhooks changes`: what events changed of records, in their order, or as they are archived. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option('--since <time>', 'by events archived from then on: a time, or an age (1d)')
    .option('--until <time>', 'by events archived before then: a time, or an age')
    .option('--object <kinds>', 'of these kinds of record: payment_intent,refund')
    .option('--becomes <statuses>', 'that set one of these statuses')
    .option('--from <statuses>', 'that ended one of these statuses')
    .option('--account <id>', 'of records about this account, or organisation')
    .option('--kind <kinds>', `of these kinds: ${changeKinds.join(', ')}`)
    .option(
      '--limit <changes>',
      `how many to list, up to ${MAX_LIMIT} (default: ${USUAL_LIMIT}); with --follow, stop after this number`,
      wholeNumber('--limit', { from: 1 }),
    )
    .option('--follow', 'print changes as their events are archived, from now or from --since on');
  intervalOption(command)
    .option(
      '--json',
      'print { changes, next }; next is the --since of the next page, or null; with --follow a line a change',
    )
    .addHelpText(
      'after',
      helpText(
        '\nA change is computed from the archive by the code of this checkout, in the order of archiving: what an event changed of each record that it sets, compared with the events archived before it. Nothing is needed of the tables, so that it works where a stage publishes no changes. What was not made by an event, such as a repair, is not there. An archive that keeps events for a time does not have what came before. Changes of one millisecond of archiving stay on one page.\n\nWith --json a change is what reactions and subscribers get, with an empty position and replay: true.\n\nExamples:\n  webhooks changes --since 1h --object payment_intent --becomes SUCCEEDED\n  webhooks changes --account acct_1 --since 7d\n  webhooks changes --follow --object payment_intent --json\n\nExits with 2 when nothing is found and a status is not a known one.',
      ),
    )
    .action(async (options: Options, command: Command) => {
      checkOptions(options);
      if (!options.follow) return listChanges(options, command);
      const filter = filterFrom(options);
      const hint = await unknownStatusIn(filter);
      if (hint !== '') printErr(hint);
      const { limit: count, interval = USUAL_INTERVAL } = options;
      const { since } = rangeFrom({ since: options.since }, Date.now());
      await followChanges({
        ...{ options, filter, since, interval, count, width: outWidth() },
        ...{ note: printErr, write: written },
      });
    });
};
