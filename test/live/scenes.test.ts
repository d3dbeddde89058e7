import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedHeaders } from '../../bin/webhooks/pipeline/secrets.ts';
import { post } from '../../bin/webhooks/send/post.ts';
import { payments } from '../../functions/payments/domain.ts';
import { sha256 } from '../../functions/shared/event/identifier.ts';
import { recordsOfObject } from '../../functions/shared/query/timeline.ts';
import { sealed } from '../support/aws/consumers.ts';
import { putMessage } from '../support/aws/put-message.ts';
import { whileStopped } from '../support/pipeline/function-processes.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { putRecord } from '../support/tables/manual-edits.ts';
import { useLaunchedTool } from '../support/tool/launched-tool.ts';
import { refundEvent, webhook } from '../support/webhook.ts';

/*
 * Questions of whoever is on call, each answered by at most two commands, and dead letters by three: the
 * count is part of each test.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const { pipeline } = tool;

const deliver = async (...bodies: readonly Buffer[]): Promise<void> => {
  const { webhookUrl, signingSecrets } = pipeline.outputs;
  for (const body of bodies)
    expect(await post(webhookUrl, signingSecrets['local'] ?? '', body)).toBe(200);
};

const intentEvent = (id: string, status: string, at: string): Buffer =>
  webhook(`evt_${id}_${status}`, `payment_intent.${status}`, at, {
    id: `int_${id}`,
    status: status.toUpperCase(),
    merchant_order_id: `ORD-${id}`,
    amount: 12.5,
    currency: 'USD',
  });

/** Commands that a person types, counted. */
const onCall = () => {
  let commands = 0;
  return {
    type: async (...words: readonly string[]): Promise<string> => {
      commands += 1;
      process.exitCode = undefined;
      const { out, err } = await tool.run(...words);
      return out + err;
    },
    commands: () => commands,
  };
};

/** A message of the ingress on the dead-letter queue of payments. */
const dead = async (body: Buffer): Promise<void> => {
  const receipt = {
    ...{ sentAt: Date.now(), receivedAt: Date.now(), requestId: 'r', secret: 'local' },
    digest: sha256(body),
  };
  const url = pipeline.outputs.deadLetterQueues['payments'];
  await putMessage(pipeline.target.sqs, url, sealed({ body, receipt }));
};

it('an event never came, because it waits in a queue, which is stuck', async () => {
  const { type, commands } = onCall();
  await deliver(refundEvent('settled', 'first'));
  await drained(pipeline.target);
  await whileStopped(pipeline, 'payments', async () => {
    await deliver(refundEvent('settled', 'waits'));
    expect(await type('show', 'evt_settled_waits')).toMatch(
      /accepted at \S+ with request \S+ and waits: the queue of payments holds 1 message/,
    );
    // A function that does not answer for half a minute is ended, and its message comes back minutes later.
    expect(await type('doctor', '--wait', '5')).toMatch(
      /✗ queues: 1 message of payments waits, .*\n +tail .*payments\.jsonl/,
    );
  });
  expect(commands()).toBe(2);
  await drained(pipeline.target);
});

it('dead letters: that there are some, which and why, and back they go', async () => {
  const { type, commands } = onCall();
  await dead(refundEvent('settled', 'dead'));
  expect(await type('show', 'evt_settled_dead')).toContain(
    'It is on the dead-letter queue of payments as message',
  );
  expect(await type('redrive', 'payments', '--dry-run')).toMatch(
    /evt_settled_dead +refund\.settled +refund#rfd_dead .* accepted/,
  );
  expect(await type('redrive', 'payments')).toContain('1 message moved, 0 remaining.');
  expect(commands()).toBe(3);
  await drained(pipeline.target);
  expect(await type('show', 'evt_settled_dead')).toContain('accepted by payments');
});

it('an event never came, because nobody sent it', async () => {
  const { type, commands } = onCall();
  expect(await type('show', 'evt_nowhere')).toMatch(
    /The ingress has not received it since .* In Airwallex look up whether/,
  );
  expect(commands()).toBe(1);
});

it('Airwallex gets 401: how often and for which cause, and the mistake in the signature', async () => {
  const { type, commands } = onCall();
  const body = refundEvent('settled', 'refused');
  expect(await post(pipeline.outputs.webhookUrl, 'whsec_of_another_webhook', body)).toBe(401);
  expect(await type('doctor')).toMatch(
    /! refusals: 1 request was refused .*: signature wrong 1; .*\n.*doctor signature --help/,
  );
  const file = join(pipeline.dir, 'body.json');
  writeFileSync(file, body);
  const secret = pipeline.outputs.signingSecrets['local'] ?? '';
  const headers = signedHeaders(secret.trimEnd().slice(6), body);
  const { 'x-timestamp': timestamp = '', 'x-signature': signature = '' } = headers;
  const given = ['--body-file', file, '--timestamp', timestamp, '--signature', signature];
  expect(await type('doctor', 'signature', ...given)).toMatch(
    /The signature is wrong, and 1 known mistake explains it, with the secret "local"/,
  );
  expect(commands()).toBe(2);
});

