import type { Command } from 'commander';
import { domains } from '../../../../functions/domains.ts';
import { isObjectName } from '../../../../functions/shared/change/kinds.ts';
import { recordKeys } from '../../../../functions/shared/change/records.ts';
import { isoTime, type Range } from '../../../../functions/shared/event/time.ts';
import { reactionFunction } from '../../../../lib/names.ts';
import { type ReactionEntry, readReactions } from '../../../../lib/reactions.ts';
import { type CodeOptions, noteOtherCode, requireSameCode } from '../../pipeline/code.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import {
  givenCommand,
  otherCodeOption,
  reachPipeline,
  targetOptions,
} from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { cdkLine, commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { rangeFrom } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { createProgress } from '../../terminal/progress.ts';
import { counted, number } from '../../terminal/table.ts';
import { replayedChangesJson, wantedOf } from './replay/json.ts';
import { type ChangeReplay, type ReplayedChanges, replayChanges } from './replay/replay.ts';

interface Options extends CodeOptions {
  readonly since?: string;
  readonly until?: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** The options of `changes` that this command does not have, though they are parsed beside its own. */
const others = ['object', 'becomes', 'from', 'account', 'kind', 'limit', 'follow', 'interval'];

const reactionNamed = (name: string): ReactionEntry => {
  const reactions = readReactions();
  const found = reactions.find((one) => one.name === name);
  if (found) return found;
  const all = reactions.map((one) => one.name).join(', ') || 'none';
  throw new Failure(
    `There is no reaction "${name}" in functions/reactions of this checkout. There are: ${all}.`,
    exitCodes.notFound,
  );
};

/** The URL of a reaction's queue. @throws Failure where the pipeline has none. */
const queueOf = ({ name, outputs, pipeline }: Target, reaction: string): string => {
  const url = outputs.changes?.queues[reactionFunction(reaction)];
  if (url !== undefined) return url;
  const next =
    pipeline.stage === undefined
      ? 'Set "changes" for the local pipeline and start it again.'
      : `Set "changes" of the stage, and deploy: ${cdkLine(['deploy', '--all'], pipeline)}`;
  throw new Failure(`There is no reaction ${reaction} in ${name}. ${next}`, exitCodes.notFound);
};

/** The domains whose code computes the changes that a reaction wants. */
const domainsOf = ({ definition: { on } }: ReactionEntry) => {
  const objects = [on.object].flat().filter(isObjectName);
  const names = objects.map((object): string => recordKeys[object].domain);
  return domains.filter(({ name }) => names.includes(name));
};

const lineOf = (result: ReplayedChanges, dryRun: boolean): string => {
  const statuses = [...result.wanted]
    .sort(([, a], [, b]) => b - a)
    .map(([status, count]) => `${number(count)} ${status === '-' ? 'with no new status' : status}`);
  const wanted = counted(wantedOf(result), 'change');
  const what = dryRun ? `${wanted} would be sent` : `${number(result.sent)} of ${wanted} sent`;
  const of = `${counted(result.events, 'event')} read, which changed ${counted(result.changes, 'record')}`;
  return `${what}${statuses.length === 0 ? '' : ` (${shown(statuses.join(', '))})`}; ${of}.`;
};

/** The time that a command line names. @throws Failure for options that do not go together. */
const rangeOf = (options: Options): Range => {
  const wrong = others.find((one) => Object.hasOwn(options, one));
  if (wrong)
    throw usageError(`--${wrong} is not for "changes replay": what the reaction asks for decides.`);
  if (options.yes && options.dryRun) throw usageError('--yes and --dry-run exclude each other.');
  const now = Date.now();
  const { since, until = now } = rangeFrom(options, now);
  if (since === undefined) throw usageError('Specify from when on: --since 24h, for example.');
  return { since, until };
};

/** Prints the command that continues an interrupted replay, or does what a dry run counted. */
const printNext = (
  { reaction, range, dryRun }: ChangeReplay,
  result: ReplayedChanges,
  { pipeline }: Target,
): void => {
  const isInterrupted = result.next !== undefined;
  if (!isInterrupted && !(dryRun && wantedOf(result) > 0)) return;
  const since = result.next ?? isoTime(range.since) ?? '';
  const yes = isInterrupted && dryRun ? [] : ['--yes'];
  const options = ['--since', since, '--until', isoTime(range.until) ?? '', ...yes];
  const command = commandLine('changes replay', { operands: [reaction], options, pipeline });
  printErr(`${isInterrupted ? 'Interrupted. Continue with' : 'Send them with'}: ${command}`);
};

/** Sends the changes of a time, or counts them, and prints the figures. */
const replayTo = async (target: Target, replay: ChangeReplay, json: boolean): Promise<Ended> => {
  const { dryRun } = replay;
  const progress = createProgress('events read');
  const { result, interrupted } = await interruptible((signal) =>
    replayChanges(target, replay, { onProgress: progress.report, signal }),
  ).finally(progress.end);
  if (json) printOut(JSON.stringify(replayedChangesJson(replay, result), undefined, 2));
  else printOut(`${dryRun ? 'Dry run: ' : ''}${lineOf(result, dryRun)}`);
  if (!json) printNext(replay, result, target);
  if (interrupted) process.exitCode = exitCodes.interrupted;
  else if (wantedOf(result) === 0) process.exitCode = exitCodes.notFound;
  return {
    result: interrupted ? 'interrupted' : 'done',
    counts: { events: result.events, changes: result.changes, sent: result.sent },
  };
};

/** `webhooks changes replay`: sends the changes of a time to a reaction again. */
export const define = (command: Command): void => {
  otherCodeOption(targetOptions(command))
    .argument('<reaction>', 'its name: that of its file in functions/reactions')
    .option('--since <time>', 'by events archived from then on: a time, or an age such as 24h')
    .option('--until <time>', 'by events archived before then')
    .option('--yes', 'send them; without it this is a dry run')
    .option('--dry-run', 'only count them, as without --yes')
    .option(
      '--json',
      'print { reaction, dryRun, since, until, events, changes, wanted, byStatus, sent, next }',
    )
    .addHelpText(
      'after',
      helpText(
        '\nIt computes from the archive what events changed, as "changes" lists it, and sends what the reaction asks for to its queue, marked replay. The reaction handles a change only where it has handled none of that version of the record, or of a later one: nothing later is replaced, and to send them again does no harm. Ctrl-C loses nothing.\n\nExample:\n  webhooks changes replay release-order --since 2026-03-01T00:00:00Z --stage prod\n\nExits with 2 when there is no such reaction there or no such change, with 3 when the functions run other code.',
      ),
    )
    .action(async (name: string, _own: Options, command: Command) => {
      // The options that "changes" has as well are parsed by it, at any position.
      const options = command.optsWithGlobals<Options>();
      const range = rangeOf(options);
      const reaction = reactionNamed(name);
      const target = await reachPipeline(options);
      const queueUrl = queueOf(target, reaction.name);
      const dryRun = options.yes !== true;
      if (dryRun) await noteOtherCode(target, printErr, domainsOf(reaction));
      else await requireSameCode(target, options, printErr, domainsOf(reaction));
      const { on } = reaction.definition;
      const replay = { reaction: reaction.name, on, queueUrl, dryRun, range };
      const run = () => replayTo(target, replay, options.json === true);
      if (dryRun) await run();
      else await recorded(target, givenCommand(command), run, { code: true });
    });
};
