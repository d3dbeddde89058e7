import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { allSamples, readSample } from '../../bin/webhooks/send/samples.ts';
import { sharedAssembly, synthesizeShared } from '../support/aws/assembly.ts';
import { inLines, leaks, leaksInLines, nowhere } from './allowed.ts';
import {
  failing,
  leaking,
  startUnreliableAws,
  taking,
  telling,
  type UnreliableAws,
} from './aws.ts';
import { type Functions, functionsOf, type Said } from './functions.ts';
import { batch, request, secretText } from './invocations.ts';
import { inEveryText } from './planted.ts';
import { sentinel } from './sentinels.ts';

/*
 * The functions as they ship while what they call fails, and quotes in its errors what it was asked:
 * none of those words is logged, answered or thrown.
 */

jest.setTimeout(180_000);

const dir = mkdtempSync(join(tmpdir(), 'canary-failures-'));
const secrets = JSON.stringify({ live: secretText });

const started: { stop(): unknown }[] = [];

/** Functions, and an AWS of theirs, which never answers before it is told how. */
const start = async (name: string, variables: Readonly<Record<string, string>> = {}) => {
  const aws = await startUnreliableAws();
  const functions = functionsOf(sharedAssembly, join(dir, name), aws.endpoints, variables);
  started.push(functions, aws);
  return { aws, functions };
};

let aws: UnreliableAws;
let functions: Functions;
/** What is answered where nothing answers. Begun at once, for patience takes its time. */
let unanswered: readonly Promise<Said>[];

beforeAll(async () => {
  await synthesizeShared();
  const [silent, queueless] = await Promise.all([start('silent'), start('queueless')]);
  silent.aws.manners.AmazonSQS = () => 'hang up';
  queueless.aws.manners.secretsmanager = telling(secrets);
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

const messagesOf = ({ lines }: Said): readonly string[] =>
  lines.map((line) => JSON.parse(line).message);

const expectNoLeak = ({ answer, lines }: Said): void => {
  expect(leaks(answer, nowhere)).toEqual([]);
  expect(leaksInLines(lines)).toEqual([]);
};

const internalError = '"statusCode":500';

describe.each(Object.entries(failing))('a service that %s', (_title, manner) => {
  it('is Secrets Manager, and the ingress answers 500', async () => {
    aws.manners.secretsmanager = manner;
    // A function that starts for the first of these asks once more, while it starts.
    expectNoLeak(await functions.invoke('ingress', request()));
    const told = await functions.invoke('ingress', request());
    expect(told.answer).toContain(internalError);
    expect(messagesOf(told)).toEqual(['secrets unreadable', 'not queued']);
    expectNoLeak(told);
  });

  it.each([1, 3])('is DynamoDB, and messages of %i receives are reported', async (receives) => {
    aws.manners.DynamoDB = manner;
    aws.manners.AmazonSQS = manner;
    const told = await functions.invoke('payments', batch(receives));
    expect(JSON.parse(told.answer).batchItemFailures).toHaveLength(3);
    expect(messagesOf(told)).toEqual(['failed', 'failed', 'failed', 'batch']);
    expectNoLeak(told);
  });
});

describe('the ingress', () => {
  it.each([
    ['the bare secret instead of JSON', secretText],
    ['JSON that is torn', `{"live":"${secretText}`],
    ['a list', `["${secretText}"]`],
    ['no secret', `{"live":{"${secretText}":1}}`],
  ])('says of a secret that holds %s no word', async (_title, text) => {
    aws.manners.secretsmanager = telling(text);
    const told = await functions.invoke('ingress', request());
    expect(told.answer).toContain(internalError);
    expect(messagesOf(told).at(-1)).toMatch(/^(not queued|no live secret)$/);
    expectNoLeak(told);
  });

  it('says of a stale request no word', async () => {
    aws.manners.secretsmanager = telling(secrets);
    // That there is no secret is believed for a second.
    await pause(1_100);
    const told = await functions.invoke('ingress', request(undefined, Date.now() - 600_000));
    expect(told.answer).toContain('"statusCode":401');
    expect(messagesOf(told)).toEqual(['refused']);
    expectNoLeak(told);
  });

  it.each(Object.entries(failing))('answers 500 when SQS %s', async (_title, manner) => {
    aws.manners.AmazonSQS = manner;
    const told = await functions.invoke('ingress', request());
    expect(told.answer).toContain(internalError);
    expect(messagesOf(told)).toEqual(['not queued']);
    expectNoLeak(told);
  });

  it('writes no word into the attributes of a message', async () => {
    aws.manners.AmazonSQS = taking;
    aws.messages.length = 0;
    const bodies = allSamples().map((name) => inEveryText('any', readSample(name)));
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

  it('throws at what is no request without a word of it', async () => {
    const odd = { ...request(), requestContext: sentinel('an odd request') };
    const told = await functions.invoke('ingress', odd);
    expect(told.answer).toMatch(/^threw TypeError/);
    expectNoLeak(told);
  });
});

describe('a consumer', () => {
  it('says of messages that it cannot read no word', async () => {
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
    const told = await functions.invoke('payments', { Records });
    expect(messagesOf(told)).toEqual(['failed', 'failed', 'failed', 'batch']);
    expectNoLeak(told);
  });

  it('throws at what is no batch, and without its variables, without a word', async () => {
    expectNoLeak(await functions.invoke('payments', { Records: [sentinel('an odd record')] }));
    const bare = await start('bare', { STATE_TABLE: sentinel('a variable'), EVENTS_TABLE: '' });
    const told = await bare.functions.invoke('payments', batch());
    expect(told.answer).toContain('EVENTS_TABLE is not set');
    expectNoLeak(told);
  });
});

it('where nothing answers, functions give up in time and say no word', async () => {
  const told = await Promise.all(unanswered);
  expect(told.map(messagesOf)).toEqual([
    ['secrets unreadable', 'not queued'],
    ['not queued'],
    ['failed', 'failed', 'failed', 'batch'],
  ]);
  told.forEach(expectNoLeak);
});

it('a word that does get into a line is found', async () => {
  aws.manners.DynamoDB = leaking(/qzjx\w+/);
  const { lines } = await functions.invoke('payments', batch());
  expect(leaksInLines(lines)).not.toEqual([]);
});
