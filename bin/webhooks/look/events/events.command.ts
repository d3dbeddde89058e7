import type { Command } from 'commander';
import { unknownNamesText } from '../../pipeline/event-names.ts';
import { OVERLAP } from '../../pipeline/follow/poll.ts';
import {
  filterOptions,
  givenOptions,
  intervalOption,
  reachPipeline,
  targetOptions,
  USUAL_INTERVAL,
} from '../../pipeline/options.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, usageError } from '../../terminal/failure.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut, written } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { positionOf } from './cursor.ts';
import { type FollowOptions, followEvents } from './follow/session.ts';
import { type ListOptions, pageJson, printPage, queryFrom, USUAL_DAYS } from './list.ts';
import { readPage } from './query.ts';

interface Options extends ListOptions, FollowOptions {
  readonly limit?: number;
  readonly follow?: true;
  readonly interval?: number;
}

const USUAL_LIMIT = 20;
const MAX_LIMIT = 1_000;

const listEvents = async (options: Options, command: Command): Promise<void> => {
  const { limit = USUAL_LIMIT } = options;
  if (limit > MAX_LIMIT)
    throw usageError(`--limit takes at most ${MAX_LIMIT} events, unless with --follow.`);
  const query = queryFrom(options, Date.now());
  const target = await reachPipeline(options);
  const given = givenOptions(command, ['--after']);
  const commandAfter = (cursor: string): string =>
    commandLine('events', { options: [...given, '--after', cursor], pipeline: target.pipeline });
  const progress = createProgress('events read');
  const page = await readPage(target, query, {
    limit,
    onRead: progress.report,
    ...(options.after === undefined
      ? {}
      : { below: positionOf(options.after, options.object !== undefined) }),
  }).finally(progress.end);
  if (options.json) printOut(pageJson(page));
  else {
    const { out, remark } = printPage(page, query, { width: outWidth(), commandAfter });
    printOut(out);
    if (remark) printErr(remark);
  }
  if (page.events.length === 0 && unknownNamesText(query.names) !== '')
    process.exitCode = exitCodes.notFound;
};

/** The options that only one of the two ways to list events has. */
const onlyListing = ['until', 'text', 'secret'] as const;
const onlyFollowing = ['cursor', 'interval'] as const;

const checkOptions = (options: Options): void => {
  const wrong = (options.follow ? onlyListing : onlyFollowing).find(
    (name) => options[name] !== undefined,
  );
  if (wrong) throw usageError(`--${wrong} is ${options.follow ? 'not for' : 'only for'} --follow.`);
  if (
    options.follow &&
    options.after !== undefined &&
    (options.cursor ?? options.since) !== undefined
  )
    throw usageError('--after cannot be combined with --cursor or --since when following.');
};

/** `webhooks events`: the selected archived events, newest first, or as they are archived. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option('--since <time>', `archived from then on: a time, or an age (${USUAL_DAYS}d)`)
    .option('--until <time>', 'archived before then: a time, or an age');
  filterOptions(command)
    .option(
      '--limit <events>',
      `events per page, up to ${MAX_LIMIT} (default: ${USUAL_LIMIT}); with --follow, stop after this number`,
      wholeNumber('--limit', { from: 1 }),
    )
    .option('--after <cursor>', 'continue after the previous page, or where following ended')
    .option('--text <text>', 'whose body contains this text: an order number, for example')
    .option('--secret <label>', 'that the secret of this label has signed')
    .option('--follow', 'print events as they are archived, from now or from --since on')
    .option('--cursor <file>', 'with --follow: save the cursor in this file, and resume from it');
  intervalOption(command)
    .option(
      '--json',
      'print { events, next }; next is the cursor of the next page, or null; with --follow a line an event',
    )
    .addHelpText(
      'after',
      helpText(
        `\nWithout --since it looks ${USUAL_DAYS} days back; with --object, or for quarantined or unrecognized events, through the whole archive. An object's events are in the order of their versions; quarantined events have no object. Heartbeats, which earlier versions archived, are left out unless --name or --domain asks for them. --text and --secret read every event of the period whole: name a short one with --since.\n\nWith --follow events are printed in the order of archiving. One that becomes visible late, up to ${OVERLAP / 1_000} seconds after its time of archiving, is printed late; none is missed and none is printed twice. The cursor is saved after each printed page: only "kill -9" between the two can repeat a page. A busy pipeline's cursor is long: prefer --cursor. What is archived while nothing follows is printed when it is resumed. Each poll reads the last minute again: on a busy stage a longer --interval costs less.\n\nExamples:\n  webhooks events --since 24h --name payment_intent\n  webhooks events --outcome quarantined --json\n  webhooks events --object refund#rfd_1 --limit 5\n  webhooks events --text ORD-1847 --since 7d\n  webhooks events --secret 2025-11 --since 7d\n  webhooks events --follow --name payment_intent\n  webhooks events --follow --stage prod --outcome quarantined --cursor seen.json --json`,
      ),
    )
    .action(async (options: Options, command: Command) => {
      checkOptions(options);
      if (!options.follow) return listEvents(options, command);
      const { limit, interval = USUAL_INTERVAL } = options;
      await followEvents(options, {
        ...{
          interval,
          count: limit,
          given: givenOptions(command, ['--after', '--cursor', '--since']),
        },
        ...{ width: outWidth(), note: printErr, write: written },
      });
    });
};
