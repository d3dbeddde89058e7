import { randomBytes } from 'node:crypto';
import { styleText } from 'node:util';
import { type Command, Option } from 'commander';
import { isInternal } from '../../../../functions/shared/event/internal.ts';
import { requireConfirmed } from '../../pipeline/control/confirm.ts';
import { type Ended, type Note, recorded } from '../../pipeline/control/trail.ts';
import { givenCommand, targetOptions } from '../../pipeline/options.ts';
import { SECRET_VARIABLE } from '../../pipeline/secrets.ts';
import { helpText, LOCAL_STAGE } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { momentFrom, wholeNumber } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { deliver } from '../deliver.ts';
import {
  type Destination,
  type DestinationOptions,
  destinationOf,
  PREFIX,
} from '../destination.ts';
import { asSample } from '../marked.ts';
import { post } from '../post.ts';
import { createTally, summaryOf } from '../tally.ts';
import {
  type BodyOptions,
  type Outgoing,
  outgoing,
  type SourceOptions,
  sourcesOf,
} from './bodies.ts';
import { type Assignment, assignmentFrom } from './change.ts';
import { type DeliveryJson, deliveryJson } from './json.ts';
import { printSamples, samplesOf } from './list.ts';
import { createPrinter } from './print.ts';
import { identityOf } from './sent.ts';

interface Options extends DestinationOptions, SourceOptions, BodyOptions {
  readonly list?: true;
  readonly times: number;
  readonly concurrency: number;
  readonly age?: string;
  readonly forge?: true;
  readonly yes?: true;
  readonly json?: true;
}

const MAX_TIMES = 1_000_000;
const MAX_CONCURRENCY = 256;

/** Every delivery in order; events that are new each time are at least a millisecond apart. */
async function* deliveriesOf(events: readonly Outgoing[], times: number) {
  let at = 0;
  for (const [index, { event, bodyAt }] of events.entries()) {
    let last: { body: Buffer; about: Awaited<ReturnType<typeof identityOf>> } | undefined;
    for (let time = 0; time < times; time += 1) {
      at = Math.max(at + 1, Date.now());
      const body = bodyAt(at);
      if (last?.body !== body) last = { body, about: await identityOf(body) };
      yield { index, event, ...last };
    }
  }
}

const rejection = (unexpected: number, all: number, forged: boolean): string =>
  forged
    ? `${unexpected} of ${all} forgeries were not refused with 401.`
    : `${unexpected} of ${all} were not accepted. 401: signed with a secret that is not live. 500: could not be queued.`;

/** The options of a copy, which is sent to the local pipeline even where a stage is the default. */
const toLocal = (options: Options, command: Command): Options => {
  if (command.getOptionValueSource('stage') === 'cli')
    throw usageError('--from copies events to the local pipeline: omit --stage.');
  const { stage: _default, ...rest } = options;
  return rest;
};

const list = (names: readonly string[], json: boolean): void => {
  const samples = samplesOf(names);
  if (json) printOut(JSON.stringify(samples, undefined, 2));
  else for (const one of samples) printOut(printSamples(one));
};

/** Where events are sent to, and what signs each of them: events of our own have another secret. */
const signing = async (events: readonly Outgoing[], options: Options) => {
  const isMixed = new Set(events.map(({ event }) => isInternal(event))).size > 1;
  const isOwn = !isMixed && events.some(({ event }) => isInternal(event));
  const destination = await destinationOf(options, { signed: !options.forge, isInternal: isOwn });
  const forgery = options.forge && `whsec_${randomBytes(24).toString('hex')}`;
  const own =
    isMixed && !forgery
      ? (await destinationOf(options, { isInternal: true })).secret
      : destination.secret;
  return {
    ...destination,
    secretFor: (event: string): string => forgery || (isInternal(event) ? own : destination.secret),
  };
};

/**
 * The events as their destination takes them: marked where their records remain. A forgery is refused, so it is
 * neither marked nor confirmed.
 * @throws Failure where they are not confirmed.
 */
const allowed = (
  events: readonly Outgoing[],
  { target }: Destination,
  options: Options,
  command: Command,
): readonly Outgoing[] => {
  if (target?.outputs.retained === undefined || options.forge) return events;
  // A secret and values of a body are not printed.
  const isPrintable = options.secret === undefined && options.set === undefined;
  requireConfirmed(target, options, isPrintable ? givenCommand(command) : undefined);
  return events.map(({ event, bodyAt }) => ({
    event,
    bodyAt: (at) => asSample(bodyAt(at), event),
  }));
};

interface Posting {
  readonly events: readonly Outgoing[];
  readonly url: string;
  readonly secretFor: (event: string) => string;
}

