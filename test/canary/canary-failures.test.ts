import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { allSamples, readSample } from '../../bin/webhooks/send/samples.ts';
import { isInternal } from '../../functions/shared/event/internal.ts';
import { sharedAssembly, synthesizeShared } from '../support/aws/assembly.ts';
import { inLines, leaks, leaksInLines, nowhere } from './allowed.ts';
import {
  acceptMessage,
  failing,
  leaking,
  returnSecret,
  startUnreliableAws,
  type UnreliableAws,
} from './aws.ts';
import { type Functions, functionsOf, type Observed } from './functions.ts';
import { batch, request, secretText } from './invocations.ts';
import { inEveryText } from './planted.ts';
import { sentinel } from './sentinels.ts';

/*
 * The functions as they ship, while the services that they call fail with errors that quote the request:
 * no text of the request is logged, answered or thrown.
 */

jest.setTimeout(180_000);

const dir = mkdtempSync(join(tmpdir(), 'canary-failures-'));
const secrets = JSON.stringify({ live: secretText });

const started: { stop(): unknown }[] = [];

/** Starts functions with an AWS of their own, which never answers until a test sets its responses. */
const start = async (name: string, variables: Readonly<Record<string, string>> = {}) => {
  const aws = await startUnreliableAws();
  const functions = functionsOf(sharedAssembly, join(dir, name), aws.endpoints, variables);
  started.push(functions, aws);
  return { aws, functions };
};

let aws: UnreliableAws;
let functions: Functions;
/** The results of calls while no service answers. Started first, because timeouts take long. */
let unanswered: readonly Promise<Observed>[];

