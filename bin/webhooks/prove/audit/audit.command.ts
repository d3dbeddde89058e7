import type { Command } from 'commander';
import { audit } from '../../../../functions/scheduled/audit/audit.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { targetOptions } from '../../pipeline/options.ts';
import { waitingMessages } from '../../pipeline/queues.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { rangeFrom, wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { print, toJson } from './print.ts';

interface Options extends TargetOptions {
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly json?: true;
}

/** `webhooks audit`: proves the tables by the archive, and the archive by what the ingress accepted. */
export const addAudit = (program: Command): void => {
  targetOptions(program.command('audit'))
    .description(
      'prove that every event has had its effect, every record has its event, none is lost',
    )
    .option('--since <time>', 'only what was accepted and archived from then on: a time, or an age')
    .option('--until <time>', 'only what was accepted and archived before then: a time, or an age')
    .option('--limit <findings>', 'findings to show; all are counted', wholeNumber('--limit'), 100)
    .option('--json', 'print { figures, breaches, notes, totals }')
    .addHelpText(
      'after',
      helpText(
        '\nWith --since or --until only the records that the events of that time set are explained.\n\nExamples:\n  webhooks audit\n  webhooks audit --since 2026-03-01T00:00:00Z --json\n\nExits with 3 when anything breaks the rule.',
      ),
    )
    .action(async (options: Options) => {
      const range = rangeFrom(options, Date.now());
      const target = await connect(options);
      await noteOtherCode(target, printErr);
      const progress = createProgress('events and records checked');
      const result = await audit(target.tables, {
        log: target.accepted,
        waiting: () => waitingMessages(target),
        range,
        limit: options.limit,
        onProgress: progress.report,
      }).finally(progress.end);
      printOut(options.json ? toJson(result) : print(result));
      if (result.breaches.total > 0) process.exitCode = exitCodes.failed;
    });
};
