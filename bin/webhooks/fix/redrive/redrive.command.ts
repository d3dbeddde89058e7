import { type Command, Option } from 'commander';
import { domains, unrouted } from '../../../../functions/domains.ts';
import { loadRuntime } from '../../../../functions/runtimes.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import { connect, type TargetOptions, targetOptions } from '../../pipeline/connect.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { counted, number } from '../../terminal/table.ts';
import { printSurvey } from './print.ts';
import { moveMessages } from './redrive.ts';
import { type DeadLetterSurvey, survey } from './survey.ts';

interface Options extends TargetOptions {
  readonly message?: string;
  readonly limit?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

const all = [...domains, unrouted];
const names = all.map(({ name }) => name).join(', ');

const limitFrom = (text: string | undefined): number => {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usageError('--limit takes a whole number from 1 on.');
};

/** The messages to move: the named one, even if hopeless, or those that are not hopeless. */
const wantedOf = ({ messages }: DeadLetterSurvey, named: string | undefined, limit: number) => {
  if (named !== undefined) return new Set(messages.has(named) ? [named] : []);
  const hopeful = [...messages].flatMap(([id, hopeless]) => (hopeless ? [] : [id]));
  return new Set(hopeful.slice(0, limit));
};

/** `webhooks redrive`: dead letters back to their domain's queue, with the causes printed first. */
export const addRedrive = (program: Command): void => {
  targetOptions(program.command('redrive'))
    .description("move messages from a domain's dead-letter queue back to its queue")
    .argument('<domain>', `one of ${names}`)
    .addOption(new Option('--message <id>', 'only this message').conflicts('limit'))
    .option('--limit <messages>', 'at most this number')
    .option('--dry-run', 'only show what is there and why')
    .option('--json', 'print { domain, dryRun, messages, groups, moved, left }')
    .addHelpText(
      'after',
      helpText(
        "\nMessages that would fail again stay, unless --message names them: unreadable ones, and those that\ntoday's code fails on. Ctrl-C loses nothing.\n\nExamples:\n  webhooks redrive payments --dry-run\n  webhooks redrive payments --limit 1\n\nExits with 2 when there is no such message, with 3 when a message to be moved remains.",
      ),
    )
    .action(async (name: string, options: Options) => {
      const domain = all.find((one) => one.name === name);
      if (!domain) throw usageError(`There is no domain "${name}". Choose one of ${names}.`);
      const limit = limitFrom(options.limit);
      const target = await connect(options);
      await noteOtherCode(target);
      const from = target.outputs.deadLetterQueues[name] ?? '';
      const to = target.outputs.queues[name] ?? '';
      const report = (text: string): void => {
        if (!options.json) printOut(text);
      };
      const { result, interrupted } = await interruptible(async (signal) => {
        const looking = createProgress('messages seen');
        const seen = await survey(target, from, await loadRuntime(domain), {
          signal,
          onProgress: looking.report,
        }).finally(looking.end);
        report(printSurvey(name, seen, Date.now()));
        const wanted = wantedOf(seen, options.message, limit);
        if (options.dryRun || wanted.size === 0) return { seen, wanted, moved: 0 };
        const moving = createProgress('messages moved');
        const moved = await moveMessages(target, { from, to }, wanted, {
          signal,
          onProgress: moving.report,
        }).finally(moving.end);
        return { seen, wanted, moved };
      });
      const { seen, wanted, moved } = result;
      if (options.message !== undefined && wanted.size === 0)
        throw new Failure(
          `The dead-letter queue of ${name} has no message "${options.message}". --dry-run shows what it holds.`,
          exitCodes.notFound,
        );
      const messages = seen.messages.size;
      const remaining = messages - moved;
      const dryRun = options.dryRun === true;
      if (options.json) {
        const figures = { domain: name, dryRun, messages, groups: seen.groups, moved };
        printOut(JSON.stringify({ ...figures, left: remaining }, undefined, 2));
      } else if (dryRun) report(`\nDry run: ${counted(wanted.size, 'message')} would be moved.`);
      else if (messages > 0)
        report(`\n${counted(moved, 'message')} moved, ${number(remaining)} remaining.`);
      const asked = options.message === undefined ? Math.min(limit, messages) : 1;
      if (interrupted || (!dryRun && moved < asked)) process.exitCode = exitCodes.failed;
    });
};
