import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { ownSecretsOf } from '../../pipeline/own-secrets.ts';
import { readStored } from '../../pipeline/secrets.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { listingOf, print } from './print.ts';
import { latestUse, surveyUses } from './usage.ts';

/** `webhooks secrets list`: the labels of the signing secrets, each with its use. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option('--json', 'print { labels, events, since, complete }')
    .addHelpText(
      'after',
      helpText(
        '\nIt never prints a secret. An event counts for the label that was the first to verify it: where two webhooks deliver the same event, one may appear unused. Ctrl-C prints the result so far.\n\nExample:\n  webhooks secrets list --stage prod',
      ),
    )
    .action(async (options: TargetOptions & { json?: true }) => {
      const target = await reachPipeline(options);
      const { secrets: theirs } = await readStored(target);
      const stored = new Map([...theirs, ...Object.entries(await ownSecretsOf(target))]);
      const progress = createProgress('events read');
      const { result, interrupted } = await interruptible((signal) =>
        surveyUses(target, latestUse(Date.now()), { signal, onRead: progress.report }),
      ).finally(progress.end);
      const listing = listingOf(stored, result);
      printOut(
        options.json ? JSON.stringify(listing, undefined, 2) : print(listing, target.pipeline),
      );
      if (interrupted) process.exitCode = exitCodes.interrupted;
    });
};
