import type { Command } from 'commander';
import { domains } from '../../../../functions/domains.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { isConfirmed, unconfirmed } from '../../pipeline/control/confirm.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import { givenCommand, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { restoredTables } from '../../pipeline/restored.ts';
import { checkSuffix } from '../../pipeline/restored-option.ts';
import type { Target } from '../../pipeline/target.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createStagedProgress } from '../../terminal/progress.ts';
import { restoredJson } from './json.ts';
import { print } from './print.ts';
import { type Restored, type RestoredTable, restoreTable } from './restore.ts';

interface Options extends TargetOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** What is restored under a suffix, with the tables in use: the archive first. */
const pairsOf = async (target: Target, suffix: string): Promise<readonly RestoredTable[]> => {
  const { tables, dynamodb: client } = target;
  const names = await restoredTables(target, suffix);
  const inUse = (of: string): Table => {
    const domain = domains.find(({ name }) => name === of);
    return domain === undefined ? tables.events : tables.of(domain);
  };
  return Object.entries(names).map(([of, name]) => ({
    ...{ of, restored: { name, client }, inUse: inUse(of) },
  }));
};

/** Copies, or counts, what the tables in use are missing, and prints the figures. */
const restore = async (
  target: Target,
  pairs: readonly RestoredTable[],
  { dryRun, json }: { dryRun: boolean; json: boolean },
): Promise<Ended> => {
  const { report, end } = createStagedProgress();
  const results: Restored[] = [];
  const { interrupted } = await interruptible(async (signal) => {
    for (const pair of pairs) {
      if (signal.aborted) break;
      const onProgress = (items: number) => report(`items of ${pair.of} read`, items);
      results.push(await restoreTable(pair, { dryRun, signal, onProgress }));
    }
  }).finally(end);
  const mode = interrupted ? 'interrupted' : dryRun ? 'dry run' : 'restored';
  printOut(
    json
      ? JSON.stringify(restoredJson(results, mode), undefined, 2)
      : print(results, mode, target.pipeline),
  );
  if (interrupted) process.exitCode = exitCodes.interrupted;
  return {
    result: interrupted ? 'interrupted' : 'done',
    counts: Object.fromEntries(results.map(({ of, copied }) => [of, copied])),
  };
};

/** `webhooks restore`: copies what the tables in use are missing from restored ones. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('<suffix>', 'what the names of the restored tables end with: <table>-<suffix>')
    .option('--dry-run', 'only count what would be copied')
    .option('--json', 'print { mode, tables }')
    .addHelpText(
      'after',
      helpText(
        '\nIt copies what the table in use does not have, and overwrites nothing, so traffic may run and it can be repeated. Apply the erasures to the restored tables first. Then rebuild every domain and audit, as lib/RUNBOOK.md describes.\n\nExamples:\n  webhooks restore 2026-11-28 --dry-run\n  webhooks restore 2026-11-28\n\nExits with 2 when no archive is restored under that name.',
      ),
    )
    .action(async (suffix: string, options: Options, command: Command) => {
      checkSuffix(suffix);
      const target = await reachPipeline(options);
      const pairs = await pairsOf(target, suffix);
      const notRestored = domains.filter(({ name }) => !pairs.some(({ of }) => of === name));
      if (notRestored.length > 0)
        printErr(
          `Not restored, so only the archive can make their records: ${notRestored.map(({ name }) => name).join(', ')}.`,
        );
      const json = options.json === true;
      const line = givenCommand(command);
      const isAllowed = isConfirmed(target, options);
      if (options.dryRun || !isAllowed) {
        await restore(target, pairs, { dryRun: true, json });
        if (!options.dryRun) throw unconfirmed(target, line);
        return;
      }
      await recorded(target, line, () => restore(target, pairs, { dryRun: false, json }));
    });
};
