import { styleText } from 'node:util';
import { Argument, type Command } from 'commander';
import { domains } from '../../../../functions/domains.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { type OpenRecord, openWork, workOf } from '../../../../functions/shared/query/open-work.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { givenOptions, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { termFrom, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { type WorkJson, workJson } from './json.ts';
import { workLines } from './print.ts';

interface Options extends TargetOptions {
  readonly due?: string;
  readonly limit: number;
  readonly json?: true;
}

const LIMIT = 100;

const kinds = workOf(domains);

/** The first records, and whether there are more. */
const firstOf = async (
  { tables }: Target,
  kind: string | undefined,
  { due, limit }: Options,
  now: number,
): Promise<{ readonly work: readonly WorkJson[]; readonly more: boolean }> => {
  const by = due === undefined ? undefined : isoTime(termFrom('--due', due, now));
  const wanted = kinds.filter(({ work }) => kind === undefined || work.kind === kind);
  const found: OpenRecord[] = [];
  for await (const record of openWork(tables, wanted, { by, pageSize: limit + 1 })) {
    found.push(record);
    if (found.length > limit) break;
  }
  return {
    work: found.slice(0, limit).map((record) => workJson(record, now)),
    more: found.length > limit,
  };
};

const kindsText = kinds.map(({ work }) => `  ${work.kind.padEnd(20)} ${work.title}`).join('\n');

/** `webhooks open`: the records that somebody must act on. */
export const define = (command: Command): void => {
  targetOptions(command)
    .addArgument(
      new Argument('[kind]', 'only work of this kind').choices(kinds.map(({ work }) => work.kind)),
    )
    .option('--due <time>', 'only what is due by then: a time, or a span from now on, such as 3d')
    .option('--limit <count>', 'how many to list', wholeNumber('--limit', { from: 1 }), LIMIT)
    .option('--json', 'print { work: [...], more }')
    .addHelpText(
      'after',
      helpText(
        `\nKinds:\n${kindsText}\n\nWhat is due first comes first, overdue or not; what has no due time comes last, and not with --due. A record disappears once an event reports another status.\n\nExamples:\n  webhooks open\n  webhooks open dispute --due 3d`,
      ),
    )
    .action(async (kind: string | undefined, options: Options) => {
      const now = Date.now();
      const target = await reachPipeline(options);
      const { work, more } = await firstOf(target, kind, options, now);
      if (options.json) return printOut(JSON.stringify({ work, more }, undefined, 2));
      if (work.length === 0) return printOut('There is nothing that somebody must act on.');
      printOut(workLines(work, outWidth()).join('\n'));
      const toDo = kinds
        .filter(({ work: { kind } }) => work.some((one) => one.kind === kind))
        .map(({ work: { kind, title } }) => `${kind}: ${title}`);
      printErr(styleText('dim', toDo.join('\n')));
      if (!more) return;
      const given = [...givenOptions(command, ['--limit']), '--limit', String(options.limit * 10)];
      const { pipeline } = target;
      const operands = kind === undefined ? [] : [kind];
      printErr(
        styleText('dim', `More: ${commandLine('open', { operands, options: given, pipeline })}`),
      );
    });
};
