import { type Command, Option } from 'commander';
import { domains, unrouted } from '../../../../functions/domains.ts';
import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { named, wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { counted, number } from '../../terminal/table.ts';
import { printSurvey } from './print.ts';
import { moveMessages } from './redrive.ts';
import { type DeadLetter, deadLetterGroups, survey } from './survey.ts';

interface Options extends TargetOptions {
  readonly message?: string;
  readonly limit?: number;
  readonly dryRun?: true;
  readonly json?: true;
}

const all = [...domains, unrouted];
const names = all.map(({ name }) => name).join(', ');

/** The messages to move: the named one, even if hopeless, or those that are not hopeless. */
const wantedOf = (letters: readonly DeadLetter[], { message, limit }: Options) => {
  const wanted = letters.filter(({ messageId, hopeless }) =>
    message === undefined ? !hopeless : messageId === message,
  );
  return new Set(wanted.map(({ messageId }) => messageId).slice(0, limit));
};

/** What a redrive found, and how many of the messages it moved. */
interface Redriven {
  readonly seen: readonly DeadLetter[];
  readonly wanted: ReadonlySet<string>;
  readonly moved: number;
}

/** Surveys a dead-letter queue and moves the wanted messages. @param report takes text for a person. */
const redrive = async (
  target: Target,
  domain: Domain,
  options: Options,
  { report, signal }: { report: (text: string) => void; signal: AbortSignal },
): Promise<Redriven> => {
  const { name } = domain;
  const from = target.outputs.deadLetterQueues[name] ?? '';
  const to = target.outputs.queues[name] ?? '';
  const surveying = createProgress('messages seen');
  const seen = await survey(target, from, await loadRuntime(domain), {
    signal,
    onProgress: surveying.report,
  }).finally(surveying.end);
  report(printSurvey(name, seen, Date.now()));
  const wanted = wantedOf(seen, options);
  if (options.dryRun || wanted.size === 0) return { seen, wanted, moved: 0 };
  const moving = createProgress('messages moved');
  const moved = await moveMessages(target, { from, to }, wanted, {
    signal,
    onProgress: moving.report,
  }).finally(moving.end);
  return { seen, wanted, moved };
};

/** The result for a person; nothing more where the queue was empty. */
const summaryOf = ({ seen, wanted, moved }: Redriven, dryRun: boolean): readonly string[] => {
  if (dryRun) return [`\nDry run: ${counted(wanted.size, 'message')} would be moved.`];
  const messages = seen.length;
  return messages === 0
    ? []
    : [`\n${counted(moved, 'message')} moved, ${number(messages - moved)} remaining.`];
};

/** A dead letter as JSON: times are UTC text. */
const letterJson = ({ queuedAt, failure, ...letter }: DeadLetter) => ({
  ...letter,
  queuedAt: isoTime(queuedAt),
  failure: failure ? { ...failure, at: isoTime(failure.at) } : null,
});

const toJson = (domain: string, { seen, moved }: Redriven, dryRun: boolean): string => {
  const messages = seen.length;
  const left = messages - moved;
  return JSON.stringify(
    {
      domain,
      dryRun,
      messages,
      groups: deadLetterGroups(seen),
      letters: seen.map(letterJson),
      moved,
      left,
    },
    undefined,
    2,
  );
};

/** The number of messages that the options request to be moved. */
const requestedOf = ({ message, limit = Number.POSITIVE_INFINITY }: Options, messages: number) =>
  message === undefined ? Math.min(limit, messages) : 1;

/** `webhooks redrive`: dead letters back to their domain's queue, with the causes printed first. */
export const addRedrive = (program: Command): void => {
  targetOptions(program.command('redrive'))
    .description("move messages from a domain's dead-letter queue back to its queue")
    .argument('<domain>', `one of ${names}`)
    .addOption(new Option('--message <id>', 'only this message').conflicts('limit'))
    .option('--limit <messages>', 'at most this number', wholeNumber('--limit', { from: 1 }))
    .option('--dry-run', 'only list what is there, and why')
    .option('--json', 'print { domain, dryRun, messages, groups, letters, moved, left }')
    .addHelpText(
      'after',
      helpText(
        "\nMessages that would fail again stay, unless --message names them: unreadable ones, and those that today's code fails on. Ctrl-C loses nothing.\n\nExamples:\n  webhooks redrive payments --dry-run\n  webhooks redrive payments --limit 1\n\nExits with 2 when there is no such message, with 3 when a message to be moved remains.",
      ),
    )
    .action(async (name: string, options: Options) => {
      const domain = named('domain', name, all);
      const dryRun = options.dryRun === true;
      const target = await reachPipeline(options);
      await noteOtherCode(target, printErr);
      const report = (text: string): void => {
        if (!options.json) printOut(text);
      };
      const { result, interrupted } = await interruptible((signal) =>
        redrive(target, domain, options, { report, signal }),
      );
      const { seen, wanted, moved } = result;
      if (options.message !== undefined && wanted.size === 0)
        throw new Failure(
          `The dead-letter queue of ${name} has no message "${options.message}". --dry-run shows what it holds.`,
          exitCodes.notFound,
        );
      if (options.json) printOut(toJson(name, result, dryRun));
      else summaryOf(result, dryRun).forEach(printOut);
      const isShort = !dryRun && moved < requestedOf(options, seen.length);
      if (interrupted) process.exitCode = exitCodes.interrupted;
      else if (isShort) process.exitCode = exitCodes.failed;
    });
};
