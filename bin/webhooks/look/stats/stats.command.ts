import type { Command } from 'commander';
import type { Range } from '../../../../functions/shared/event/time.ts';
import { archivedWithin } from '../../../../functions/shared/query/headlines.ts';
import { countRefusals } from '../../../../functions/shared/query/logs/refusals.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { helpText } from '../../terminal/command-line.ts';
import { rangeFrom } from '../../terminal/options.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { createStatsCounter, type StatsFigures } from './figures.ts';
import { statsJson } from './json.ts';
import { print } from './print.ts';

interface Options extends TargetOptions {
  readonly since?: string;
  readonly until?: string;
  readonly json?: true;
}

const DAY = 86_400_000;

const figuresOf = async (target: Target, range: Range): Promise<StatsFigures> => {
  const counter = createStatsCounter();
  const progress = createProgress('events counted');
  let count = 0;
  for await (const { event } of archivedWithin(target.tables.events, range)) {
    counter.add(event);
    count += 1;
    progress.report(count);
  }
  progress.end();
  return counter.figures();
};

/** `webhooks stats`: the number of events by outcome, and their delivery lag. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option(
      '--since <time>',
      'archived from then on: a time, or an age; by default a day before --until',
    )
    .option('--until <time>', 'archived before then: a time, or an age; by default now')
    .option('--json', 'print { since, until, total, refusals, names, lags }')
    .addHelpText(
      'after',
      helpText(
        '\nThe lag has three parts: until Airwallex sent the event (again), its transfer, and queue and consumer. Refused requests are counted from the log of the ingress, which may begin later.\n\nExamples:\n  webhooks stats\n  webhooks stats --since 2026-03-01 --until 2026-04-01 --json',
      ),
    )
    .action(async (options: Options) => {
      const now = Date.now();
      const { since, until = now } = rangeFrom(options, now);
      const range = { since: since ?? until - DAY, until };
      const target = await reachPipeline(options);
      const [figures, refusals] = await Promise.all([
        figuresOf(target, range),
        countRefusals(target.accepted, range),
      ]);
      const stats = { figures, refusals, range };
      printOut(options.json ? JSON.stringify(statsJson(stats), undefined, 2) : print(stats));
    });
};
