import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { requireConfirmed } from '../../pipeline/control/confirm.ts';
import type { GivenCommand } from '../../pipeline/control/given.ts';
import { type Ended, type Note, recorded } from '../../pipeline/control/trail.ts';
import { givenCommand, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { waitingMessages } from '../../pipeline/queues/queues.ts';
import { createReader } from '../../pipeline/records.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { decimal, momentFrom, wholeNumber } from '../../terminal/options.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { counted } from '../../terminal/table.ts';
import { deliver } from '../deliver.ts';
import { destinationOf } from '../destination.ts';
import { asSample, requireSamplesAllowed, sampleId } from '../marked.ts';
import { post } from '../post.ts';
import { createTally, statusesOf, summaryOf } from '../tally.ts';
import { scriptedDeliveries } from './deliveries.ts';
import { scenarioJson, scenarioListJson } from './json.ts';
import { disagreement, listed, repeatCommand, resultText } from './print.ts';
import { domainsOf, isAsExpected, resultOf } from './result.ts';
import { type Scenario, scenarioNamed } from './scenarios.ts';

interface Options extends TargetOptions {
  readonly list?: true;
  readonly seed?: string;
  readonly at?: string;
  readonly shuffle?: true;
  readonly duplicate: number;
  readonly rate?: number;
  readonly wait: number;
  readonly yes?: true;
  readonly json?: true;
}

const MAX_PER_SECOND = 1_000;
const MAX_WAIT_SECONDS = 3_600;
/** Enough for every rate up to the limit. */
const CONCURRENCY = 64;

const endFrom = ({ at }: Options, now: number): number => {
  const end = at === undefined ? now : momentFrom('--at', at, now);
  if (end <= now) return end;
  throw usageError('--at is when the last event happened: it cannot be later than now.');
};

const scenarioFrom = (name: string, options: Options): Scenario =>
  scenarioNamed(name, options.seed ?? randomBytes(3).toString('hex'), endFrom(options, Date.now()));

async function* each<T>(values: readonly T[]) {
  yield* values;
}

/** Counts the messages in the queues of a scenario's domains beyond those that were there before it. */
const waitingFor = async (target: Target, scenario: Scenario) => {
  const count = async (): Promise<number> => {
    const waiting = await waitingMessages(target);
    return domainsOf(scenario).reduce((sum, domain) => sum + (waiting.get(domain) ?? 0), 0);
  };
  const before = await count();
  return async (): Promise<number> => Math.max(0, (await count()) - before);
};

/** A scenario as a pipeline takes it: with marked events where their records remain. */
const markedFor = ({ outputs }: Target, scenario: Scenario): Scenario =>
  outputs.retained === undefined
    ? scenario
    : {
        ...scenario,
        events: scenario.events.map(({ name, id, body }) => ({
          ...{ name, id: sampleId(id, body), body: asSample(body, name) },
        })),
      };

/** Sends a scenario and prints what it resulted in. @throws Failure where that is not what it expects. */
const sendScenario = async (
  target: Target,
  scenario: Scenario,
  options: Options,
  note: Note,
): Promise<Ended> => {
  const { duplicate, rate, shuffle = false } = options;
  const { url, secret } = await destinationOf(options, { target });
  const waiting = await waitingFor(target, scenario);
  const deliveries = scriptedDeliveries(scenario, { shuffle, duplicate });
  if (!options.json)
    printOut(`${scenario.summary}\nRepeat with: ${repeatCommand(scenario, options)}\n`);

  const tally = createTally();
  const began = performance.now();
  const sending = createProgress('deliveries');
  const { result: failure, interrupted } = await interruptible((signal) =>
    deliver(each(deliveries), {
      post: ({ body }) => post(url, secret, body),
      concurrency: rate === undefined ? 1 : CONCURRENCY,
      rate,
      signal,
      onAnswer: ({ status, took }) => {
        tally.add(status, took);
        sending.report(tally.count);
      },
    }),
  ).finally(sending.end);
  const counts = { events: scenario.events.length, deliveries: tally.count };
  note(counts);
  printErr(summaryOf(tally, performance.now() - began));
  if (failure) throw failure;
  if (interrupted)
    throw new Failure(
      `Interrupted after ${counted(tally.count, 'delivery', 'deliveries')}.`,
      exitCodes.interrupted,
    );
  if (tally.statuses.get(200) !== tally.count)
    throw new Failure(
      `Not every event was accepted: ${statusesOf(tally.statuses)}.`,
      exitCodes.failed,
    );

  const polling = createProgress(`of ${counted(scenario.events.length, 'event')} archived`);
  const { result } = await interruptible((signal) =>
    resultOf(createReader(target.tables), scenario, {
      timeout: 1_000 * options.wait,
      waiting,
      onPoll: polling.report,
      signal,
    }),
  ).finally(polling.end);
  printOut(
    options.json
      ? JSON.stringify(scenarioJson(scenario, tally.count, result), undefined, 2)
      : `${resultText(result, options)}\n`,
  );
  if (!isAsExpected(result)) throw new Failure(disagreement(result), exitCodes.failed);
  if (options.json) return { result: 'done', counts };
  const records = counted(result.rows.length, 'record');
  printOut(
    `The tables hold what the scenario expects: ${records} of ${scenario.events.length} events.`,
  );
  for (const line of scenario.followUp) {
    const [command = '', ...operands] = line.split(' ');
    printOut(`  ${commandLine(command, { operands, pipeline: options })}`);
  }
  return { result: 'done', counts };
};

const runScenario = async (
  unmarked: Scenario,
  options: Options,
  given: GivenCommand,
): Promise<void> => {
  const target = await reachPipeline(options);
  requireSamplesAllowed(target);
  requireConfirmed(target, options, given);
  const scenario = markedFor(target, unmarked);
  await recorded(target, given, (note) => sendScenario(target, scenario, options, note));
};

/** `webhooks scenario`: sends a coherent lifecycle and compares the stored records with the expected ones. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('[name]', 'the name of a scenario; without one they are listed')
    .option('--list', 'list the scenarios')
    .option('--seed <text>', 'derive objects and amounts from this; random by default')
    .option(
      '--at <time>',
      'when the last event happens: a time, or an age such as 7d; by default now',
    )
    .option('--shuffle', 'deliver the events in another order')
    .option(
      '--duplicate <share>',
      'deliver this share of the events twice, such as 0.3',
      decimal('--duplicate', { from: 0, to: 1 }, 0.3),
      0,
    )
    .option(
      '--rate <number>',
      'deliver at most this many a second, several concurrently',
      wholeNumber('--rate', { from: 1, to: MAX_PER_SECOND }),
    )
    .option(
      '--wait <seconds>',
      'how long to wait for the records',
      wholeNumber('--wait', { from: 1, to: MAX_WAIT_SECONDS }),
      60,
    )
    .option(
      '--json',
      'print { scenario, summary, seed, at, events, deliveries, asExpected, records, … }; with --list an array',
    )
    .addHelpText(
      'after',
      helpText(
        '\nThe same seed and time give the same events, which are then redeliveries. In a deployed stage their records remain like any others. A stage that retains what it stores takes them only where it sets allowSamples; the ids of the events then begin with "sample-".\n\nExamples:\n  webhooks scenario\n  webhooks scenario checkout-failed-then-paid --shuffle --duplicate 0.3\n  webhooks scenario mass-disconnect --seed 4711 --rate 50\n\nExits with 3 when the tables differ from what the scenario expects.',
      ),
    )
    .action(async (name: string | undefined, options: Options, command: Command) => {
      if (name !== undefined && !options.list)
        return runScenario(scenarioFrom(name, options), options, givenCommand(command));
      printOut(
        options.json ? JSON.stringify(scenarioListJson(), undefined, 2) : listed(outWidth()),
      );
    });
};
