import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { createProgram } from '../../bin/webhooks/program.ts';
import { ownCommands } from '../../bin/webhooks/reference.ts';
import { allSamples, readSample } from '../../bin/webhooks/send/samples.ts';
import { ownerOf } from '../../functions/runtimes.ts';
import { INTERNAL_LABEL } from '../../functions/shared/event/internal.ts';
import { drained, useLocalPipeline } from '../support/pipeline/local-pipeline.ts';
import { isOwn } from '../support/webhook.ts';
import { inDrift, inListings, inRecords, leaks, leaksInLines, nowhere } from './allowed.ts';
import { crawled } from './crawled.ts';
import { deadLetters } from './dead-letters.ts';
import { secretText } from './invocations.ts';
import { inEveryForm, inEveryText } from './planted.ts';
import { type Answer, post } from './post.ts';
import { printed } from './printed.ts';
import { sentinel, sentinelsMade } from './sentinels.ts';
import { strays } from './strays.ts';

/*
 * Unique words in every text of every kind of event, in headers, URLs and secrets, sent through the
 * pipeline as `npm start` runs it: none appears in an output that was not asked for it.
 */

jest.setTimeout(180_000);

const pipeline = useLocalPipeline();
const { dir } = pipeline;

const ownSecret = `whsec_${sentinel('secret of our own')}`;

beforeAll(() =>
  pipeline.putSecrets(
    JSON.stringify({
      live: secretText,
      next: sentinel('another secret'),
      [INTERNAL_LABEL]: ownSecret,
    }),
  ),
);

const send = (body: Buffer, headers?: Readonly<Record<string, string>>): Promise<Answer> =>
  post(pipeline.outputs.webhookUrl, isOwn(body) ? ownSecret : secretText, body, headers);

const answers: Answer[] = [];

it('the ingress accepts every authentic request', async () => {
  const samples = allSamples().map((name) => [ownerOf(name).name, readSample(name)] as const);
  const bodies = [
    ...samples.map(([domain, body]) => inEveryText(domain, body)),
    ...samples.map(([domain, body]) => inEveryForm(domain, body)),
    ...strays(),
  ];
  for (let at = 0; at < bodies.length; at += 8)
    answers.push(...(await Promise.all(bodies.slice(at, at + 8).map((body) => send(body)))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await drained(pipeline.target);
});

it('the ingress refuses what is not authentic, too large or sent to another path', async () => {
  const event = () =>
    Buffer.from(`{"name":"refund.settled","note":"${sentinel('a refused body')}"}`);
  const word = sentinel('a signature');
  const { webhookUrl } = pipeline.target.outputs;
  const refused = [
    await post(webhookUrl, `whsec_${sentinel('a forged secret')}`, event()),
    await send(event(), { 'x-signature': word }),
    await send(event(), { 'x-timestamp': word }),
    await post(`${webhookUrl}/${sentinel('the path')}`, secretText, event()),
    await send(Buffer.concat([event(), randomBytes(1_200_000)])),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 404, 413]);
  answers.push(...refused);
});

it('no answer contains text of a request', () => {
  expect(leaks(JSON.stringify(answers), nowhere)).toEqual([]);
});

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(dir, 'logs', file), 'utf8')
    .trim()
    .split('\n');

it('no log line or metric contains text of a body, a header or a secret', () => {
  const lines = readdirSync(join(dir, 'logs')).flatMap(linesOf);
  const messages = lines.map((line): string => JSON.parse(line).message);
  expect([...new Set(messages)]).toEqual(
    expect.arrayContaining(['accepted', 'refused', 'too large', 'batch', 'quarantined', 'drift']),
  );
  expect(leaksInLines(lines)).toEqual([]);
  expect(leaks(pipeline.output(), inDrift)).toEqual([]);
});

it('a dead letter contains text of a body in its body alone, and its listing ids', async () => {
  const domain = 'payments';
  const letters = await deadLetters(pipeline.outputs, domain, dir);
  expect(letters.messages.length).toBeGreaterThan(0);
  for (const { Body = '', ...rest } of letters.messages) {
    expect(leaks(JSON.stringify(rest), nowhere)).toEqual([]);
    expect(leaks(Body, nowhere)).not.toEqual([]);
  }
  expect(leaksInLines(letters.lines)).toEqual([]);
  expect(leaks(await both('redrive', domain, '--dry-run'), inListings)).toEqual([]);
});

