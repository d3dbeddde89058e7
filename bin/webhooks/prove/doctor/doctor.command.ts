import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { CheckedFinding } from './check.ts';

interface Options extends TargetOptions {
  readonly wait: number;
  readonly json?: true;
}

/** `webhooks doctor`: checks a pipeline and reports what is wrong with it and how to fix it. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option(
      '--wait <seconds>',
      'how long to wait for a heartbeat',
      wholeNumber('--wait', { from: 1, to: 9_999 }),
      35,
    )
    .option('--json', 'print an array of { check, status, detail, next }')
    .addHelpText(
      'after',
      helpText(
        '\nIt sends a heartbeat, signed with a secret that signs nothing else: an event heartbeat.doctor, which is not archived; the table of events notes the latest one. Nothing else is written.\n\nExamples:\n  webhooks doctor\n  webhooks doctor --stage prod --region eu-west-1 --json\n\nA status is ok, warning, problem or skipped. Exits with 3 when there is a problem.',
      ),
    )
    .action(async (options: Options) => {
      const wait = 1_000 * options.wait;
      // Loaded late: most commands need none of the clients of these checks.
      const [{ examine }, { checks }, { contextOf }, { createReporter, printSummary, toJson }] =
        await Promise.all([
          import('./check.ts'),
          import('./checks.ts'),
          import('./context.ts'),
          import('./print.ts'),
        ]);
      const progress = createProgress('s waited for the heartbeat');
      const waiting = (seconds: number) => progress.report(Math.round(seconds));
      const context = contextOf(options, { wait, waiting });
      const reporter = createReporter(printOut);
      const findings: CheckedFinding[] = [];
      for await (const finding of examine(checks, context)) {
        progress.end();
        findings.push(finding);
        if (!options.json) reporter.report(finding);
      }
      reporter.end();
      printOut(options.json ? toJson(findings) : printSummary(context.name, findings));
      if (findings.some(({ status }) => status === 'problem')) process.exitCode = exitCodes.failed;
    });
};
