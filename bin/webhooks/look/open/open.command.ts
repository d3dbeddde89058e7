import { styleText } from 'node:util';
import { Argument, type Command } from 'commander';
import { domains } from '../../../../functions/domains.ts';
import { loadDwells } from '../../../../functions/dwells.ts';
import { overdueRecords } from '../../../../functions/scheduled/overdue/overdue.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { type OpenRecord, openWork, workOf } from '../../../../functions/shared/query/open-work.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { givenOptions, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { usageError } from '../../terminal/failure.ts';
import { momentFrom, termFrom, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { type OverdueJson, overdueJson, type WorkJson, workJson } from './json.ts';
import { overdueLines, workLines } from './print.ts';

interface Options extends TargetOptions {
  readonly due?: string;
  readonly overdue?: true;
  readonly since?: string;
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

const runOverdue = async (
  kind: string | undefined,
  options: Options,
  now: number,
): Promise<void> => {
  if (kind !== undefined || options.due !== undefined)
    throw usageError('--overdue takes no kind and no --due: it looks at every status.');
  const range = { since: momentFrom('--since', options.since ?? '7d', now), until: now };
  const { tables } = await reachPipeline(options);
  const found: OverdueJson[] = [];
  for await (const record of overdueRecords(tables, await loadDwells(domains), range)) {
    found.push(overdueJson(record));
    if (found.length > options.limit) break;
  }
  const records = found.slice(0, options.limit);
  const more = found.length > records.length;
  const { since, until } = { since: isoTime(range.since), until: isoTime(range.until) };
  if (options.json) return printOut(JSON.stringify({ since, until, records, more }, undefined, 2));
  if (records.length === 0) return printOut(`No record became overdue since ${since}.`);
  printOut(overdueLines(records, outWidth()).join('\n'));
  if (more) printErr(styleText('dim', 'There are more: list them with a higher --limit.'));
};

const kindsText = kinds.map(({ work }) => `  ${work.kind.padEnd(20)} ${work.title}`).join('\n');

/** `webhooks open`: the records that somebody must act on. */
export const define = (command: Command): void => {
  targetOptions(command)
    .addArgument(
      new Argument('[kind]', 'only work of this kind').choices(kinds.map(({ work }) => work.kind)),
    )
    .option('--due <time>', 'only what is due by then: a time, or a span from now on, such as 3d')
    .option(
      '--overdue',
      'records whose status has lasted too long: the event that ends it is missing',
    )
    .option('--since <time>', 'with --overdue: overdue from then on: a time, or an age', '7d')
    .option('--limit <count>', 'how many to list', wholeNumber('--limit', { from: 1 }), LIMIT)
    .option(
      '--json',
      'print { work: [...], more }; with --overdue { since, until, records: [...], more }',
    )
    .addHelpText(
      'after',
      helpText(
        `\nKinds:\n${kindsText}\n\nWhat is due first comes first, overdue or not; what has no due time comes last, and not with --due. A record disappears once an event reports another status.\n\n--overdue reads the archive instead: the events after which a status has lasted for as many days as it may (functions/<domain>/dwells.ts), and whether it still lasts.\n\nExamples:\n  webhooks open\n  webhooks open dispute --due 3d\n  webhooks open --overdue --since 24h`,
      ),
    )
    .action(async (kind: string | undefined, options: Options) => {
      const now = Date.now();
      if (options.overdue) return runOverdue(kind, options, now);
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