it('a record is wrong: in what, and the command that repairs it', async () => {
  const { type, commands } = onCall();
  await deliver(intentEvent('wrong', 'succeeded', '2026-03-01T10:00:00Z'));
  await drained(pipeline.target);
  const [record] = await recordsOfObject(
    pipeline.target.tables.of(payments),
    'payment_intent#int_wrong',
  );
  if (!record) throw new Error('no record');
  const attributes = { ...record.attributes, status: 'CANCELLED' };
  await putRecord(pipeline.target, { ...record, attributes });
  const answer = await type('show', 'int_wrong');
  expect(answer).toContain('✗ altered: status is "CANCELLED" and its event states "SUCCEEDED"');
  const [, repair = ''] = /webhooks -- (rebuild .*) --dry-run$/m.exec(answer) ?? [];
  await type(...repair.replaceAll("'", '').split(' '));
  expect(commands()).toBe(2);
  expect(await type('show', 'int_wrong')).not.toContain('altered');
});

it('an order is paid and not released: from its number to how far the payment came', async () => {
  const { type, commands } = onCall();
  await deliver(
    intentEvent('1847', 'created', '2026-03-01T10:00:00Z'),
    intentEvent('1847', 'succeeded', '2026-03-01T10:05:00Z'),
  );
  await drained(pipeline.target);
  expect(await type('events', '--text', 'ORD-1847', '--since', '1d')).toContain(
    'payment_intent#int_1847',
  );
  expect(await type('history', 'int_1847')).toMatch(
    /payment_intent\.succeeded +evt_1847_succeeded +current +status REQUIRES_PAYMENT_METHOD → SUCCEEDED/,
  );
  expect(commands()).toBe(2);
});

it('what an intent went through: each event and what it changed, in order', async () => {
  const { type, commands } = onCall();
  await deliver(
    intentEvent('path', 'succeeded', '2026-03-01T10:05:00Z'),
    intentEvent('path', 'created', '2026-03-01T10:00:00Z'),
  );
  await drained(pipeline.target);
  const lines = (await type('history', 'int_path')).split('\n');
  expect(lines.filter((line) => line.includes('payment_intent.'))).toEqual([
    expect.stringMatching(
      /^2026-03-01T10:00.* superseded +status REQUIRES_PAYMENT_METHOD, amount 12\.5/,
    ),
    expect.stringMatching(
      /^2026-03-01T10:05.* current +status REQUIRES_PAYMENT_METHOD → SUCCEEDED$/,
    ),
  ]);
  expect(commands()).toBe(1);
});

it("a card's spend looks off: what was held, posted and bought", async () => {
  const { type, commands } = onCall();
  const { out } = await tool.run('scenario', 'card-spend', '--seed', 'scene');
  const [, card = ''] = /webhooks -- spend (\S+)/.exec(out) ?? [];
  await drained(pipeline.target);
  const answer = await type('spend', card);
  expect(answer).toMatch(/authorized +(\d+\.\d\d)[\s\S]*posted +-\1/);
  expect(answer).toMatch(/\d+\.\d\d +\d{4}-\d\d-\d\d +clearing +\S+.* transaction#/);
  expect(commands()).toBe(1);
});

it('is anything wrong: yes, events need attention; why, and what to type', async () => {
  const { type, commands } = onCall();
  expect(await type('doctor')).toContain('Nothing is wrong with the local pipeline');
  const broken = (number: number) =>
    webhook(`evt_broken_${number}`, 'refund.settled', undefined, { id: null });
  await deliver(
    ...[1, 2, 3, 4, 5, 6].map(broken),
    webhook('evt_odd', 'refund.odd', undefined, { id: 'rfd_odd' }),
  );
  await drained(pipeline.target);
  const before = commands();
  expect(await type('doctor')).toMatch(
    /✗ attention: 7 events need attention: 6 quarantined .*\n.*quarantine$/m,
  );
  expect(await type('quarantine')).toMatch(
    /6 quarantined in payments\n +because +data\.object\.id: .*null[\s\S]*to do/,
  );
  expect(commands() - before).toBe(2);
});

it('why did the quarantine alarm ring: the reason, an example and what the event is', async () => {
  const { type, commands } = onCall();
  const [, example = ''] = /example +(\S+)/.exec(await type('quarantine')) ?? [];
  expect(await type('show', example)).toMatch(
    /refund\.settled +evt_broken_\d +quarantined by payments[\s\S]*Issues\n +data\.object\.id: expected an id, received null/,
  );
  expect(commands()).toBe(2);
});
