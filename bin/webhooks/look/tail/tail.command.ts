import type { Command } from 'commander';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { unknownNamesText } from '../../pipeline/event-names.ts';
import { filterOptions, givenOptions, targetOptions } from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { usageError } from '../../terminal/failure.ts';
import { decimal, rangeFrom, wholeNumber } from '../../terminal/options.ts';
import { printErr, written } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { givenPath } from '../../terminal/working-folder.ts';
import { type FilterOptions, filterFrom } from '../filter.ts';
import { checkpointAfter, checkpointCursor, readCheckpoint, writeCheckpoint } from './cursor.ts';
import { follow } from './follow.ts';
import { type Checkpoint, checkpointAt, currentCheckpoint, OVERLAP } from './poll.ts';
import { eventLinesOf } from './print.ts';

interface Options extends TargetOptions, FilterOptions {
  readonly since?: string;
  readonly cursor?: string;
  readonly after?: string;
  readonly interval: number;
  readonly count?: number;
  readonly json?: true;
}

/** Milliseconds after which a cursor is saved even if there was nothing to print. */
const SAVE_INTERVAL = 60_000;

const startOf = async (target: Target, options: Options): Promise<Checkpoint> => {
  const { after, cursor, since } = options;
  if (after !== undefined) return checkpointAfter(after, target.name);
  const kept = cursor === undefined ? undefined : readCheckpoint(cursor, target.name);
  if (kept) return kept;
  const range = rangeFrom({ since }, Date.now());
  return range.since === undefined
    ? currentCheckpoint(target, Date.now)
    : checkpointAt(range.since);
};

/** Saves the checkpoint of a tail, and prints the command to resume when it ends. */
const createKeeper = (command: Command, target: Target, from: Checkpoint) => {
  const { cursor: file } = command.opts<Options>();
  let checkpoint = from;
  let keptAt = 0;
  const keep = (): void => {
    keptAt = Date.now();
    if (file !== undefined) writeCheckpoint(file, checkpoint, target.name);
  };
  keep();
  return {
    moveTo: (next: Checkpoint, printed: boolean): void => {
      checkpoint = next;
      if (printed || Date.now() - keptAt > SAVE_INTERVAL) keep();
    },
    end: (): void => {
      keep();
      const next =
        file === undefined
          ? ['--after', checkpointCursor(checkpoint, target.name)]
          : ['--cursor', givenPath(file)];
      const given = givenOptions(command, ['--after', '--cursor', '--since']);
      const { pipeline } = target;
      printErr(`Resume with: ${commandLine('tail', { options: [...given, ...next], pipeline })}`);
    },
  };
};

const stoppedBySignal = (): AbortSignal => {
  const controller = new AbortController();
  // A second signal ends the process at once.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => controller.abort());
  return controller.signal;
};

const isGone = (error: unknown): boolean => Object(error).code === 'EPIPE';

const run = async (options: Options, command: Command): Promise<void> => {
  const filter = filterFrom(options);
  const { count = Number.POSITIVE_INFINITY } = options;
  const unknown = unknownNamesText(filter.names);
  if (unknown !== '') printErr(unknown);
  const target = await connect(options);
  const from = await startOf(target, options);
  const keeper = createKeeper(command, target, from);
  const signal = stoppedBySignal();
  printErr(`Following ${shown(target.name)}. Press Ctrl-C to stop.`);
  try {
    await follow({
      ...{ target, filter, from, interval: 1_000 * options.interval, count, signal, now: Date.now },
      // A local pipeline that was restarted may listen elsewhere; while it starts, nowhere.
      reach: async () =>
        options.stage === undefined ? connect(options).catch(() => target) : target,
      onEvents: async (events, checkpoint) => {
        if (events.length > 0) await written(eventLinesOf(events, options.json === true));
        keeper.moveTo(checkpoint, events.length > 0);
      },
      onConnection: (error) =>
        printErr(
          error === undefined
            ? 'Connected again.'
            : `No connection to ${target.name} (${shown(error)}). Trying again; nothing is lost.`,
        ),
    });
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    keeper.end();
  }
};

/** `webhooks tail`: events as they are archived, each once; none are missed between two runs. */
export const addTail = (program: Command): void => {
  const command = targetOptions(program.command('tail'))
    .description('follow events as they are archived; resume where it ended')
    .option(
      '--since <time>',
      'begin with events archived from then on: a time, or an age such as 10m',
    )
    .option('--cursor <file>', 'save the cursor in this file, and resume from it if it exists')
    .option('--after <cursor>', 'resume from the cursor that a tail ended with');
  filterOptions(command)
    .option(
      '--interval <seconds>',
      'between two polls',
      decimal('--interval', { from: 0.1, to: 9_999 }, 0.5),
      1,
    )
    .option(
      '-n, --count <events>',
      'stop after this number of events',
      wholeNumber('--count', { from: 1 }),
    )
    .option('--json', 'print a line of JSON an event, as "events --json" has them')
    .addHelpText(
      'after',
      helpText(
        `\nEvents are printed in the order of archiving. One that becomes visible late, up to ${OVERLAP / 1_000} seconds after its\ntime of archiving, is printed late; none is missed and none is printed twice. The cursor is saved\nafter each printed page: only "kill -9" between the two can repeat a page. A busy pipeline's cursor\nis long: prefer --cursor. The next tail prints what is archived while none runs.\nEach poll reads the last minute again: on a busy stage a longer --interval costs less.\n\nExamples:\n  webhooks tail --name payment_intent\n  webhooks tail --stage prod --outcome quarantined --cursor seen.json --json`,
      ),
    )
    .action(async (options: Options, command: Command) => {
      if (options.after !== undefined && (options.cursor ?? options.since) !== undefined)
        throw usageError('--after cannot be combined with --cursor or --since.');
      await run(options, command);
    });
};
