import type { Command } from 'commander';
import { type CodeOptions, noteOtherCode, requireSameCode } from '../../pipeline/code.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import {
  givenCommand,
  otherCodeOption,
  reachPipeline,
  targetOptions,
} from '../../pipeline/options.ts';
import { waitingMessages } from '../../pipeline/queues/queues.ts';
import type { Target } from '../../pipeline/target.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createStagedProgress } from '../../terminal/progress.ts';
import { WAIT_SECONDS } from '../until-known.ts';
import { erase } from './erase.ts';
import { erasureJson } from './json.ts';
import { print } from './print.ts';
import { type Subject, subjectKinds } from './subject.ts';

interface Options extends CodeOptions {
  readonly account?: string;
  readonly customer?: string;
  readonly cardholder?: string;
  readonly again?: true;
  readonly yes?: true;
  readonly wait: number;
  readonly json?: true;
}

const subjectFrom = (options: Options): Subject | 'again' => {
  const named = subjectKinds.flatMap((kind) => {
    const id = options[kind];
    return id === undefined ? [] : [{ kind, id }];
  });
  const [subject = 'again'] = named;
  const isOne = named.length + (options.again ? 1 : 0) === 1;
  if (!isOne || (subject !== 'again' && subject.id === ''))
    throw usageError(
      'Specify exactly one of --account <id>, --customer <id>, --cardholder <id>, --again.',
    );
  return subject;
};

/** Erases a subject, or counts what that would be, and prints the figures. */
const eraseSubject = async (
  target: Target,
  subject: Subject | 'again',
  options: Options,
): Promise<Ended> => {
  const dryRun = options.yes !== true;
  const { report, end } = createStagedProgress();
  const { result, interrupted } = await interruptible((signal) =>
    erase(target, subject, { dryRun, waitSeconds: options.wait, onProgress: report, signal }),
  ).finally(end);
  if (!result.found && !interrupted)
    throw new Failure(
      subject === 'again'
        ? `Nothing was ever erased in ${target.name}.`
        : `Nothing is known of the ${subject.kind} "${subject.id}" in ${target.name}. Ids are case-sensitive.`,
      exitCodes.notFound,
    );
  const waiting = [...(await waitingMessages(target)).values()].reduce((a, b) => a + b, 0);
  const mode = interrupted ? 'interrupted' : dryRun ? 'dry run' : 'erased';
  const circumstances = { subject, mode, waiting, pipeline: target.pipeline } as const;
  printOut(
    options.json
      ? JSON.stringify(erasureJson(result, circumstances), undefined, 2)
      : print(result, circumstances),
  );
  const remaining = result.newerRows + result.contested;
  if (interrupted) process.exitCode = exitCodes.interrupted;
  else if (remaining > 0) process.exitCode = exitCodes.failed;
  return {
    result: interrupted ? 'interrupted' : remaining > 0 ? 'failed' : 'done',
    counts: { objects: result.objects, events: result.eventCount, remaining },
  };
};

/** `webhooks erase`: removes the personal data of a subject from everything that is stored. */
export const define = (command: Command): void => {
  command
    .option('--account <id>', 'every event of this account or that names it')
    .option('--customer <id>', 'this customer, with their intents, attempts, refunds and disputes')
    .option('--cardholder <id>', 'this cardholder, with their cards and card transactions')
    .option('--again', 'everything that was ever erased, as after a restore of the archive')
    .option('--yes', 'erase; without it this is a dry run')
    .option(
      '--wait <seconds>',
      'wait until every consumer knows before anything is erased; 0 if none is running',
      wholeNumber('--wait', { to: 99_999 }),
      WAIT_SECONDS,
    )
    .option('--json', 'print { subject, mode, until, objects, events, records, … }')
    .addHelpText(
      'after',
      helpText(
        '\nIds, digests, versions, times, amounts and counts stay, so audit and rebuild keep working; no redelivery, redrive, replay or rebuild brings back what is erased. If interrupted, run it again. Do not run rebuild or replay at the same time.\n\nExamples:\n  webhooks erase --customer cus_1234\n  webhooks erase --customer cus_1234 --yes\n  webhooks erase --again --yes\n\nExits with 2 when nothing is known of it, with 3 when it is incomplete or the functions run other code.',
      ),
    );
  otherCodeOption(targetOptions(command)).action(async (options: Options, command: Command) => {
    const subject = subjectFrom(options);
    const target = await reachPipeline(options);
    const run = () => eraseSubject(target, subject, options);
    if (options.yes) {
      await requireSameCode(target, options, printErr);
      await recorded(target, givenCommand(command), run, { code: true });
    } else {
      await noteOtherCode(target, printErr);
      await run();
    }
  });
};
