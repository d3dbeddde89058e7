import type { Command } from 'commander';
import { commandLine, givenOptions, helpText } from './command-line.ts';
import { type FilterOptions, filterFrom, filterOptions } from './events/filter.ts';
import { wrong } from './failure.ts';
import { rangeFrom } from './moment.ts';
import { printErr, written } from './output.ts';
import { shown } from './printable.ts';
import { cursorOf, placeAfter, readPlace, writePlace } from './tail/cursor.ts';
import { follow } from './tail/follow.ts';
import { OVERLAP, type Place, placeAt, placeNow } from './tail/pass.ts';
import { linesOf } from './tail/print.ts';
import { connect, type TargetOptions, targetOptions } from './target/connect.ts';
import type { Target } from './target/target.ts';
import { givenPath } from './working-folder.ts';

interface Options extends TargetOptions, FilterOptions {
  readonly since?: string;
  readonly cursor?: string;
  readonly after?: string;
  readonly interval: string;
  readonly count?: string;
  readonly json?: true;
}

/** Milliseconds after which a cursor is kept though there was nothing to print. */
const KEEP_EVERY = 60_000;

const intervalFrom = (text: string): number => {
  const seconds = /^\d{1,4}(?:\.\d)?$/.test(text) ? Number(text) : 0;
  if (seconds > 0) return seconds * 1_000;
  throw wrong('--interval takes seconds, such as 1 or 0.5.');
};

const countFrom = (text: string | undefined): number => {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrong('--count takes a whole number from 1 up.');
};

const startOf = async (target: Target, options: Options): Promise<Place> => {
  const { after, cursor, since } = options;
  if (after !== undefined) return placeAfter(after, target.name);
  const kept = cursor === undefined ? undefined : readPlace(cursor, target.name);
  if (kept) return kept;
  const range = rangeFrom({ since }, Date.now());
  return range.since === undefined ? placeNow(target, Date.now) : placeAt(range.since);
};

/** What is kept of how far a tail is, and told when it ends. */
const createKeeper = (command: Command, target: Target, from: Place) => {
  const { cursor: file } = command.opts<Options>();
  let place = from;
  let keptAt = 0;
  const keep = (): void => {
    keptAt = Date.now();
    if (file !== undefined) writePlace(file, place, target.name);
  };
  keep();
  return {
    moveTo: (next: Place, printed: boolean): void => {
      place = next;
      if (printed || Date.now() - keptAt > KEEP_EVERY) keep();
    },
    end: (): void => {
      keep();
      const next =
        file === undefined
          ? ['--after', cursorOf(place, target.name)]
          : ['--cursor', givenPath(file)];
      const given = givenOptions(command, ['--after', '--cursor', '--since']);
      const { pipeline } = target;
      printErr(
        `Go on from here: ${commandLine('tail', { options: [...given, ...next], pipeline })}`,
      );
    },
  };
};

const stoppedBySignal = (): AbortSignal => {
  const controller = new AbortController();
  // The second time the system ends it at once.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => controller.abort());
  return controller.signal;
};

const isGone = (error: unknown): boolean => Object(error).code === 'EPIPE';

const run = async (options: Options, command: Command): Promise<void> => {
  const filter = filterFrom(options);
  const [interval, count] = [intervalFrom(options.interval), countFrom(options.count)];
  const target = await connect(options);
  const from = await startOf(target, options);
  const keeper = createKeeper(command, target, from);
  const signal = stoppedBySignal();
  printErr(`Following ${shown(target.name)}. Ctrl-C ends it.`);
  try {
    await follow({
      ...{ target, filter, from, interval, count, signal, now: Date.now },
      // A local pipeline that was restarted may listen elsewhere; while it starts, nowhere.
      reach: async () =>
        options.stage === undefined ? connect(options).catch(() => target) : target,
      onEvents: async (events, place) => {
        if (events.length > 0) await written(linesOf(events, options.json === true));
        keeper.moveTo(place, events.length > 0);
      },
      onTrouble: (trouble) =>
        printErr(
          trouble === undefined
            ? 'Connected again.'
            : `No connection to ${target.name} (${shown(trouble)}). Trying again; nothing is lost.`,
        ),
    });
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    keeper.end();
  }
};

/** `webhooks tail`: events as they are archived, each once, and none missed while nobody looked. */
export const addTail = (program: Command): void => {
  const command = targetOptions(program.command('tail'))
    .description('follow events as they are archived; take it up again where it ended')
    .option('--since <time>', 'begin with what was archived then: a time, or an age such as 10m')
    .option(
      '--cursor <file>',
      'keep in this file how far it is, and go on from there if it is there',
    )
    .option('--after <cursor>', 'go on from what a tail has ended with');
  filterOptions(command)
    .option('--interval <seconds>', 'between two looks', '1')
    .option('-n, --count <events>', 'end after so many')
    .option('--json', 'print a line of JSON an event, as "events --json" has them')
    .addHelpText(
      'after',
      helpText(
        `\nEvents come in the order of archiving. One that becomes visible late, up to ${OVERLAP / 1_000} seconds after its\ntime of archiving, comes late; none is left out and none comes twice. A cursor is kept after each\npage printed, so that only "kill -9" between the two can make a page come again. A busy pipeline's\ncursor is long: rather use --cursor. Whatever is archived while no tail runs comes with the next.\nEach look reads the last minute anew: on a busy stage a longer --interval costs less.\n\nExamples:\n  webhooks tail --family payment_intent\n  webhooks tail --stage prod --outcome quarantined --cursor seen.json --json`,
      ),
    )
    .action(async (options: Options, command: Command) => {
      if (options.after !== undefined && (options.cursor ?? options.since) !== undefined)
        throw wrong('--after goes neither with --cursor nor with --since.');
      await run(options, command);
    });
};
