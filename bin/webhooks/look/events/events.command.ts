import { styleText } from 'node:util';
import type { Command } from 'commander';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { unknownNamesText } from '../../pipeline/event-names.ts';
import { filterOptions, givenOptions, targetOptions } from '../../pipeline/options.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { rangeFrom, wholeNumber } from '../../terminal/options.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { leftAligned } from '../../terminal/table.ts';
import { type FilterOptions, filterFrom } from '../filter.ts';
import { listedJson } from '../listed-event.ts';
import { cursorOf, positionOf } from './cursor.ts';
import { type EventPage, type EventQuery, isIndexed, readPage } from './query.ts';

interface Options extends TargetOptions, FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly after?: string;
  readonly json?: true;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far back to look by time alone, which takes a few requests per day. */
const USUAL_DAYS = 30;
const MAX_LIMIT = 1_000;

const queryFrom = (options: Options, now: number): EventQuery => {
  const filter = filterFrom(options);
  const { since, until = now + MINUTE } = rangeFrom(options, now);
  const usual = isIndexed(filter) ? 0 : until - USUAL_DAYS * DAY;
  return { ...filter, range: { since: since ?? usual, until } };
};

const toJson = ({ events, next }: EventPage): string =>
  JSON.stringify(
    { events: events.map(listedJson), next: next === undefined ? null : cursorOf(next) },
    undefined,
    2,
  );

const print = (
  { events, next }: EventPage,
  { range, names }: EventQuery,
  commandAfter: (cursor: string) => string,
): string => {
  if (events.length === 0) {
    const none =
      range.since > 0
        ? `No such event was archived since ${isoTime(range.since)}. Look further back with --since.`
        : 'There is no such event.';
    return [none, unknownNamesText(names)].filter((text) => text !== '').join(' ');
  }
  const lines = leftAligned(
    events.map(({ archivedAt, outcome, name = '-', object = '-', id }) => [
      isoTime(archivedAt) ?? '?',
      outcome,
      name,
      object,
      id,
    ]),
  );
  return [
    ...lines.map((line, at) =>
      events[at]?.outcome === 'quarantined' ? styleText('red', line) : line,
    ),
    ...(next === undefined ? [] : [styleText('dim', `More: ${commandAfter(cursorOf(next))}`)]),
  ].join('\n');
};

/** `webhooks events`: the selected archived events, newest first, a page at a time. */
export const addEvents = (program: Command): void => {
  const command = targetOptions(program.command('events'))
    .description('list archived events, newest first')
    .option('--since <time>', `archived from then on: a time, or an age (${USUAL_DAYS}d)`)
    .option('--until <time>', 'archived before then: a time, or an age');
  filterOptions(command)
    .option(
      '--limit <events>',
      `events per page, up to ${MAX_LIMIT}`,
      wholeNumber('--limit', { from: 1, to: MAX_LIMIT }),
      20,
    )
    .option('--after <cursor>', 'continue after the previous page')
    .option('--json', 'print { events, next }; next is the cursor of the next page, or null')
    .addHelpText(
      'after',
      helpText(
        `\nWithout --since it looks ${USUAL_DAYS} days back; with --object, or for quarantined or unrecognized events, through\nthe whole archive. An object's events are in the order of their versions; quarantined events have\nno object.\n\nExamples:\n  webhooks events --since 24h --name payment_intent\n  webhooks events --outcome quarantined --json\n  webhooks events --object refund#rfd_1 --limit 5`,
      ),
    )
    .action(async (options: Options, command: Command) => {
      const query = queryFrom(options, Date.now());
      const target = await connect(options);
      const given = givenOptions(command, ['--after']);
      const commandAfter = (cursor: string): string =>
        commandLine('events', {
          options: [...given, '--after', cursor],
          pipeline: target.pipeline,
        });
      const progress = createProgress('events read');
      const page = await readPage(target, query, {
        limit: options.limit,
        onRead: progress.report,
        ...(options.after === undefined
          ? {}
          : { below: positionOf(options.after, options.object !== undefined) }),
      }).finally(progress.end);
      printOut(options.json ? toJson(page) : print(page, query, commandAfter));
      if (page.events.length === 0 && unknownNamesText(query.names) !== '')
        process.exitCode = exitCodes.notFound;
    });
};
