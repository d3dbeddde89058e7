import { type Command, Option } from 'commander';
import { domains, unrouted } from '../../../../functions/domains.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { reactionOf } from '../../../../lib/names.ts';
import { type CodeOptions, noteOtherCode, requireSameCode } from '../../pipeline/code.ts';
import { isConfirmed, unconfirmed } from '../../pipeline/control/confirm.ts';
import type { GivenCommand } from '../../pipeline/control/given.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import {
  givenCommand,
  otherCodeOption,
  reachPipeline,
  targetOptions,
} from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { named, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { createStagedProgress } from '../../terminal/progress.ts';
import { discard } from './discard/discard.ts';
import { discardedJson, discardJson } from './discard/json.ts';
import { discardedOf } from './discard/note.ts';
import { printDiscarded, printDryRun, printNotes } from './discard/print.ts';
import { missingText, readableText } from './discard/refusal.ts';
import { redriveJson } from './json.ts';
import { printSurvey } from './print.ts';
import { printResult } from './print-result.ts';
import { type RedriveOptions, redrive } from './run.ts';
import { type Source, sourceOfDomain, sourceOfReaction } from './sources.ts';
import type { DeadLetter } from './survey.ts';

interface Options extends CodeOptions, RedriveOptions {
  readonly discard?: true;
  readonly yes?: true;
  readonly discarded?: true;
  readonly json?: true;
}

const all = [...domains, unrouted];
const names = all.map(({ name }) => name).join(', ');

/** The number of messages that the options request to be moved. */
const requestedOf = ({ message, limit = Number.POSITIVE_INFINITY }: Options, messages: number) =>
  message === undefined ? Math.min(limit, messages) : 1;

/** Moves what the options request, or lists it. */
const redriveAs = async (
  target: Target,
  source: Source,
  options: Options,
  dryRun: boolean,
): Promise<Ended> => {
  const { name, isOrdered } = source;
  // What a reaction does is not compared.
  if (!isOrdered) await noteOtherCode(target, printErr);
  const progress = createStagedProgress();
  const onSurvey = (letters: readonly DeadLetter[]): void => {
    progress.end();
    if (!options.json) printOut(printSurvey(name, letters, Date.now(), outWidth()));
  };
  const { result, interrupted } = await interruptible((signal) =>
    redrive(
      target,
      source,
      { ...options, dryRun },
      { onSurvey, onProgress: progress.report, signal },
    ),
  ).finally(progress.end);
  const { seen, wanted, moved } = result;
  if (options.message !== undefined && wanted.size === 0)
    throw new Failure(missingText(name, options.message), exitCodes.notFound);
  if (options.json) printOut(JSON.stringify(redriveJson(name, result, dryRun), undefined, 2));
  else printResult(source, result, { dryRun, pipeline: target.pipeline }).forEach(printOut);
  const isShort = !dryRun && moved < requestedOf(options, seen.length);
  if (interrupted) process.exitCode = exitCodes.interrupted;
  else if (isShort) process.exitCode = exitCodes.failed;
  return { result: interrupted ? 'interrupted' : isShort ? 'failed' : 'done', counts: { moved } };
};

const redriveAll = async (
  target: Target,
  source: Source,
  options: Options,
  given: GivenCommand,
): Promise<void> => {
  const needsYes = !options.dryRun && !isConfirmed(target, options);
  if (!options.dryRun && !needsYes)
    return recorded(target, given, () => redriveAs(target, source, options, false));
  const { result } = await redriveAs(target, source, options, true);
  if (needsYes && result !== 'interrupted') throw unconfirmed(target, given);
};

const discardOne = async (
  target: Target,
  domain: Domain,
  messageId: string,
  options: Options,
): Promise<Ended> => {
  const dryRun = options.yes !== true;
  const { result, interrupted } = await interruptible((signal) =>
    discard(target, domain, { messageId, dryRun, signal }),
  );
  if (result.state === 'missing') {
    if (interrupted) {
      process.exitCode = exitCodes.interrupted;
      return { result: 'interrupted', counts: {} };
    }
    const notes = await discardedOf(target.tables.events, domain.name);
    const note = notes.find((one) => one.messageId === messageId);
    throw new Failure(missingText(domain.name, messageId, note), exitCodes.notFound);
  }
  if (result.state === 'readable')
    throw new Failure(
      readableText(domain.name, messageId, result.eventId, target.pipeline),
      exitCodes.failed,
    );
  if (options.json) printOut(JSON.stringify(discardJson(result.letter, dryRun), undefined, 2));
  else if (result.state === 'discarded') printOut(printDiscarded(result.letter));
  else printOut(printDryRun(result.letter, target.pipeline));
  return { result: 'done', counts: { discarded: dryRun ? 0 : 1 } };
};

const listDiscarded = async (target: Target, { name }: Domain, json: boolean): Promise<void> => {
  const notes = await discardedOf(target.tables.events, name);
  printOut(json ? JSON.stringify(discardedJson(notes), undefined, 2) : printNotes(name, notes));
};

/** @throws Failure for options that do not go together. @param domain undefined for a reaction. */
const checkOptions = (
  { discard: isDiscarding, discarded, message }: Options,
  domain: Domain | undefined,
): void => {
  if (isDiscarding && message === undefined)
    throw usageError(
      '--discard needs --message <id>: one message at a time. --dry-run shows the ids.',
    );
  if (!domain && (isDiscarding || discarded))
    throw usageError(
      'The dead letters of a reaction are not discarded: SQS deletes them after 14 days.',
    );
};

/** `webhooks redrive`: dead letters back to their domain's queue, with the causes printed first. */
export const define = (command: Command): void => {
  command
    .argument('<domain>', `one of ${names}; or reaction-<name>`)
    .addOption(new Option('--message <id>', 'only this message').conflicts('limit'))
    .option('--limit <messages>', 'at most this number', wholeNumber('--limit', { from: 1 }))
    .option('--dry-run', 'only list what is there, and why')
    .addOption(
      new Option(
        '--discard',
        'delete the unreadable message that --message names; the archive notes it first',
      ).conflicts(['limit', 'dryRun']),
    )
    .option(
      '--yes',
      'discard it; without it --discard is a dry run, and so is every redrive in a stage that retains what it stores',
    )
    .addOption(
      new Option('--discarded', 'list what was discarded').conflicts([
        ...['message', 'limit', 'dryRun', 'discard', 'yes'],
      ]),
    )
    .option('--json', 'print { domain, dryRun, messages, groups, letters, moved, remaining }')
    .addHelpText(
      'after',
      helpText(
        "\nMessages that would fail again stay, unless --message names them: unreadable ones, and those that today's code fails on. Ctrl-C loses nothing.\n\nA message that the ingress did not send is unreadable and can only be discarded. Its digest, size, cause and times are noted, never its text. A readable one is an authentic event and is not discarded.\n\nThe changes of a record that a reaction failed on are moved in their order, under new deduplication ids. The reaction reports those that are stale because it has handled a later one.\n\nExamples:\n  webhooks redrive payments --dry-run\n  webhooks redrive payments --limit 1\n  webhooks redrive reaction-release-order --dry-run\n  webhooks redrive payments --discard --message 6f1e1d0c --yes\n  webhooks redrive payments --discarded\n\nExits with 2 when there is no such message, with 3 when a message to be moved remains or one to be discarded is readable.",
      ),
    );
  otherCodeOption(targetOptions(command)).action(
    async (name: string, options: Options, command: Command) => {
      const domain = reactionOf(name) === undefined ? named('domain', name, all) : undefined;
      const { message } = options;
      checkOptions(options, domain);
      const reached = await reachPipeline(options);
      const given = givenCommand(command);
      if (!domain) return redriveAll(reached, sourceOfReaction(reached, name), options, given);
      if (options.discarded) return listDiscarded(reached, domain, options.json === true);
      const target = { ...reached, sqs: await reached.redriver() };
      if (!options.discard || message === undefined)
        return redriveAll(target, await sourceOfDomain(target, domain), options, given);
      const run = () => discardOne(target, domain, message, options);
      if (options.yes) {
        await requireSameCode(target, options, printErr);
        await recorded(target, given, run, { code: true });
      } else {
        await noteOtherCode(target, printErr);
        await run();
      }
    },
  );
};