it('a table contains text of projected fields alone, and the archive of bodies', async () => {
  const found: Record<string, readonly string[]> = {};
  for (const [table, TableName] of Object.entries(pipeline.target.outputs.tables)) {
    const items: unknown[] = [];
    for await (const page of paginateScan({ client: pipeline.target.dynamodb }, { TableName }))
      for (const { body: _body, deflated: _deflated, packed: _packed, ...item } of page.Items ?? [])
        items.push(item);
    expect(items.length).toBeGreaterThan(0);
    found[table] = leaks(JSON.stringify(items), table === 'events' ? inListings : inRecords);
  }
  const tables = Object.keys(pipeline.target.outputs.tables);
  expect(found).toEqual(Object.fromEntries(tables.map((table) => [table, []])));
});

it('the trail of what the tool did contains no text of a body', async () => {
  await printed(dir, 'replay', '--all');
  const { target, outputs } = pipeline;
  const TableName = outputs.controlTable;
  const items: unknown[] = [];
  for await (const page of paginateScan({ client: target.dynamodb }, { TableName }))
    items.push(...(page.Items ?? []));
  expect(items.length).toBeGreaterThan(0);
  expect(leaks(JSON.stringify(items), inListings)).toEqual([]);
});

/** An event as `webhooks events` lists it. */
interface Listed {
  readonly id: string;
  readonly domain: string;
  readonly object: string | null;
  readonly account: string | null;
}

/** Runs a command as text and with --json, and returns everything that it printed. */
const both = async (...line: readonly string[]): Promise<string> =>
  (await printed(dir, ...line)) + (await printed(dir, ...line, '--json'));

describe('no text of a body is printed by', () => {
  const listings = [
    'send --list',
    'events --limit 1000',
    'events --outcome quarantined',
    'events --follow --since 1h --limit 20',
    'open --limit 1000',
    'stats',
    'operations',
    'doctor',
    'secrets list',
    'quarantine',
    'audit',
    'replay --all --dry-run',
    'rebuild accounts --compare',
    'rebuild issuing --compare',
  ];

  it.each(listings)('%s', async (line) => {
    expect(leaks(await both(...line.split(' ')), inListings)).toEqual([]);
  });

  /** Commands that print records, and what changed of them. */
  const ofRecords = ['changes --limit 1000', 'changes --follow --since 1h --limit 20'];

  it.each(ofRecords)('%s, except projected fields of records', async (line) => {
    expect(leaks(await both(...line.split(' ')), inRecords)).toEqual([]);
  });

  /** Commands that show one event and its object. */
  const detailsOf = ({ id, domain, object }: Listed) => {
    const [, objectId = ''] = object?.split('#') ?? [];
    return [
      { line: ['show', id], allowed: inListings },
      { line: ['history', object ?? ''], allowed: inRecords },
      { line: ['wait', object ?? '', '--until', 'id=x', '--timeout', '0s'], allowed: inRecords },
      { line: ['spend', objectId], allowed: inRecords },
      { line: ['show', domain, objectId], allowed: inRecords },
    ];
  };

  it('the commands that show one event or object, except projected fields of records', async () => {
    const { events }: { events: readonly Listed[] } = JSON.parse(
      await printed(dir, 'events', '--limit', '1000', '--json'),
    );
    const accepted = events.filter(({ object }) => object !== null);
    for (const { line, allowed } of accepted.filter((_, at) => at % 16 === 0).flatMap(detailsOf))
      expect({ line, leaks: leaks(await both(...line), allowed) }).toEqual({ line, leaks: [] });
    const { id = '', account } = accepted[0] ?? {};
    expect(leaks(await both('erase', '--account', account ?? ''), inListings)).toEqual([]);
    expect(leaks(await both('void', id, '--reason', 'x'), inListings)).toEqual([]);
    expect(leaks(await both('show', id, '--body'), inRecords)).not.toEqual([]);
  });

  it('any other command, because those not tried here send nothing that is secret', async () => {
    // Pages that `inspect` serves are crawled below.
    const harmless = ['send', 'scenario', 'impact', 'completion', 'inspect', 'restore'];
    const some = detailsOf({ id: '', domain: '', object: null, account: null });
    const tried = [
      'redrive',
      'erase',
      'void',
      ...listings,
      ...ofRecords,
      ...some.flatMap(({ line: [name = ''] }) => name),
    ];
    const names = [...harmless, ...tried.map((line) => line.split(' ')[0])];
    const all = ownCommands(await createProgram([])).map((command) => command.name());
    expect(all.filter((name) => !names.includes(name))).toEqual([]);
  });
});

it('no page of the inspector shows more of a body than its records, unless asked for it', async () => {
  const pages = await crawled(pipeline.outputs.inspectorUrl, 40);
  expect(pages.size).toBe(40);
  const leaking = [...pages].map(([url, page]) => ({ url, leaks: leaks(page, inRecords) }));
  expect(leaking.filter((page) => page.leaks.length > 0)).toEqual([]);
});

it('more than 20,000 unique words were searched for', () => {
  expect(sentinelsMade()).toBeGreaterThan(20_000);
});
