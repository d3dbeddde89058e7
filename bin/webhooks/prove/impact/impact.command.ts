import type { Command } from 'commander';
import { projectRoot } from '../../../../lib/project-root.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { printOut } from '../../terminal/output.ts';
import { layOut } from './base.ts';
import { impactOf } from './changes.ts';
import { corpus } from './corpus.ts';
import { impactJson } from './json.ts';
import { print } from './print.ts';
import { replayCases } from './replay.ts';

interface Options {
  readonly base: string;
  readonly failOnChange?: true;
  readonly failUnlessRevised?: true;
  readonly limit: number;
  readonly json?: true;
}

/** `webhooks impact`: the records that a change of the projections changes. */
export const define = (command: Command): void => {
  command
    .requiredOption('--base <git ref>', 'the commit to compare the working tree with')
    .option('--fail-on-change', 'exit with 3 when a record or an outcome changes')
    .option('--fail-unless-revised', 'exit with 3 when records change and their revision does not')
    .option('--limit <records>', 'records to show; all are counted', wholeNumber('--limit'), 100)
    .option('--json', 'print { base, cases, changes, outcomes, revisions, unrevised }')
    .addHelpText(
      'after',
      helpText(
        '\nExample:\n  webhooks impact --base origin/main\n\nReplays every sample alone, and all samples of each kind of object together. Needs no pipeline.',
      ),
    )
    .action(async (options: Options) => {
      const base = layOut(projectRoot, options.base);
      const cases = await corpus();
      const impact = impactOf(
        await replayCases(base.root, cases),
        await replayCases(projectRoot, cases),
      );
      const { changes, outcomes, unrevised } = impact;
      if (options.json)
        printOut(JSON.stringify(impactJson(base.commit, cases.length, impact), undefined, 2));
      else printOut(print(options.base, cases.length, impact, options.limit));
      const failed =
        (options.failOnChange && changes.length + outcomes.length > 0) ||
        (options.failUnlessRevised && unrevised.length > 0);
      if (failed) process.exitCode = exitCodes.failed;
    });
};
