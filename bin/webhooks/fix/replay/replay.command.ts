import { styleText } from 'node:util';
import { type Command, Option } from 'commander';
import { outcomes } from '../../../../functions/shared/record/outcomes.ts';
import type { Outcome } from '../../../../functions/shared/record/read.ts';
import { type CodeOptions, noteOtherCode, requireSameCode } from '../../pipeline/code.ts';
import { isConfirmed, unconfirmed } from '../../pipeline/control/confirm.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import { namesFrom, unknownNamesText } from '../../pipeline/event-names.ts';
import {
  givenCommand,
  otherCodeOption,
  reachPipeline,
  targetOptions,
} from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { rangeFrom } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { createProgress } from '../../terminal/progress.ts';
import { number } from '../../terminal/table.ts';
import { answerKinds, type ReplayAnswer } from './answer.ts';
import { replayedJson } from './json.ts';
import { replay } from './replay.ts';
import { type Selection, selectedEvents } from './selection.ts';

interface Options extends CodeOptions {
  readonly since?: string;
  readonly until?: string;
  readonly name?: string;
  readonly account?: string;
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly all?: true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

const selectionOf = (ids: readonly string[], options: Options): Selection => {
  const { since, until, name, account, outcome, reason, all } = options;
  const filters = [since, until, name, account, outcome, reason];
  if (ids.length === 0 && !all && filters.every((filter) => filter === undefined))
    throw usageError(
      'Specify which events: ids, a filter such as --outcome quarantined, or --all.',
    );
  const now = Date.now();
  return {
    ...(ids.length > 0 ? { ids } : {}),
    range: rangeFrom({ since, until }, now),
    names: name === undefined ? undefined : namesFrom(name),
    account,
    outcome,
    reason,
  };
};

/** What may be wrong with the names of a selection that finds nothing. */
const hintOf = ({ names }: Selection): string => {
  const text = unknownNamesText(names);
  return text === '' ? '' : `${text} `;
};

const colour = {
  applied: 'green',
  unchanged: 'dim',
  quarantined: 'yellow',
  failed: 'red',
} as const;

const line = ({ answer, eventId, name, because }: ReplayAnswer): string =>
  `${styleText(colour[answer], answer.padEnd(11))}  ${shown(`${eventId}  ${name ?? '(no name)'}  ${because}`)}`;

/** Replays the selected events, printing a line for each and the sums. */
const replaySelected = async (
  target: Target,
  selection: Selection,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<Ended> => {
  const counts = { applied: 0, unchanged: 0, quarantined: 0, failed: 0 };
  let total = 0;
  const progress = createProgress('events replayed');
  const onAnswer = (answer: ReplayAnswer): void => {
    counts[answer.answer] += 1;
    total += 1;
    progress.end();
    printOut(json ? JSON.stringify(replayedJson(answer)) : line(answer));
    progress.report(total);
  };
  const { interrupted } = await interruptible((signal) =>
    replay(target, selectedEvents(target, selection), { onAnswer, dryRun, signal }),
  ).finally(progress.end);
  if (total === 0 && !interrupted)
    throw new Failure(
      `The archive holds no such event. ${hintOf(selection)}The latest events are listed by: ${commandLine('events', { pipeline: target.pipeline })}`,
      exitCodes.notFound,
    );
  const sums = answerKinds.map((kind) => `${number(counts[kind])} ${kind}`);
  const mode = dryRun ? 'Dry run, nothing was written' : 'Replayed';
  printErr(`${interrupted ? 'Interrupted' : mode}: ${sums.join(', ')}`);
  const remaining = counts.quarantined + counts.failed;
  if (interrupted) process.exitCode = exitCodes.interrupted;
  else if (remaining > 0) process.exitCode = exitCodes.failed;
  return { result: interrupted ? 'interrupted' : remaining > 0 ? 'failed' : 'done', counts };
};

/** `webhooks replay`: runs archived events through today's projections, whether seen before or not. */
export const define = (command: Command): void => {
  otherCodeOption(targetOptions(command))
    .argument('[id...]', 'ids of events')
    .option('--since <time>', 'archived from then on: a time, or an age such as 24h')
    .option('--until <time>', 'archived before then')
    .option('--name <names>', 'with these names or prefixes: refund,payment_intent.created')
    .option('--account <id>', 'of this account')
    .addOption(new Option('--outcome <outcome>', 'with this outcome').choices(outcomes))
    .option('--reason <path>', 'quarantined with an issue at this path: data.object.id')
    .option('--all', 'everything in the archive')
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--json', 'print a line { id, digest, name, domain, result, because } per event')
    .addHelpText(
      'after',
      helpText(
        '\nA replay is safe to repeat. If interrupted, run it again.\n\nExamples:\n  webhooks replay evt_1234\n  webhooks replay --outcome quarantined --name payment_intent --dry-run\n  webhooks replay --since 2026-03-01T00:00:00Z --until 2026-03-02T00:00:00Z\n\nExits with 2 when there is no such event, with 3 when one is still quarantined or failed, or the functions run other code.',
      ),
    )
    .action(async (ids: readonly string[], options: Options, command: Command) => {
      const selection = selectionOf(ids, options);
      const target = await reachPipeline(options);
      const needsYes = !options.dryRun && !isConfirmed(target, options);
      const dryRun = options.dryRun === true || needsYes;
      const given = givenCommand(command);
      const run = () => replaySelected(target, selection, { dryRun, json: options.json === true });
      if (dryRun) {
        await noteOtherCode(target, printErr);
        const { result } = await run();
        if (needsYes && result !== 'interrupted') throw unconfirmed(target, given);
        return;
      }
      await requireSameCode(target, options, printErr);
      await recorded(target, given, run, { code: true });
    });
};
