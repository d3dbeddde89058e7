import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { find } from '../../bin/webhooks/look/show/find.ts';
import { reachLocal } from '../../bin/webhooks/pipeline/connect.ts';
import type { LocalOutputs } from '../../bin/webhooks/pipeline/outputs.ts';
import { waitingMessages } from '../../bin/webhooks/pipeline/queues/queues.ts';
import { signedHeaders } from '../../bin/webhooks/pipeline/secrets.ts';
import type { Target } from '../../bin/webhooks/pipeline/target.ts';
import { allSamples } from '../../bin/webhooks/send/samples.ts';
import { type Launched, launch } from '../bin/local/launch.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { itemText } from '../support/tables/item-text.ts';

/*
 * The pipeline as `npm start` runs it: the synthesized templates and the bundles that would be
 * deployed, each in its own process, used through the tool and the URL alone.
 */

jest.setTimeout(180_000);

const dir = mkdtempSync(join(tmpdir(), 'pipeline-'));
const environment = { ...process.env, LOCAL_DIR: dir, NO_COLOR: '1' };
const node = process.execPath;

let runner: Launched;
let outputs: LocalOutputs;
let target: Target;

const start = async (): Promise<void> => {
  runner = await launch(dir);
  outputs = runner.outputs;
  target = reachLocal(outputs, dir);
};

/** The ids of the runner and its descendants, from the system's list of processes. */
const tree = (): readonly number[] => {
  const parents = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [runner.child.pid ?? 0];
  for (const pid of found)
    for (const [child = 0, parent] of parents) if (parent === pid) found.push(child);
  return found;
};

const killAll = (): void => {
  for (const pid of tree())
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
};

const webhooks = (...parameters: readonly string[]): { code: number; json: unknown } => {
  const parse = (text: string): unknown => (text.trim() === '' ? undefined : JSON.parse(text));
  try {
    const stdout = execFileSync(node, ['bin/webhooks/main.ts', ...parameters, '--json'], {
      env: environment,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    });
    return { code: 0, json: parse(stdout) };
  } catch (error) {
    const { status, stdout } = Object(error);
    return { code: status, json: parse(String(stdout)) };
  }
};

/** Every item of every table as a line. */
const items = async (): Promise<readonly string[]> => {
  const lines: string[] = [];
  for (const name of Object.values(outputs.tables)) {
    const pages = paginateScan(
      { client: target.dynamodb },
      { TableName: name, ConsistentRead: true },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) lines.push(`${name} ${itemText(item)}`);
  }
  return lines.sort();
};

const waiting = async (): Promise<number> =>
  [...(await waitingMessages(target)).values()].reduce((sum, count) => sum + count, 0);

/** Posts a body. @returns the status, or 0 without an answer. */
const post = async (
  body: string,
  secret = Object.values(outputs.signingSecrets)[0] ?? '',
): Promise<number> => {
  try {
    const response = await fetch(outputs.webhookUrl, {
      method: 'POST',
      headers: signedHeaders(secret, Buffer.from(body)),
      body,
    });
    return response.status;
  } catch {
    return 0;
  }
};

beforeAll(start);
afterAll(() => {
  killAll();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
});

interface Sent {
  readonly event: string;
  readonly status: number;
  readonly domain: string;
  readonly object: string;
}

let first: readonly string[];

it('every sample is archived and applied, and the tool finds its object', async () => {
  const { code, json } = webhooks('send', '--all');
  expect(code).toBe(0);
  const sent: readonly Sent[] = JSON.parse(JSON.stringify(json));
  expect(sent.map(({ status }) => status)).toEqual(allSamples().map(() => 200));
  await drained(target);
  first = await items();
  expect(first.length).toBeGreaterThan(2 * allSamples().length);
  const idOf = (object: string): string => object.slice(object.indexOf('#') + 1);
  for (const { event, domain, object } of sent)
    expect({
      event,
      found: (await find(target, [domain, idOf(object)])).objects.length > 0,
    }).toEqual({
      event,
      found: true,
    });
  for (const { domain, object } of sent.filter((_, index) => index % 40 === 0))
    expect(webhooks('show', domain, idOf(object)).code).toBe(0);
  expect(webhooks('show', 'payments', 'int_missing').code).toBe(2);
});

it('all samples sent again in reverse order change nothing', async () => {
  expect(webhooks('send', ...allSamples().toReversed()).code).toBe(0);
  await drained(target);
  expect(await items()).toEqual(first);
});

it('a thousand forged requests put nothing in queues and tables', async () => {
  const forged = Array.from({ length: 1_000 }, (_, index) =>
    JSON.stringify({ id: `evt_forged_${index}`, name: 'payment_intent.succeeded' }),
  );
  const statuses: number[] = [];
  for (let start = 0; start < forged.length; start += 50)
    statuses.push(
      ...(await Promise.all(
        forged.slice(start, start + 50).map((body) => post(body, 'whsec_forged')),
      )),
    );
  expect(new Set(statuses)).toEqual(new Set([401]));
  expect(await waiting()).toBe(0);
  expect(await items()).toEqual(first);
});

it('kill -9 of everything under traffic loses no acknowledged event', async () => {
  const acknowledged: string[] = [];
  const intent = (id: string): string =>
    JSON.stringify({
      id: `evt_${id}`,
      name: 'payment_intent.created',
      created_at: '2026-11-01T10:00:00+0000',
      data: { object: { id: `int_${id}`, status: 'REQUIRES_PAYMENT_METHOD', amount: 1.1 } },
    });
  for (let round = 0; round < 3; round += 1) {
    let sending = true;
    const sender = async (name: string): Promise<void> => {
      for (let number = 0; sending; number += 1) {
        const id = `${round}_${name}_${number}`;
        if ((await post(intent(id))) === 200) acknowledged.push(id);
        else await pause(20);
      }
    };
    const senders = ['a', 'b', 'c', 'd'].map(sender);
    await pause(1_000);
    killAll();
    sending = false;
    await Promise.all(senders);
    await start();
  }
  expect(acknowledged.length).toBeGreaterThan(30);
  await drained(target);
  const found = (await items()).join();
  const lost = acknowledged.filter((id) => !found.includes(`"S":"payment_intent#int_${id}"`));
  expect(lost).toEqual([]);
});

it('the audit is clean, and each table equals a rebuild from the archive', () => {
  const { code, json } = webhooks('audit');
  expect({ code, json }).toMatchObject({ code: 0, json: { breaches: [] } });
  for (const domain of ['connections', 'accounts', 'payments', 'issuing'])
    expect({ domain, code: webhooks('rebuild', domain, '--compare').code }).toEqual({
      domain,
      code: 0,
    });
});
