import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { createReader } from '../../pipeline/records.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { print, toJson } from './print.ts';
import { readSpend } from './read.ts';

/** `webhooks spend`: the amounts authorized, cleared, given back and still held. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('<id>', 'the id of a card, an authorization, or any message of a purchase')
    .option('--json', 'print figures as decimal text, null where no webhook states them')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks spend cd760686-6993-5fc2-84b8-74aa8b7ee328\n  webhooks spend 8a4fe11c-9dce-586b-9570-349aae67ecfe --json\n\nFigures are magnitudes; "posted" is the change of the balance, negative when money was spent. Exits with 2 when no spend is known.',
      ),
    )
    .action(async (id: string, options: TargetOptions & { json?: true }) => {
      const target = await reachPipeline(options);
      const reader = createReader(target.tables);
      const progress = createProgress('objects read');
      const ledger = await readSpend(reader, id, progress.report).finally(progress.end);
      if (!ledger)
        throw new Failure(
          `No spend of "${id}" is known. Its stored items are shown by: ${commandLine('show', { operands: ['issuing', id], pipeline: target.pipeline })}`,
          exitCodes.notFound,
        );
      printOut(options.json ? toJson(ledger) : print(ledger, id));
    });
};
