import type { Command } from 'commander';
import { audit } from '../../../../functions/scheduled/audit/audit.ts';
import { auditObject } from '../../../../functions/scheduled/audit/object-audit.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { waitingMessages } from '../../pipeline/queues/queues.ts';
import type { Target } from '../../pipeline/target.ts';
import { timelineNamed } from '../../pipeline/timelines.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, usageError } from '../../terminal/failure.ts';
import { rangeFrom, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { fitProse } from '../../terminal/wrapped.ts';
import { auditJson, objectAuditJson } from './json.ts';
import { knownLabels, knownSecrets } from './known.ts';
import { print, printObject } from './print.ts';

interface Options extends TargetOptions {
  readonly object?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly verify?: true;
  readonly json?: true;
}

const reportOnObject = async (
  target: Target,
  object: string,
  limit: number,
  json: boolean,
): Promise<void> => {
  const result = await auditObject(target.tables, await timelineNamed(target, object), { limit });
  printOut(
    json
      ? JSON.stringify(objectAuditJson(result), undefined, 2)
      : fitProse(printObject(result, target.pipeline), outWidth()),
  );
  if (result.breaches.total > 0) process.exitCode = exitCodes.failed;
};

/** `webhooks audit`: proves the tables by the archive, and the archive by what the ingress accepted. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option('--since <time>', 'only what was accepted and archived from then on: a time, or an age')
    .option('--until <time>', 'only what was accepted and archived before then: a time, or an age')
    .option('--object <object>', 'only the records of this object: its key, or its id')
    .option('--verify', 'recompute every signature whose secret is known, live or removed')
    .option('--limit <findings>', 'findings to show; all are counted', wholeNumber('--limit'), 100)
    .option(
      '--json',
      'print { archive, domains, balance, signatures, horizon, breaches, notes, totals }; with --object the figures of that object',
    )
    .addHelpText(
      'after',
      helpText(
        '\nWith --since or --until only the records that the events of that time set are explained.\n\n--verify reads the signing secrets, and those that were removed. An event without a line in the log of the ingress breaks the rule if its secret was not live at its receipt; with --verify also if its signature is wrong, or if it has none although the archive keeps them.\n\nExamples:\n  webhooks audit\n  webhooks audit --verify --stage prod\n  webhooks audit --since 2026-03-01T00:00:00Z --json\n  webhooks audit --object payment_intent#int_hkdmabcd\n\nExits with 3 when anything breaks the rule.',
      ),
    )
    .action(async (options: Options) => {
      const range = rangeFrom(options, Date.now());
      if (options.object !== undefined && (options.since ?? options.until) !== undefined)
        throw usageError('--object looks at all of its events: omit --since and --until.');
      if (options.object !== undefined && options.verify)
        throw usageError('--verify needs the whole archive or a time of it: omit --object.');
      const target = await reachPipeline(options);
      await noteOtherCode(target, printErr);
      if (options.object !== undefined)
        return reportOnObject(target, options.object, options.limit, options.json === true);
      const secrets = options.verify && (await knownSecrets(target));
      const labels = await knownLabels(target, printErr);
      const progress = createProgress('events and records checked');
      const result = await audit(target.tables, {
        log: target.accepted,
        waiting: () => waitingMessages(target),
        range,
        ...{ secrets, labels, limit: options.limit },
        onProgress: progress.report,
      }).finally(progress.end);
      printOut(
        options.json
          ? JSON.stringify(auditJson(result), undefined, 2)
          : fitProse(print(result, target.pipeline), outWidth()),
      );
      if (result.breaches.total > 0) process.exitCode = exitCodes.failed;
    });
};
