import { styleText } from 'node:util';
import type { Command } from 'commander';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { projectRoot } from '../../terminal/working-folder.ts';
import { layOut } from './base.ts';
import { type Change, type Impact, impactOf } from './changes.ts';
import { corpus } from './corpus.ts';
import { replayCases } from './replay.ts';

interface Options {
  readonly base: string;
  readonly failOnChange?: true;
  readonly failUnlessRevised?: true;
  readonly limit: number;
  readonly json?: true;
}

const changeLines = ({ case: name, pk, sk, is, fields }: Change): readonly string[] => {
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  return [
    '',
    `${styleText('bold', shown(`${pk}  ${sk}`))}${is === 'changed' ? '' : ` is ${is}`}  ${styleText('dim', name)}`,
    ...fields.map(({ field, before = 'nothing', after = 'nothing' }) =>
      shown(`  ${field.padEnd(width)}  ${before} → ${after}`),
    ),
  ];
};

const print = (base: string, cases: number, impact: Impact, limit: number): string => {
  const { changes, outcomes, revisions, unrevised } = impact;
  const first = changes.slice(0, limit);
  const more = changes.length - first.length;
  return [
    ...first.flatMap(changeLines),
    ...(first.length > 0 ? [''] : []),
    ...(more > 0 ? [`… and ${more} more records: see --limit.`] : []),
    ...outcomes.map((outcome) => `outcome of ${outcome}`),
    ...Object.entries(revisions).map(
      ([domain, [before = 'none', after = 'none']]) => `${domain}: revision ${before} → ${after}`,
    ),
    `${changes.length} records of ${cases} cases differ from those at ${shown(base)}.`,
    ...unrevised.map(
      (domain) =>
        `${domain}: records change under the same version and revision. Raise "revision" in functions/${domain}/domain.ts, or a replay does not rewrite them.`,
    ),
  ].join('\n');
};

/** `webhooks impact`: the records that a change of the projections changes. */
export const addImpact = (program: Command): void => {
  program
    .command('impact')
    .description('show which records differ from those of the code of a commit')
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
        printOut(
          JSON.stringify({ base: base.commit, cases: cases.length, ...impact }, undefined, 2),
        );
      else printOut(print(options.base, cases.length, impact, options.limit));
      const failed =
        (options.failOnChange && changes.length + outcomes.length > 0) ||
        (options.failUnlessRevised && unrevised.length > 0);
      if (failed) process.exitCode = exitCodes.failed;
    });
};
