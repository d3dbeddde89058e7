import type { Command } from 'commander';
import { domains } from '../../../../functions/domains.ts';
import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { type CodeOptions, noteOtherCode, requireSameCode } from '../../pipeline/code.ts';
import { isConfirmed, requireConfirmed, unconfirmed } from '../../pipeline/control/confirm.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import { domainNamed } from '../../pipeline/names.ts';
import {
  givenCommand,
  otherCodeOption,
  reachPipeline,
  targetOptions,
} from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { timelineNamed } from '../../pipeline/timelines.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, usageError } from '../../terminal/failure.ts';
import { timeFrom, wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createStagedProgress } from '../../terminal/progress.ts';
import { rebuildJson } from './json.ts';
import { print, type RebuildMode } from './print.ts';
import { isClean, type RebuildOptions, rebuild } from './rebuild.ts';

interface Options extends CodeOptions {
  readonly object?: string;
  readonly compare?: true;
  readonly repair?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly prune?: true;
  readonly into?: string;
  readonly keptSince?: string;
  readonly limit: number;
  readonly json?: true;
}

/** Whether the command writes to the domain's table. */
const isRepair = ({ repair, dryRun }: Options): boolean => repair === true && dryRun !== true;

/** What the options mean. @throws Failure where they contradict each other. */
const settingsOf = (target: Target, domain: Domain, options: Options): RebuildOptions => {
  const { object, compare, repair, dryRun, prune, into, keptSince, otherCode, limit } = options;
  if (object !== undefined && into !== undefined)
    throw usageError('--into takes every record of a domain: omit --object.');
  if (dryRun && !repair) throw usageError('--dry-run shows what --repair would do: give both.');
  if (prune && !repair) throw usageError('--prune is part of a repair: give --repair too.');
  if (into === target.tables.of(domain).name)
    throw usageError('--into takes a second table; --repair changes the one in use.');
  return {
    limit,
    compare: compare === true || repair === true,
    repair: isRepair(options),
    prune: prune === true,
    lower: otherCode === true,
    ...(into === undefined ? {} : { into }),
    ...(keptSince === undefined
      ? {}
      : { keptSince: timeFrom('--kept-since', keptSince, Date.now()) }),
  };
};

const modeOf = (options: Options): RebuildMode => {
  if (isRepair(options)) return 'repaired';
  if (options.dryRun) return 'dry run';
  return options.compare ? 'compared' : 'rebuilt';
};

/** `webhooks rebuild`: a domain's records from the archive alone, compared, repaired, or kept apart. */
export const define = (command: Command): void => {
  const names = domains.map(({ name }) => name);
  otherCodeOption(targetOptions(command))
    .argument('<domain>', `one of ${names.join(', ')}`)
    .option('--object <object>', 'only the records of this object: its key, or its id')
    .option('--compare', 'show in which fields the table differs')
    .option('--repair', 'make the table equal, by compare and swap; safe while traffic runs')
    .option('--dry-run', 'with --repair: show what it would do')
    .option('--prune', 'with --repair: keep nothing that only events no longer archived explain')
    .option('--into <table>', 'join the rebuilt records into a second table')
    .option(
      '--kept-since <time>',
      'older events may be missing from the archive: a time, or an age',
    )
    .option('--limit <records>', 'records to show; all are counted', wholeNumber('--limit'), 100)
    .option('--json', 'print { domain, records, events, differing, kept, reported, repairs, … }')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks rebuild payments --compare\n  webhooks rebuild payments --repair --dry-run\n  webhooks rebuild payments --object payment_intent#int_hkdmabcd --repair\n\nRecords are made in a temporary file, about a kilobyte each: SQLITE_TMPDIR or TMPDIR sets the folder.\n\nExits with 3 when the table differs from the archive, when events behind it are missing, and when the functions run other code than this checkout: the records would differ from theirs.',
      ),
    )
    .action(async (name: string, given: Options, command: Command) => {
      const domain = domainNamed(name);
      const target = await reachPipeline(given);
      const needsYes = isRepair(given) && !isConfirmed(target, given);
      const options: Options = needsYes ? { ...given, dryRun: true } : given;
      const settings = settingsOf(target, domain, options);
      const line = givenCommand(command);
      if (settings.into !== undefined) requireConfirmed(target, options, line);
      const writes = settings.repair || settings.into !== undefined;
      if (writes) await requireSameCode(target, options, printErr, [domain]);
      else await noteOtherCode(target, printErr, [domain]);
      const run = async (): Promise<Ended> => {
        const progress = createStagedProgress();
        const report = await rebuild(target, await loadRuntime(domain), {
          ...settings,
          object:
            options.object === undefined
              ? undefined
              : await timelineNamed(target, options.object, domain),
          onProgress: progress.report,
        }).finally(progress.end);
        printOut(
          options.json
            ? JSON.stringify(rebuildJson(report), undefined, 2)
            : print(report, modeOf(options)),
        );
        const isDone = isClean(report, isRepair(options));
        if (!isDone && !needsYes) process.exitCode = exitCodes.failed;
        return {
          result: isDone ? 'done' : 'failed',
          counts: { records: report.rows, differing: report.differing, ...report.repairs },
        };
      };
      if (writes) await recorded(target, line, run, { code: true });
      else await run();
      if (needsYes) throw unconfirmed(target, line);
    });
};