/** Posts events and prints the answers. @throws Failure where one has another answer than expected. */
const postAll = async (
  { events, url, secretFor }: Posting,
  options: Options,
  note: Note,
): Promise<Ended> => {
  const { times, concurrency, age = '0s' } = options;
  const forged = options.forge === true;
  const expected = forged ? 401 : 200;
  const sentAt = (): number => momentFrom('--age', age, Date.now());

  const tally = createTally();
  const sent: DeliveryJson[] = [];
  const progress = createProgress('deliveries');
  const printer = createPrinter({ times, expected, pipeline: options, print: printOut });
  const began = performance.now();
  const { result: failure, interrupted } = await interruptible((signal) =>
    deliver(deliveriesOf(events, times), {
      post: ({ event, body }) => post(url, secretFor(event), body, sentAt()),
      concurrency,
      signal,
      onAnswer: ({ delivery: { index, event, about }, status, took }) => {
        tally.add(status, took);
        if (options.json) sent.push(deliveryJson({ event, status, ...about }, took));
        else printer.answered(index, { event, status, ...about });
        progress.report(tally.count);
      },
    }),
  ).finally(progress.end);

  const accepted = tally.statuses.get(expected) ?? 0;
  const counts = { deliveries: tally.count, accepted };
  note(counts);
  if (options.json) printOut(JSON.stringify(sent, undefined, 2));
  else printer.end();
  if (tally.count > 1) printErr(summaryOf(tally, performance.now() - began));
  if (failure)
    throw tally.count === 0
      ? failure
      : new Failure(`${failure.message} ${tally.count} were answered before that.`);
  if (interrupted)
    throw new Failure(`Interrupted after ${tally.count} deliveries.`, exitCodes.interrupted);
  const unexpected = tally.count - accepted;
  if (unexpected > 0)
    throw new Failure(rejection(unexpected, tally.count, forged), exitCodes.failed);
  return { result: 'done', counts };
};

const send = async (
  names: readonly string[],
  options: Options,
  command: Command,
): Promise<void> => {
  momentFrom('--age', options.age ?? '0s', Date.now());
  const wanted = outgoing(await sourcesOf(names, options), options, Date.now());
  const { secretFor, ...destination } = await signing(wanted, options);
  const { url, pipeline, target } = destination;
  const events = allowed(wanted, destination, options, command);
  if (pipeline !== undefined && !options.json) printErr(styleText('dim', `To ${pipeline}:`));
  const posted = (note: Note) => postAll({ events, url, secretFor }, options, note);
  // What no pipeline signs, or what each refuses, is no change of one.
  if (target === undefined || options.forge) await posted(() => {});
  else await recorded(target, givenCommand(command), posted);
};

/** `webhooks send`: signs samples or a file as Airwallex does, or with a wrong secret, and posts them. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('[events...]', 'event names, such as payment_intent.succeeded')
    .option('--list', 'list the sample events instead, of these domains or of all')
    .option('--url <url>', 'another webhook URL')
    .option(
      '--secret <secret>',
      `the label of a live signing secret, or a secret itself (${PREFIX}…), which other users can see on a command line: prefer ${SECRET_VARIABLE}`,
    )
    .addOption(
      new Option(
        '--from <stage>',
        `the events are ids: send what this stage has archived under them ("${LOCAL_STAGE}": the local pipeline)`,
      ).conflicts(['all', 'file']),
    )
    .option('--all', 'every sample of every domain')
    .option(
      '--file <path>',
      'post this body, byte for byte, instead of a sample; - for standard input',
    )
    .option(
      '--set <path=value>',
      'set a value of the body (JSON, else text); repeatable; the result is another event (new id, now)',
      (text: string, before: readonly Assignment[] = []) => [...before, assignmentFrom(text)],
    )
    .option(
      '--times <number>',
      'deliver each event this many times, as redeliveries',
      wholeNumber('--times', { from: 1, to: MAX_TIMES }),
      1,
    )
    .option('--new', 'make each delivery another event: new id, current time')
    .option(
      '--concurrency <number>',
      `concurrent deliveries, up to ${MAX_CONCURRENCY}`,
      wholeNumber('--concurrency', { from: 1, to: MAX_CONCURRENCY }),
      1,
    )
    .option('--age <age>', 'sign as if sent this long ago (10m), or at this time')
    .option('--forge', 'sign with a wrong secret, and expect a 401')
    .option(
      '--json',
      'print an array of { eventId, name, domain, object, status, tookMs }; with --list of { domain, title, objects, samples }',
    )
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks send payment_intent.succeeded refund.accepted\n  webhooks send payment_intent.succeeded --set data.object.amount=12.5\n  webhooks send payment_intent.succeeded --times 5000 --new --concurrency 32\n  webhooks send refund.settled --forge\n  webhooks send evt_1234 --from prod\n  webhooks send --list payments\n\n--set id=… keeps an id: the archive then holds a second body under it. Without a secret it signs with the first live one of the pipeline. In a deployed stage samples set records like any other event. A stage that retains what it stores takes them only where it sets allowSamples; their ids then begin with "sample-". With --from the exact archived bodies are sent, signed with the secret of the pipeline that gets them; a body whose passcode is masked or whose personal data is erased is sent so. --profile and --region then select the pipeline that they are from.\n\nExits with 3 when one was not answered with 200, or a forgery not with 401.',
      ),
    )
    .action((names: readonly string[], options: Options, command: Command) => {
      if (options.list) return list(names, options.json === true);
      const all = options.from === undefined ? options : toLocal(options, command);
      return send(names, all, command);
    });
};
