import { execFileSync } from 'node:child_process';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { sha256 } from '../../functions/shared/event/identifier.ts';
import { isChunk } from '../../functions/shared/store/archive-item.ts';
import { drained, useLocalPipeline } from '../support/pipeline/local-pipeline.ts';
import { altered, splits, truncated } from './altered.ts';
import { bodies } from './bodies.ts';
import { headers } from './headers.ts';
import { names } from './names.ts';
import { objects } from './objects.ts';
import { type Hostile, hangUp, send } from './request.ts';
import { secrets } from './secrets.ts';
import { write } from './socket.ts';
import { wires } from './wire.ts';

/*
 * Hostile and strange requests to the pipeline as `npm start` runs it. Each has its expected answer;
 * afterwards the archive holds exactly what was answered 200, the audit is clean, and every process that
 * ran at the beginning still runs.
 *
 * What API Gateway does before the function is not tested: it refuses malformed HTTP, bodies over 10 MB
 * and headers over 10 KB. The local gateway has the same limits, and Node's parser.
 */

jest.setTimeout(600_000);

const MIB = 1_048_576;

const pipeline = useLocalPipeline();
let live = '';

/** Digests of bodies that must be archived, with the outcome that each must have. */
const expected = new Map<string, string | undefined>();

/** The process ids of the functions. */
const functionProcesses = (): readonly number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) =>
        Number(parent) === pipeline.child.pid && args.join().includes(pipeline.dir),
    )
    .filter(([, , ...args]) => args.join().includes('bootstrap'))
    .map(([pid]) => Number(pid));

/** The outcomes of each body in the archive, by digest; several events can have one body. */
const archived = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, string[]>();
  const { dynamodb: client, outputs } = pipeline.target;
  const pages = paginateScan({ client }, { TableName: outputs.tables['events'] });
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      if (isChunk(item)) continue;
      const digest = item['digest']?.S ?? '';
      found.set(digest, [...(found.get(digest) ?? []), item['outcome']?.S ?? '']);
    }
  return found;
};

/** Sends requests, several at a time. @returns the answers that were not expected. */
const sendAll = async (hostiles: readonly Hostile[]): Promise<readonly string[]> => {
  const surprises: string[] = [];
  const queue = hostiles.values();
  const sender = async (): Promise<void> => {
    for (const hostile of queue) {
      const status = await send(pipeline.outputs.webhookUrl, live, hostile);
      if (status !== hostile.status) surprises.push(`${hostile.title}: ${status}`);
      if (status === 200) expected.set(sha256(hostile.body), hostile.outcome);
    }
  };
  await Promise.all(Array.from({ length: 4 }, sender));
  return surprises;
};

let processes: readonly number[];

beforeAll(async () => {
  live = Object.values(pipeline.outputs.signingSecrets)[0] ?? '';
  await pipeline.putSecrets(JSON.stringify(Object.fromEntries([['live', live], ...secrets])));
  const families = ['connection', 'account', 'payment_intent', 'issuing', 'balance'];
  const first = families.map(
    (family): Hostile => ({
      title: family,
      body: Buffer.from(`{"id":"evt_first","name":"${family}.new"}`),
      status: 200,
    }),
  );
  expect(await sendAll(first)).toEqual([]);
  await drained(pipeline.target);
  processes = functionProcesses();
  expect(processes.length).toBeGreaterThanOrEqual(6);
});
afterAll(hangUp);

it.each<[string, () => readonly Hostile[]]>([
  ['headers, methods and paths', () => headers],
  ['bodies that are no events', () => bodies],
  ['names and ids', () => names],
  ['a sample cut short at every byte', () => truncated],
  ['a sample changed in transit', () => altered(live)],
  ['a genuine request split otherwise into timestamp and body', () => splits(live)],
  [
    'requests signed with unusual secrets',
    () =>
      secrets.map(([label, secret], index) => ({
        title: `signed with ${JSON.stringify(label)}`,
        body: Buffer.from(`{"id":"evt_secret_${index}","name":"balance.updated"}`),
        status: 200,
        outcome: 'unrouted',
        secret,
      })),
  ],
  ['data that is unusual, large or a compression bomb', () => objects],
  [
    'bodies too large for a function',
    () => [
      { title: '6 MiB', body: Buffer.alloc(6 * MIB, ' '), status: 413 },
      { title: '11 MiB', body: Buffer.alloc(11 * MIB, ' '), status: 413 },
      // A function gets 6 MB of JSON, in which a NUL takes six.
      { title: '2 MiB of NUL', body: Buffer.alloc(2 * MIB), status: 413 },
    ],
  ],
])('gets the expected answers to %s', async (_title, hostiles) => {
  expect(await sendAll(hostiles())).toEqual([]);
});

it('gets the expected answers to malformed HTTP', async () => {
  const surprises: string[] = [];
  for (const wire of wires(live)) {
    const answers = await write(pipeline.outputs.webhookUrl, wire);
    if (answers.join() !== wire.answers.join()) surprises.push(`${wire.title}: ${answers}`);
    for (const body of wire.bodies) expected.set(sha256(body), 'unrouted');
  }
  expect(surprises).toEqual([]);
});

it('accepts one id with two bodies, and a thousand concurrent copies of one', async () => {
  const refund = (status: string): Hostile => ({
    title: status,
    body: Buffer.from(
      `{"id":"evt_twice","name":"refund.settled","created_at":"2026-03-01T10:00:00Z","data":{"object":{"id":"rfd_twice","status":"${status}"}}}`,
    ),
    status: 200,
    outcome: 'accepted',
  });
  const copies = Array.from({ length: 1_000 }, () => refund('SETTLED'));
  expect(await sendAll([refund('ACCEPTED'), ...copies, refund('ACCEPTED')])).toEqual([]);
});

it('archives exactly what it answered with 200', async () => {
  await drained(pipeline.target);
  const found = await archived();
  expect([...found.keys()].filter((digest) => !expected.has(digest))).toEqual([]);
  const wrong = [...expected].filter(
    ([digest, outcome]) => found.get(digest)?.some((one) => one !== outcome) ?? true,
  );
  const titles = new Map(
    [...bodies, ...names, ...objects].map(({ title, body }) => [sha256(body), title]),
  );
  expect(
    wrong
      .filter(([, outcome]) => outcome !== undefined)
      .map(([digest, outcome]) => [titles.get(digest) ?? digest, outcome, found.get(digest)]),
  ).toEqual([]);
  expect(expected.size).toBeGreaterThan(600);
});

it('loses no process, and passes its audit', () => {
  const current = functionProcesses();
  expect(processes.filter((pid) => !current.includes(pid))).toEqual([]);
  expect(pipeline.output()).not.toMatch(/timed out|Out of memory|ExitError/);
  const audit = execFileSync(process.execPath, ['bin/webhooks/main.ts', 'audit', '--json'], {
    env: { ...process.env, LOCAL_DIR: pipeline.dir, NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect(JSON.parse(audit)).toMatchObject({ breaches: [] });
});
