import type { Command } from 'commander';
import { helpText } from './command-line.ts';
import type { Range } from './moment.ts';
import { rangeFrom } from './moment.ts';
import { printOut } from './output.ts';
import { createProgress } from './progress.ts';
import { countRefusals } from './refusals.ts';
import { createCounter, type Figures } from './stats/figures.ts';
import { print, toJson } from './stats/print.ts';
import { connect, type TargetOptions, targetOptions } from './target/connect.ts';
import { archivedWithin } from './target/headlines.ts';
import type { Target } from './target/target.ts';

interface Options extends TargetOptions {
  readonly since?: string;
  readonly until?: string;
  readonly json?: true;
}

const DAY = 86_400_000;

const figuresOf = async (target: Target, range: Range): Promise<Figures> => {
  const counter = createCounter();
  const progress = createProgress('events counted');
  let count = 0;
  for await (const { event } of archivedWithin(target, range)) {
    counter.add(event);
    count += 1;
    progress.report(count);
  }
  progress.end();
  return counter.figures();
};

/** `webhooks stats`: the number of events by outcome, and their delivery lag. */
export const addStats = (program: Command): void => {
  targetOptions(program.command('stats'))
    .description('count events by name and outcome over a time, with their delivery lag')
    .option('--since <time>', 'archived from then on: a time, or an age (24h)')
    .option('--until <time>', 'archived before then: a time, or an age')
    .option('--json', 'print { since, until, total, refusals, names, lags }, lags in milliseconds')
    .addHelpText(
      'after',
      helpText(
        '\nThe lag has three parts: until Airwallex sent the event (again), its transfer, and queue and consumer.\nRefused requests are counted from the log of the ingress, which may begin later.\n\nExamples:\n  webhooks stats\n  webhooks stats --since 2026-03-01 --until 2026-04-01 --json',
      ),
    )
    .action(async (options: Options) => {
      const now = Date.now();
      const range = { since: now - DAY, until: now, ...rangeFrom(options, now) };
      const target = await connect(options);
      const [figures, refusals] = await Promise.all([
        figuresOf(target, range),
        countRefusals(target.accepted, range),
      ]);
      const stats = { figures, refusals, range };
      printOut(options.json ? toJson(stats) : print(stats));
    });
};
