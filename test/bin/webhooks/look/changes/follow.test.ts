import { post } from '../../../../../bin/webhooks/send/post.ts';
import { useLocalPipeline } from '../../../../support/pipeline/local-pipeline.ts';
import { type Running, runCommand, startCommand } from '../../../../support/tool/command-line.ts';
import { until } from '../../../../support/until.ts';
import { refundEvent } from '../../../../support/webhook.ts';

/* `webhooks changes --follow` as a person uses it. */

jest.setTimeout(60_000);

const pipeline = useLocalPipeline();
const started: Running[] = [];
afterAll(() => {
  for (const { child } of started) child.kill('SIGKILL');
});

const send = async (body: Buffer): Promise<void> => {
  const { webhookUrl, signingSecrets } = pipeline.outputs;
  expect(await post(webhookUrl, Object.values(signingSecrets)[0] ?? '', body)).toBe(200);
};

/** Starts it and waits until it looks. */
const follow = async (...words: readonly string[]): Promise<Running> => {
  const all = ['changes', '--follow', '--interval', '0.2', ...words];
  const running = startCommand(pipeline.dir, all);
  started.push(running);
  await until(() => running.err().includes('Following') || running.child.exitCode !== null);
  return running;
};

it('prints what events change as they are archived, compared with those before it began', async () => {
  await send(refundEvent('received', 'a'));
  const shown = () => runCommand(pipeline.dir, ['show', 'evt_received_a']);
  await until(async () => (await shown()).code === 0);
  const running = await follow();
  await send(refundEvent('settled', 'a'));
  await until(() => running.out().includes('SETTLED'));
  await send(refundEvent('settled', 'a'));
  await send(refundEvent('received', 'b'));
  await until(() => running.out().includes('rfd_b'));
  running.child.kill('SIGINT');
  expect(await running.ended()).toBe(0);
  const lines = running.out().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^20\S+Z {2}refund +refund#rfd_a +RECEIVED → SETTLED$/);
  expect(lines[1]).toMatch(
    /^20\S+Z {2}refund +refund#rfd_b +- → RECEIVED +payment_intent_id int_1$/,
  );
  expect(running.err()).toBe('Following the local pipeline. Press Ctrl-C to stop.\n');
});

it('ends after a number of changes that match its filters, a JSON line each', async () => {
  await send(refundEvent('accepted', 'c'));
  await send(refundEvent('settled', 'c'));
  const words = ['--since', '10m', '--becomes', 'ACCEPTED,SETTLED', '--limit', '2', '--json'];
  const running = await follow('--object', 'refund', ...words);
  expect(await running.ended()).toBe(0);
  const changes = running
    .out()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(changes).toHaveLength(2);
  expect(changes[0]).toMatchObject({ object: 'refund', replay: true, position: '' });
});

it('ends silently when its reader closes the pipe', async () => {
  const running = await follow('--since', '10m');
  await until(() => running.out() !== '');
  running.child.stdout?.destroy();
  await send(refundEvent('received', 'unread'));
  expect(await running.ended()).toBe(0);
  expect(running.err()).not.toContain('rror');
});
