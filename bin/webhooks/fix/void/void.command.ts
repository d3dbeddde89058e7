import type { Command } from 'commander';
import { type CodeOptions, noteOtherCode, requireSameCode } from '../../pipeline/code.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import type { VoidEntry } from '../../pipeline/control/void-rule.ts';
import { entriesIn } from '../../pipeline/control/void-rules.ts';
import {
  givenCommand,
  givenOptions,
  otherCodeOption,
  reachPipeline,
  targetOptions,
} from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createStagedProgress } from '../../terminal/progress.ts';
import { WAIT_SECONDS } from '../until-known.ts';
import { ruleJson, type VoidMode, voidedJson } from './json.ts';
import { newEntry, type RuleOptions } from './new-rule.ts';
import { againLine, entryLine, print } from './print.ts';
import { applyEntry, type Voided } from './void.ts';

interface Options extends CodeOptions, RuleOptions {
  readonly undo?: string;
  readonly again?: string | true;
  readonly list?: true;
  readonly yes?: true;
  readonly wait: number;
  readonly json?: true;
}

const entryNamed = (entries: readonly VoidEntry[], id: string, target: Target): VoidEntry => {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  throw new Failure(
    `${target.name} has no rule "${id}". They are listed by: ${commandLine('void', { options: ['--list'], pipeline: target.pipeline })}`,
    exitCodes.notFound,
  );
};

/** The rules that a command line is about, as they are to be. */
const entriesOf = async (
  target: Target,
  ids: readonly string[],
  options: Options,
): Promise<readonly VoidEntry[]> => {
  const { again, undo } = options;
  if (again === undefined && undo === undefined) return [await newEntry(target, ids, options)];
  const known = await entriesIn(target);
  if (undo !== undefined) {
    const entry = entryNamed(known, undo, target);
    return [{ ...entry, undoneAt: entry.undoneAt ?? Date.now() }];
  }
  if (typeof again === 'string') return [entryNamed(known, again, target)];
  return known;
};

const checkOptions = (ids: readonly string[], options: Options): void => {
  const { undo, again, list, reason, secret } = options;
  const ways = [undo, again, list].filter((way) => way !== undefined).length;
  const isNew = ids.length > 0 || secret !== undefined;
  if (ways + (isNew ? 1 : 0) !== 1)
    throw usageError(
      'Specify exactly one of: ids of events, --secret <label>, --undo <rule>, --again [rule], --list.',
    );
  if (isNew && (reason === undefined || reason.trim() === ''))
    throw usageError('Specify with --reason "…" why these events do not count.');
};

/** Applies rules one after the other and prints each. */
const applyAll = async (
  target: Target,
  entries: readonly VoidEntry[],
  options: Options,
  confirmedLine: string,
): Promise<Ended> => {
  const dryRun = options.yes !== true;
  const { report, end } = createStagedProgress();
  const done: { readonly entry: VoidEntry; readonly figures: Voided }[] = [];
  const { interrupted } = await interruptible(async (signal) => {
    for (const entry of entries) {
      if (signal.aborted) return;
      const waiting = { waitSeconds: options.wait, onProgress: report, signal };
      done.push({ entry, figures: await applyEntry(target, entry, { dryRun, ...waiting }) });
    }
  }).finally(end);
  const modeOf = ({ undoneAt }: VoidEntry): VoidMode => {
    if (dryRun) return 'dry run';
    if (interrupted) return 'interrupted';
    return undoneAt === undefined ? 'voided' : 'undone';
  };
  const nextOf = (entry: VoidEntry, { remaining }: Voided): string | undefined => {
    if (dryRun) return `To do it: ${confirmedLine}`;
    return interrupted || remaining > 0
      ? `To do the rest: ${againLine(entry, target.pipeline)}`
      : undefined;
  };
  printOut(
    options.json
      ? JSON.stringify(
          done.map(({ entry, figures }) => voidedJson(entry, figures, modeOf(entry))),
          undefined,
          2,
        )
      : done
          .map(({ entry, figures }) =>
            print(entry, figures, { mode: modeOf(entry), next: nextOf(entry, figures) }),
          )
          .join('\n\n'),
  );
  const sum = (of: keyof Voided): number => done.reduce((all, { figures }) => all + figures[of], 0);
  const remaining = sum('remaining');
  if (interrupted) process.exitCode = exitCodes.interrupted;
  else if (remaining > 0) process.exitCode = exitCodes.failed;
  return {
    result: interrupted ? 'interrupted' : remaining > 0 ? 'failed' : 'done',
    counts: { voided: sum('voided'), kept: sum('kept'), records: sum('records'), remaining },
  };
};

/** `webhooks void`: takes back the effect of events that were not authentic. */
export const define = (command: Command): void => {
  otherCodeOption(targetOptions(command))
    .argument('[event...]', 'ids of events')
    .option('--secret <label>', 'what the secret of this label signed')
    .option('--since <time>', 'with --secret: received from then on: a time, or an age such as 24h')
    .option('--until <time>', 'with --secret: received before then (default: ten minutes from now)')
    .option('--reason <text>', 'why these events do not count; kept with the rule')
    .option('--undo <rule>', 'take a rule back: its events count again')
    .option('--again [rule]', 'apply a rule again, or all, as after a restore or an interruption')
    .option('--list', 'list the rules that were ever made')
    .option('--yes', 'do it; without it this is a dry run')
    .option(
      '--wait <seconds>',
      'wait until every consumer knows the rule; 0 if none is running',
      wholeNumber('--wait', { to: 99_999 }),
      WAIT_SECONDS,
    )
    .option('--json', 'print [{ rule, secret, …, mode, matched, voided, kept, objects, … }]')
    .addHelpText(
      'after',
      helpText(
        '\nA void event stays in the archive and has no effect: its records are rebuilt from the other events. What the same bytes were verified by with another secret, before or later, is not void: so what Airwallex sends again under a new secret counts. Remove a leaked secret first; its label is not used again.\n\nExamples:\n  webhooks void --secret 2025-11 --since 2026-03-01T00:00:00Z --reason "the secret leaked"\n  webhooks void evt_1234 --reason "forged" --yes\n  webhooks void --undo 20260301-9f3a12c4 --yes\n\nExits with 2 when there is no such rule or event, with 3 when some of it could not be done, or the functions run other code.',
      ),
    )
    .action(async (ids: readonly string[], options: Options, command: Command) => {
      checkOptions(ids, options);
      const target = await reachPipeline(options);
      if (options.list) {
        const entries = await entriesIn(target);
        printOut(
          options.json
            ? JSON.stringify(entries.map(ruleJson), undefined, 2)
            : entries.map(entryLine).join('\n') || 'No event was ever voided.',
        );
        return;
      }
      const entries = await entriesOf(target, ids, options);
      const confirmedLine = commandLine('void', {
        operands: ids,
        options: [...givenOptions(command, ['--json', '--yes']), '--yes'],
        pipeline: target.pipeline,
      });
      const run = () => applyAll(target, entries, options, confirmedLine);
      if (options.yes) {
        await requireSameCode(target, options, printErr);
        await recorded(target, givenCommand(command), run, { code: true });
      } else {
        await noteOtherCode(target, printErr);
        await run();
      }
    });
};
