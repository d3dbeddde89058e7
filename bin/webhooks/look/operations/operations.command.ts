import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { timeFrom, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printOut } from '../../terminal/output.ts';
import { operationsJson } from './json.ts';
import { operationsSince } from './list.ts';
import { operationLines } from './print.ts';

interface Options extends TargetOptions {
  readonly since: string;
  readonly limit: number;
  readonly json?: true;
}

const MAX_LIMIT = 1_000;

/** `webhooks operations`: who changed a pipeline with this tool, when, and what came of it. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option('--since <time>', 'begun from then on: a time, or an age such as 24h', '30d')
    .option(
      '--limit <operations>',
      `at most this number, up to ${MAX_LIMIT}`,
      wholeNumber('--limit', { from: 1, to: MAX_LIMIT }),
      100,
    )
    .option(
      '--json',
      'print an array of { startedAt, endedAt, by, command, arguments, result, counts, code }',
    )
    .addHelpText(
      'after',
      helpText(
        '\nThe latest comes first. A result is begun (it runs, or was killed), done, failed, interrupted, or refused (a check ended it before it did anything). Arguments hold no secret, no text of a body and no id of an erased person: such a value is "…" or a digest.\n\nExamples:\n  webhooks operations\n  webhooks operations --since 7d --stage prod --json',
      ),
    )
    .action(async (options: Options) => {
      const since = timeFrom('--since', options.since, Date.now());
      const target = await reachPipeline(options);
      const operations = await operationsSince(target, since, options.limit);
      if (options.json) printOut(JSON.stringify(operationsJson(operations), undefined, 2));
      else if (operations.length === 0)
        printOut(`No command has changed ${target.name} since ${since}.`);
      else printOut(operationLines(operations, outWidth()).join('\n'));
    });
};