beforeAll(async () => {
  await synthesizeShared();
  const [silent, queueless] = await Promise.all([start('silent'), start('queueless')]);
  silent.aws.responses.AmazonSQS = () => 'hang up';
  queueless.aws.responses.secretsmanager = returnSecret(secrets);
  unanswered = [
    silent.functions.invoke('ingress', request()),
    queueless.functions.invoke('ingress', request()),
    silent.functions.invoke('payments', batch()),
  ];
  ({ aws, functions } = await start('failing', { REJECT_STALE_AFTER_SECONDS: '60' }));
});
afterAll(async () => {
  for (const { stop } of started) await stop();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

const messagesOf = ({ lines }: Observed): readonly string[] =>
  lines.map((line) => JSON.parse(line).message);

const expectNoLeak = ({ answer, lines }: Observed): void => {
  expect(leaks(answer, nowhere)).toEqual([]);
  expect(leaksInLines(lines)).toEqual([]);
};

const internalError = '"statusCode":500';

describe.each(Object.entries(failing))('when a service %s', (_title, respond) => {
  it('the ingress answers 500 without text of the request, if it is Secrets Manager', async () => {
    aws.responses.secretsmanager = respond;
    // A function that starts for the first of these asks once more, while it starts.
    expectNoLeak(await functions.invoke('ingress', request()));
    const observed = await functions.invoke('ingress', request());
    expect(observed.answer).toContain(internalError);
    expect(messagesOf(observed)).toEqual(['secrets unreadable', 'not queued']);
    expectNoLeak(observed);
  });

  it.each([1, 3])(
    'a consumer reports messages received %i times, if it is DynamoDB',
    async (receives) => {
      aws.responses.DynamoDB = respond;
      aws.responses.AmazonSQS = respond;
      const observed = await functions.invoke('payments', batch(receives));
      expect(JSON.parse(observed.answer).batchItemFailures).toHaveLength(3);
      expect(messagesOf(observed)).toEqual(['failed', 'failed', 'failed', 'batch']);
      expectNoLeak(observed);
    },
  );
});

describe('the ingress', () => {
  it.each([
    ['the bare secret instead of JSON', secretText],
    ['truncated JSON', `{"live":"${secretText}`],
    ['a list', `["${secretText}"]`],
    ['an object for a secret', `{"live":{"${secretText}":1}}`],
  ])('logs and answers no text of a secret that holds %s', async (_title, text) => {
    aws.responses.secretsmanager = returnSecret(text);
    const observed = await functions.invoke('ingress', request());
    expect(observed.answer).toContain(internalError);
    expect(messagesOf(observed).at(-1)).toMatch(/^(not queued|no live secret)$/);
    expectNoLeak(observed);
  });

  it('logs and answers no text of a stale request', async () => {
    aws.responses.secretsmanager = returnSecret(secrets);
    // The ingress caches for a second that there is no secret.
    await pause(1_100);
    const observed = await functions.invoke('ingress', request(undefined, Date.now() - 600_000));
    expect(observed.answer).toContain('"statusCode":401');
    expect(messagesOf(observed)).toEqual(['refused']);
    expectNoLeak(observed);
  });

  it.each(Object.entries(failing))('answers 500 when SQS %s', async (_title, respond) => {
    aws.responses.AmazonSQS = respond;
    const observed = await functions.invoke('ingress', request());
    expect(observed.answer).toContain(internalError);
    expect(messagesOf(observed)).toEqual(['not queued']);
    expectNoLeak(observed);
  });

  it('puts no text of a body into the attributes of a message', async () => {
    aws.responses.AmazonSQS = acceptMessage;
    aws.messages.length = 0;
    const bodies = allSamples()
      .filter((name) => !isInternal(name))
      .map((name) => inEveryText('any', readSample(name)));
    for (let at = 0; at < bodies.length; at += 8)
      await Promise.all(
        bodies.slice(at, at + 8).map((body) => functions.invoke('ingress', request(body))),
      );
    expect(aws.messages).toHaveLength(bodies.length);
    for (const { MessageBody, MessageAttributes, ...rest } of aws.messages) {
      expect(leaks(JSON.stringify(MessageAttributes), nowhere)).toEqual([]);
      // The group is the account.
      expect(leaks(JSON.stringify(rest), inLines)).toEqual([]);
      expect(leaks(String(MessageBody), inLines)).not.toEqual([]);
    }
  });

  it('throws without text of the request if it is malformed', async () => {
    const odd = { ...request(), requestContext: sentinel('an odd request') };
    const observed = await functions.invoke('ingress', odd);
    expect(observed.answer).toMatch(/^threw TypeError/);
    expectNoLeak(observed);
  });
});

describe('a consumer', () => {
  it('logs no text of messages that it cannot read', async () => {
    const [first, second, third] = batch().Records;
    const attribute = (place: string) => ({ stringValue: sentinel(place), dataType: 'String' });
    const Records = [
      { ...first, body: sentinel('a forged message') },
      { ...second, messageAttributes: { note: attribute('an attribute') } },
      {
        ...third,
        messageAttributes: { ...third?.messageAttributes, encoding: attribute('an encoding') },
      },
    ];
    const observed = await functions.invoke('payments', { Records });
    expect(messagesOf(observed)).toEqual(['failed', 'failed', 'failed', 'batch']);
    expectNoLeak(observed);
  });

  it('throws without text of the batch if it is malformed, or if variables are missing', async () => {
    expectNoLeak(await functions.invoke('payments', { Records: [sentinel('an odd record')] }));
    const bare = await start('bare', { STATE_TABLE: sentinel('a variable'), EVENTS_TABLE: '' });
    const observed = await bare.functions.invoke('payments', batch());
    expect(observed.answer).toContain('EVENTS_TABLE is not set');
    expectNoLeak(observed);
  });
});

it('functions give up in time without logging text of requests while no service answers', async () => {
  const observed = await Promise.all(unanswered);
  const [ingress = [], ...others] = observed.map(messagesOf);
  // Both secrets are read side by side.
  expect([ingress.toSorted(), ...others]).toEqual([
    ['not queued', 'own secrets unreadable', 'secrets unreadable'],
    ['not queued'],
    ['failed', 'failed', 'failed', 'batch'],
  ]);
  observed.forEach(expectNoLeak);
});

it('text of a body in a log line is found', async () => {
  aws.responses.DynamoDB = leaking(/qzjx\w+/);
  const { lines } = await functions.invoke('payments', batch());
  expect(leaksInLines(lines)).not.toEqual([]);
});
