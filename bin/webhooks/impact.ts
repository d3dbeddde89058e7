import { styleText } from 'node:util';
import type { Command } from 'commander';
import { helpText } from './command-line.ts';
import { exitCodes, wrong } from './failure.ts';
import { layOut } from './impact/base.ts';
import { type Change, type Impact, impactOf } from './impact/changes.ts';
import { corpus } from './impact/corpus.ts';
import { replay } from './impact/replay.ts';
import { printOut } from './output.ts';
import { shown } from './printable.ts';
import { projectRoot } from './working-folder.ts';

interface Options {
  readonly base: string;
  readonly failOnChange?: true;
  readonly failUnlessRevised?: true;
  readonly limit: string;
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
    ...(more > 0 ? [`… and ${more} more rows: see --limit.`] : []),
    ...outcomes.map((outcome) => `outcome of ${outcome}`),
    ...Object.entries(revisions).map(
      ([domain, [before = 'none', after = 'none']]) => `${domain}: revision ${before} → ${after}`,
    ),
    `${changes.length} rows of ${cases} cases differ from those at ${shown(base)}.`,
    ...unrevised.map(
      (domain) =>
        `${domain}: rows change under the same version and revision. Raise "revision" in functions/${domain}/domain.ts, or a replay does not rewrite them.`,
    ),
  ].join('\n');
};

/** `webhooks impact`: the rows that a change of the projections changes. */
export const addImpact = (program: Command): void => {
  program
    .command('impact')
    .description('show which rows differ from those of the code of a commit')
    .requiredOption('--base <git ref>', 'the commit to compare the working tree with')
    .option('--fail-on-change', 'exit with 3 when a row or an outcome changes')
    .option('--fail-unless-revised', 'exit with 3 when rows change and their revision does not')
    .option('--limit <rows>', 'rows to show; all are counted', '100')
    .option('--json', 'print { base, cases, changes, outcomes, revisions, unrevised }')
    .addHelpText(
      'after',
      helpText(
        '\nExample:\n  webhooks impact --base origin/main\n\nReplays every sample alone, and all samples of each kind of object together. Needs no pipeline.',
      ),
    )
    .action(async (options: Options) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 0) throw wrong('--limit takes a whole number.');
      const base = layOut(projectRoot, options.base);
      const cases = await corpus();
      const impact = impactOf(await replay(base.root, cases), await replay(projectRoot, cases));
      const { changes, outcomes, unrevised } = impact;
      if (options.json)
        printOut(
          JSON.stringify({ base: base.commit, cases: cases.length, ...impact }, undefined, 2),
        );
      else printOut(print(options.base, cases.length, impact, limit));
      const failed =
        (options.failOnChange && changes.length + outcomes.length > 0) ||
        (options.failUnlessRevised && unrevised.length > 0);
      if (failed) process.exitCode = exitCodes.failed;
    });
};
