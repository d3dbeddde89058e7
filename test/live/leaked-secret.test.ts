import * as v from 'valibot';
import { operationsShape } from '../../bin/webhooks/look/operations/json.ts';
import { auditShape } from '../../bin/webhooks/prove/audit/json.ts';
import { post } from '../../bin/webhooks/send/post.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { runCommand } from '../support/tool/command-line.ts';
import { useLaunchedTool } from '../support/tool/launched-tool.ts';
import { until } from '../support/until.ts';
import { refundEvents, webhook } from '../support/webhook.ts';

/*
 * The procedure of bin/webhooks/README.md, "A leaked secret", on a local pipeline: one step after the other.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const NEW = '2026-12';
const newSecret = `whsec_${'n'.repeat(40)}`;
let old = { label: '', secret: '' };

const intent = (id: string, name: string, second: number) =>
  webhook(id, `payment_intent.${name}`, `2026-03-01T10:00:0${second}Z`, { id: 'int_1' });
/** What Airwallex sent before the secret leaked, and since then. */
const before = [intent('evt_created', 'created', 1)];
const genuine = [intent('evt_capture', 'requires_capture', 2), ...refundEvents];
/** What somebody else signed. */
const forged = [
  intent('evt_forged', 'succeeded', 5),
  webhook('evt_forged_refund', 'refund.settled', '2026-03-09T10:00:00Z', { id: 'rfd_1' }),
];

const deliver = async (secret: string, bodies: readonly Buffer[]): Promise<readonly number[]> => {
  const { outputs, target } = tool.pipeline;
  const statuses: number[] = [];
  for (const body of bodies) statuses.push(await post(outputs.webhookUrl, secret, body));
  await drained(target);
  return statuses;
};

const statusOf = async (object: string): Promise<string> =>
  (await tool.run('show', object)).out.match(/^ *status +"?(\w+)/m)?.[1] ?? 'none';

const breaches = async (): Promise<readonly unknown[]> =>
  v.parse(auditShape, await tool.json('audit', '--verify')).breaches;

const done = expect.objectContaining({ code: 0 });
let leakedAt = '';

it('a secret leaks, and forged events have their effect', async () => {
  const [[label = '', secret = ''] = []] = Object.entries(tool.pipeline.outputs.signingSecrets);
  old = { label, secret };
  await deliver(secret, before);
  leakedAt = new Date().toISOString();
  expect(new Set(await deliver(secret, [...genuine, ...forged]))).toEqual(new Set([200]));
  expect(await statusOf('int_1')).toBe('SUCCEEDED');
});

it('1: another secret is stored beside it, and the leaked one is removed', async () => {
  const { dir } = tool.pipeline;
  expect(await runCommand(dir, ['secrets', 'add', NEW], newSecret)).toMatchObject({ code: 0 });
  expect(await tool.run('secrets', 'remove', old.label, '--force')).toEqual(done);
  const again = await runCommand(dir, ['secrets', 'add', old.label], `whsec_${'x'.repeat(40)}`);
  expect(again.code).toBe(3);
});

it('2: what it signed is listed, and void shows what it would do', async () => {
  const { out } = await tool.run('events', '--secret', old.label, '--since', leakedAt);
  for (const id of ['evt_capture', 'evt_settled_1', 'evt_forged', 'evt_forged_refund'])
    expect(out).toContain(id);
  expect(out).not.toContain('evt_created');
  const dry = await tool.run('void', '--secret', old.label, '--since', leakedAt, '--reason', 'x');
  expect(dry.out).toMatch(/^6 archived events: 6 void, 0 not$/m);
  expect(await statusOf('int_1')).toBe('SUCCEEDED');
});

it('3: what it signed has no effect any more, and what was before has', async () => {
  const words = ['--secret', old.label, '--since', leakedAt, '--reason', 'leaked in a build log'];
  expect(await tool.run('void', ...words, '--yes', '--wait', '0')).toEqual(done);
  expect(await statusOf('int_1')).not.toBe('SUCCEEDED');
  expect((await tool.run('show', 'rfd_1')).out).not.toContain('refund#rfd_1  refund');
  expect(await breaches()).toEqual([]);
});

it('4: genuine events that are sent again under the new secret count', async () => {
  // The ingress reads secrets again within half a minute after a signature has failed.
  await until(async () => (await deliver(newSecret, genuine.slice(0, 1)))[0] === 200, 60_000);
  expect(new Set(await deliver(newSecret, genuine))).toEqual(new Set([200]));
  expect(await deliver(old.secret, forged)).toEqual([401, 401]);
  expect(await statusOf('int_1')).toBe('REQUIRES_CAPTURE');
  expect(await statusOf('rfd_1')).toBe('SETTLED');
  expect((await tool.run('show', 'rfd_1')).out).not.toContain('evt_forged_refund');
});

it('5: an audit is clean, and states what was done and what stays void', async () => {
  expect(await breaches()).toEqual([]);
  const { out } = await tool.run('events', '--outcome', 'void', '--since', '7d');
  expect(out.match(/evt_\w+/g)?.sort()).toEqual(['evt_forged', 'evt_forged_refund']);
  const operations = v.parse(operationsShape, await tool.json('operations'));
  expect(operations.map(({ command }) => command)).toEqual(
    expect.arrayContaining(['secrets add', 'secrets remove', 'void']),
  );
});
