import type { Command } from 'commander';
import { domains } from '../../../../functions/domains.ts';
import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { normaliseTime } from '../../../../functions/shared/event/time.ts';
import {
  type CodeOptions,
  noteOtherCode,
  otherCodeOption,
  requireSameCode,
} from '../../pipeline/code.ts';
import { connect, targetOptions } from '../../pipeline/connect.ts';
import type { Target } from '../../pipeline/target.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, usageError } from '../../terminal/failure.ts';
import { printOut } from '../../terminal/output.ts';
import { print } from './print.ts';
import { isClean, rebuild } from './rebuild.ts';

interface Options extends CodeOptions {
  readonly compare?: true;
  readonly repair?: true;
  readonly dryRun?: true;
  readonly prune?: true;
  readonly into?: string;
  readonly keptSince?: string;
  readonly limit: string;
  readonly json?: true;
}

const checked = (target: Target, domain: Domain, options: Options) => {
  const { repair, dryRun, prune, into, keptSince } = options;
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 0) throw usageError('--limit takes a whole number.');
  if (dryRun && !repair) throw usageError('--dry-run shows what --repair would do: give both.');
  if (prune && !repair) throw usageError('--prune is part of a repair: give --repair too.');
  if (into === target.tables.of(domain).name)
    throw usageError('--into takes a second table; --repair changes the one in use.');
  const since = keptSince === undefined ? undefined : normaliseTime(keptSince);
  if (keptSince !== undefined && since === undefined)
    throw usageError(
      `--kept-since "${keptSince}" is not a time. Write it like 2026-03-01T10:00:00Z.`,
    );
  return { limit, ...(since === undefined ? {} : { keptSince: since }) };
};

/** `webhooks rebuild`: a domain's records from the archive alone, compared, repaired, or kept apart. */
export const addRebuild = (program: Command): void => {
  const names = domains.map(({ name }) => name);
  otherCodeOption(targetOptions(program.command('rebuild')))
    .description("rebuild a domain's records from the archive, and compare or repair its table")
    .argument('<domain>', `one of ${names.join(', ')}`)
    .option('--compare', 'show in which fields the table differs')
    .option('--repair', 'make the table equal, by compare and swap; safe while traffic runs')
    .option('--dry-run', 'with --repair: show what it would do')
    .option('--prune', 'with --repair: keep nothing that only events no longer archived explain')
    .option('--into <table>', 'join the rebuilt records into a second table')
    .option('--kept-since <time>', 'older events may be missing from the archive')
    .option('--limit <records>', 'records to show; all are counted', '100')
    .option('--json', 'print the report as JSON, values of fields as JSON text')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks rebuild payments --compare\n  webhooks rebuild payments --repair --dry-run\n\nRecords are made in a temporary file, about a kilobyte each: SQLITE_TMPDIR or TMPDIR sets the folder.\n\nExits with 3 when the table differs from the archive, when events behind it are missing, and when the functions\nrun other code than this checkout: the records would differ from theirs.',
      ),
    )
    .action(async (name: string, options: Options) => {
      const domain = domains.find((one) => one.name === name);
      if (!domain)
        throw usageError(`There is no domain "${name}". Choose one of ${names.join(', ')}.`);
      const target = await connect(options);
      const settings = checked(target, domain, options);
      const { compare, repair, dryRun, prune, into } = options;
      const repairs = repair === true && dryRun === undefined;
      if (repairs || into !== undefined) await requireSameCode(target, options, [domain]);
      else await noteOtherCode(target, [domain]);
      const report = await rebuild(target, await loadRuntime(domain), {
        ...settings,
        compare: compare === true || repair === true,
        repair: repairs,
        prune: prune === true,
        lower: options.otherCode === true,
        ...(into === undefined ? {} : { into }),
      });
      const mode = repairs ? 'repaired' : dryRun ? 'dry run' : compare ? 'compared' : 'rebuilt';
      printOut(options.json ? JSON.stringify(report, undefined, 2) : print(report, mode));
      if (!isClean(report, repairs)) process.exitCode = exitCodes.failed;
    });
};
