import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { commandLine, helpText } from './command-line.ts';
import { Failure, wrong } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { momentFrom } from './moment.ts';
import { printErr, printOut } from './output.ts';
import { createProgress } from './progress.ts';
import { deliveriesOf } from './scenario/deliveries.ts';
import { domainsOf, endingOf, isAsTold } from './scenario/ending.ts';
import { toJson } from './scenario/json.ts';
import { again, disagreement, ended, listed } from './scenario/print.ts';
import { type Scenario, scenarioNamed, scenarioNames } from './scenario/scenarios.ts';
import { deliver } from './send/deliver.ts';
import { destinationOf } from './send/destination.ts';
import { post } from './send/post.ts';
import { createTally, statusesOf, summaryOf } from './send/tally.ts';
import { wholeNumber } from './send/whole-number.ts';
import { counted } from './table.ts';
import { connect, type TargetOptions, targetOptions } from './target/connect.ts';
import { createReader } from './target/reader.ts';
import type { Target } from './target/target.ts';
import { waitingMessages } from './target/waiting.ts';

interface Options extends TargetOptions {
  readonly list?: true;
  readonly seed?: string;
  readonly at?: string;
  readonly shuffle?: true;
  readonly duplicate: string;
  readonly rate?: string;
  readonly wait: string;
  readonly json?: true;
}

const MOST_A_SECOND = 1_000;
const MOST_WAIT_SECONDS = 3_600;
/** Enough for any rate that is asked for. */
const AT_ONCE = 64;

const shareFrom = (text: string): number => {
  const share = /^(0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : -1;
  if (share >= 0) return share;
  throw wrong('--duplicate takes a share from 0 to 1, such as 0.3.');
};

const endFrom = ({ at }: Options, now: number): number => {
  const end = at === undefined ? now : momentFrom('--at', at, now);
  if (end <= now) return end;
  throw wrong('--at is when the last event happened: it cannot be later than now.');
};

const scenarioFrom = (name: string, options: Options): Scenario =>
  scenarioNamed(name, options.seed ?? randomBytes(3).toString('hex'), endFrom(options, Date.now()));

async function* each<T>(things: readonly T[]) {
  yield* things;
}

/** Messages on their way in a scenario's domains, beyond those that were there before it. */
const waitingFor = async (target: Target, scenario: Scenario) => {
  const count = async (): Promise<number> => {
    const waiting = await waitingMessages(target);
    return domainsOf(scenario).reduce((sum, domain) => sum + (waiting.get(domain) ?? 0), 0);
  };
  const before = await count();
  return async (): Promise<number> => Math.max(0, (await count()) - before);
};

const tell = async (scenario: Scenario, options: Options): Promise<void> => {
  const duplicate = shareFrom(options.duplicate);
  const rate =
    options.rate === undefined ? undefined : wholeNumber('--rate', options.rate, MOST_A_SECOND);
  const patience = 1_000 * wholeNumber('--wait', options.wait, MOST_WAIT_SECONDS);
  const target = await connect(options);
  const { url, secret } = await destinationOf(options, { target });
  const waiting = await waitingFor(target, scenario);
  const deliveries = deliveriesOf(scenario, { shuffle: options.shuffle === true, duplicate });
  if (!options.json) printOut(`${scenario.story}\nAgain: ${again(scenario, options)}\n`);

  const tally = createTally();
  const began = performance.now();
  const sending = createProgress('deliveries');
  const { result: failure, interrupted } = await interruptible((signal) =>
    deliver(each(deliveries), {
      post: ({ body }) => post(url, secret, body),
      concurrency: rate === undefined ? 1 : AT_ONCE,
      rate,
      signal,
      onAnswer: ({ status, took }) => {
        tally.add(status, took);
        sending.report(tally.count);
      },
    }),
  ).finally(sending.end);
  printErr(summaryOf(tally, performance.now() - began));
  if (failure) throw failure;
  if (interrupted)
    throw new Failure(`Broken off after ${counted(tally.count, 'delivery', 'deliveries')}.`);
  if (tally.statuses.get(200) !== tally.count)
    throw new Failure(`Not every event was accepted: ${statusesOf(tally.statuses)}.`);

  const looking = createProgress(`of ${counted(scenario.events.length, 'event')} archived`);
  const { result: ending } = await interruptible((signal) =>
    endingOf(createReader(target), scenario, { patience, waiting, onLook: looking.report, signal }),
  ).finally(looking.end);
  printOut(options.json ? toJson(scenario, tally.count, ending) : `${ended(ending, options)}\n`);
  if (!isAsTold(ending)) throw new Failure(disagreement(ending));
  if (options.json) return;
  const rows = counted(ending.rows.length, 'row');
  printOut(`The tables hold what the scenario says: ${rows} of ${scenario.events.length} events.`);
  for (const look of scenario.look) {
    const [command = '', ...operands] = look.split(' ');
    printOut(`  ${commandLine(command, { operands, pipeline: options })}`);
  }
};

/** `webhooks scenario`: sends a coherent lifecycle and says whether the tables then hold what it says. */
export const addScenario = (program: Command): void => {
  targetOptions(program.command('scenario'))
    .description('send a coherent lifecycle, and check that the tables then hold what it says')
    .argument('[name]', 'which one; without a name they are listed')
    .option('--list', 'list the scenarios')
    .option('--seed <text>', 'what objects and amounts follow from; by default another each time')
    .option(
      '--at <time>',
      'when the last event happens: a time, or an age such as 7d; by default now',
    )
    .option('--shuffle', 'let the events arrive in another order')
    .option('--duplicate <share>', 'deliver this share of the events twice, such as 0.3', '0')
    .option('--rate <number>', 'deliveries a second at most, several at once')
    .option('--wait <seconds>', 'how long to wait for the tables', '60')
    .option('--json', 'print { scenario, seed, at, events, rows, asTold, … }')
    .addHelpText(
      'after',
      helpText(
        '\nThe same seed and time tell the same events again, which are then redeliveries.\nIn a deployed stage their rows stay there like any other.\n\nExamples:\n  webhooks scenario\n  webhooks scenario checkout-failed-then-paid --shuffle --duplicate 0.3\n  webhooks scenario mass-disconnect --seed 4711 --rate 50\n\nExits with 3 when the tables hold anything else than the scenario says, field by field.',
      ),
    )
    .action(async (name: string | undefined, options: Options) => {
      if (name !== undefined && !options.list) return tell(scenarioFrom(name, options), options);
      printOut(options.json ? JSON.stringify(scenarioNames, undefined, 2) : listed());
    });
};
