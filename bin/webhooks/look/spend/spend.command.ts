import type { Command } from 'commander';
import { monthlyUseOf } from '../../../../functions/issuing/ledger/figures/month.ts';
import { ledgerWithin } from '../../../../functions/issuing/ledger/figures/period.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { createReader } from '../../pipeline/records.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { rangeFrom } from '../../terminal/options.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { spendJson } from './json.ts';
import { print } from './print.ts';
import { readCard, readSpend } from './read.ts';

interface Options extends TargetOptions {
  readonly since?: string;
  readonly until?: string;
  readonly json?: true;
}

/** `webhooks spend`: the amounts authorized, cleared, given back and still held. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('<id>', 'the id of a card, an authorization, or any message of a purchase')
    .option('--since <time>', 'only messages from then on, by their own time: a time, or an age')
    .option('--until <time>', 'only messages before then, by their own time: a time, or an age')
    .option('--json', 'print { since, until, figures, monthlyLimit, groups, disagreements }')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks spend cd760686-6993-5fc2-84b8-74aa8b7ee328\n  webhooks spend cd760686-6993-5fc2-84b8-74aa8b7ee328 --since 2026-04-01 --until 2026-05-01\n  webhooks spend 8a4fe11c-9dce-586b-9570-349aae67ecfe --json\n\nFigures are magnitudes; "posted" is the change of the balance, negative when money was spent. Held amounts are current ones: a period has none. The monthly limit of a card is shown beside what was authorized in the current UTC month. Exits with 2 when no spend is known.',
      ),
    )
    .action(async (id: string, options: Options) => {
      const now = Date.now();
      const period = rangeFrom(options, now);
      const target = await reachPipeline(options);
      const reader = createReader(target.tables);
      const progress = createProgress('objects read');
      const ledger = await readSpend(reader, id, progress.report).finally(progress.end);
      if (!ledger)
        throw new Failure(
          `No spend of "${id}" is known. Its stored items are shown by: ${commandLine('show', { operands: ['issuing', id], pipeline: target.pipeline })}`,
          exitCodes.notFound,
        );
      const spend = {
        ledger: Object.keys(period).length === 0 ? ledger : ledgerWithin(ledger, period),
        period,
        month: monthlyUseOf(await readCard(reader, id), ledger, now),
      };
      printOut(options.json ? JSON.stringify(spendJson(spend), undefined, 2) : print(spend, id));
    });
};
