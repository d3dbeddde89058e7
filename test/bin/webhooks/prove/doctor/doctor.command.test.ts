import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateQueueCommand, PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { post } from '../../../../../bin/webhooks/send/post.ts';
import { domains } from '../../../../../functions/domains.ts';
import { archivedEvents } from '../../../../../functions/shared/query/archive.ts';
import { scanPages } from '../../../../../functions/shared/query/items.ts';
import { storedRecords } from '../../../../../functions/shared/query/records.ts';
import { whileStopped } from '../../../../support/pipeline/function-processes.ts';
import { drained } from '../../../../support/pipeline/local-pipeline.ts';
import { examine, findingOf, problemsOf } from '../../../../support/tool/findings.ts';
import { useLaunchedTool } from '../../../../support/tool/launched-tool.ts';
import { until } from '../../../../support/until.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* The doctor checks the pipeline as `npm start` runs it. */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const { pipeline } = tool;

describe('the local pipeline', () => {
  it('has no problem when it is healthy; checks of AWS are skipped with the reason', async () => {
    const findings = await examine(tool);
    expect(problemsOf(findings)).toEqual([]);
    expect(process.exitCode).toBeUndefined();
    const status = Object.fromEntries(findings.map((finding) => [finding.check, finding.status]));
    expect(status).toEqual({
      credentials: 'skipped',
      stacks: 'skipped',
      deployment: 'skipped',
      pipeline: 'ok',
      code: 'ok',
      tables: 'ok',
      'signing secret': 'ok',
      'secret form': 'ok',
      'webhook URL': 'ok',
      clock: 'ok',
      'unsigned request': 'ok',
      heartbeat: 'ok',
      queues: 'ok',
      'failed tries': 'ok',
      'dead letters': 'ok',
      attention: 'ok',
      refusals: 'ok',
      'last event': 'skipped',
      'unrouted events': 'ok',
      drift: 'ok',
      alarms: 'skipped',
      subscriber: 'skipped',
    });
    for (const { detail } of findings) expect(detail).toMatch(/^.*[.:]$/);
  });

  it('has its findings printed with a mark each, and without a secret', async () => {
    const { out: text } = await tool.run('doctor');
    expect(text).toMatch(/^✓ heartbeat: Accepted in .*, noted in the archive's table .* later\.$/m);
    expect(text).toMatch(/^– alarms, subscriber: The local pipeline runs without AWS\.$/m);
    expect(text).toContain('Nothing is wrong with the local pipeline');
    for (const secret of Object.values(pipeline.outputs.signingSecrets))
      expect(text).not.toContain(secret);
  });

  it('keeps of the checks nothing but one note of the latest heartbeat', async () => {
    const { events } = pipeline.target.tables;
    const notes = [];
    for await (const items of scanPages(events)) notes.push(...items);
    expect(notes).toEqual([
      {
        id: { S: '#heartbeat' },
        digest: { S: '#latest' },
        eventId: { S: expect.stringMatching(/^doctor-\d{8}T\d{9}Z-[0-9a-f]{8}$/) },
        receivedAt: { S: expect.any(String) },
        notedAt: { S: expect.any(String) },
      },
    ]);
    for await (const event of archivedEvents(events)) throw new Error(event.id);
    for (const domain of domains)
      for await (const record of storedRecords(pipeline.target.tables.of(domain)))
        throw new Error(record.pk);
  });

  it('has a problem when it does not exist', async () => {
    const nowhere = join(pipeline.dir, 'nowhere');
    process.env['LOCAL_DIR'] = nowhere;
    const findings = await examine(tool);
    expect(problemsOf(findings)).toMatchObject([
      { check: 'pipeline', next: `npm start -- --dir ${nowhere}` },
    ]);
    expect(findings.find(({ check }) => check === 'heartbeat')).toMatchObject({
      status: 'skipped',
      detail: 'Skipped until "pipeline" is fixed.',
    });
    expect(process.exitCode).toBe(3);
  });

  it('has a problem when it is stopped', async () => {
    const stopped = join(pipeline.dir, 'stopped');
    mkdirSync(stopped);
    const unreachable = 'http://127.0.0.1:9';
    const endpoints = { dynamodb: unreachable, sqs: unreachable, secretsmanager: unreachable };
    const away = { ...pipeline.outputs, webhookUrl: `${unreachable}/webhooks`, endpoints };
    writeFileSync(join(stopped, 'outputs.json'), JSON.stringify(away));
    process.env['LOCAL_DIR'] = stopped;
    const findings = problemsOf(await examine(tool));
    expect(findings.map(({ check }) => check)).toContain('webhook URL');
    expect(findings.find(({ check }) => check === 'webhook URL')).toMatchObject({
      detail: expect.stringContaining('does not answer'),
      next: `npm start -- --dir ${stopped}`,
    });
  });

  it.each([
    ['none', '{}', 'No signing secret is live yet'],
    ['the placeholder', '{"<label>":"<secret>"}', 'still the placeholder'],
  ])('has a problem when its secret is %s', async (_what, secret, words) => {
    try {
      await pipeline.putSecrets(secret);
      const findings = await examine(tool);
      expect(problemsOf(findings)).toMatchObject([
        {
          check: 'signing secret',
          detail: expect.stringContaining(words),
          next: `LOCAL_DIR=${pipeline.dir} npm run webhooks -- secrets add live`,
        },
      ]);
      expect(findings.find((finding) => finding.check === 'heartbeat')?.status).toBe('ok');
    } finally {
      await pipeline.putSecrets(JSON.stringify(pipeline.outputs.signingSecrets));
    }
  });

  it('has a problem when there is a dead letter', async () => {
    const QueueUrl = pipeline.outputs.deadLetterQueues['payments'] ?? '';
    await pipeline.target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
    expect(problemsOf(await examine(tool))).toEqual([
      {
        check: 'dead letters',
        status: 'problem',
        detail:
          '1 message on the dead-letter queue of payments has had no effect; SQS deletes them 14 days after they arrived. An unreadable one can be discarded (--discard), any other moved back.',
        next: `LOCAL_DIR=${pipeline.dir} npm run webhooks -- redrive payments --dry-run`,
      },
    ]);
    await pipeline.target.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  });

  it('has a problem when a consumer receives nothing', async () => {
    const { QueueUrl = '' } = await pipeline.target.sqs.send(
      new CreateQueueCommand({ QueueName: 'orphan' }),
    );
    await pipeline.target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));
    const orphaned = join(pipeline.dir, 'orphaned');
    mkdirSync(orphaned);
    const queues = { ...pipeline.outputs.queues, issuing: QueueUrl };
    writeFileSync(join(orphaned, 'outputs.json'), JSON.stringify({ ...pipeline.outputs, queues }));
    process.env['LOCAL_DIR'] = orphaned;
    expect(problemsOf(await examine(tool))).toEqual([
      {
        check: 'queues',
        status: 'problem',
        detail:
          '1 message of issuing waits, and none was finished in 5 s: its consumer receives none, fails, or is too slow.',
        next: `tail ${orphaned}/logs/issuing.jsonl`,
      },
    ]);
  });

  it('has no warning when only unsigned requests were refused', async () => {
    const { detail, status } = findingOf(await examine(tool), 'refusals');
    expect(status).toBe('ok');
    expect(detail).toMatch(
      /^No signed request was refused in the last .*\. \d+ requests? without a signature: /,
    );
  });

  it('has a warning when webhooks signed with another secret were refused', async () => {
    const { webhookUrl } = pipeline.outputs;
    expect(await post(webhookUrl, 'whsec_of_another_webhook', refundEvent('settled'))).toBe(401);
    const findings = await examine(tool);
    expect(problemsOf(findings)).toEqual([]);
    expect(findingOf(findings, 'refusals')).toEqual({
      check: 'refusals',
      status: 'warning',
      detail: expect.stringMatching(
        /^1 request was refused in the last .*: signature wrong 1; the last .* ago\. Airwallex signs with a secret that is not live here/,
      ),
      next: expect.stringMatching(/npm run webhooks -- doctor signature --help$/),
    });
    expect(process.exitCode).toBeUndefined();
    const { out } = await tool.run('doctor');
    expect(out).toMatch(/^! refusals: 1 request was refused/m);
    expect(out).toMatch(
      /Nothing is wrong with the local pipeline \(1 warning, \d checks skipped\)/,
    );
  });

  it('has a problem when the heartbeat reaches no table', async () => {
    await whileStopped(pipeline, 'unrouted', async () => {
      expect(problemsOf(await examine(tool, '--wait', '1'))).toMatchObject([
        {
          check: 'heartbeat',
          detail: expect.stringContaining('is not noted in the events table after 1'),
          next: `tail ${pipeline.dir}/logs/unrouted.jsonl`,
        },
        {
          check: 'queues',
          detail: expect.stringMatching(/^1 message of unrouted waits, and none was finished/),
        },
      ]);
    });
    expect(readdirSync(join(pipeline.dir, 'logs'))).toContain('unrouted.jsonl');
  });

  it('has a warning when unrouted events are named like those of a domain', async () => {
    const [secret = ''] = Object.values(pipeline.outputs.signingSecrets);
    const before = findingOf(await examine(tool), 'unrouted events');
    expect(before).toMatchObject({ status: 'ok' });
    for (const [id, name] of [
      ['evt_near_1', 'account_note.created'],
      ['evt_near_2', 'account_note.created'],
      ['evt_payout', 'payment.new'],
    ] as const)
      await post(pipeline.outputs.webhookUrl, secret, webhook(id, name, undefined, {}));
    await drained(pipeline.target);
    const findings = await examine(tool);
    expect(problemsOf(findings)).toEqual([]);
    expect(findingOf(findings, 'unrouted events')).toEqual({
      check: 'unrouted events',
      status: 'warning',
      detail:
        'In the last day unrouted events were named like those of a domain: account_note.created (2). They are archived and set no record.',
      next: expect.stringMatching(/npm run webhooks -- stats --since 24h$/),
    });
  });

  it('has a problem when events need attention, with reasons and the age of the oldest', async () => {
    const [secret = ''] = Object.values(pipeline.outputs.signingSecrets);
    const broken = (id: string, data: object) =>
      webhook(id, 'refund.settled', '2026-03-03T10:00:00Z', { id: 'rfd_1', ...data });
    const bodies = [
      broken('evt_1', { amount: ['12.50'] }),
      broken('evt_2', { amount: ['7'] }),
      broken('evt_3', { id: null }),
      webhook('evt_4', 'refund.teleported', '2026-03-03T10:00:00Z', { id: 'rfd_2' }),
      Buffer.from('{}'),
    ];
    for (const body of bodies) await post(pipeline.outputs.webhookUrl, secret, body);
    await drained(pipeline.target);
    expect(problemsOf(await examine(tool))).toEqual([
      {
        check: 'attention',
        status: 'problem',
        detail: expect.stringMatching(
          /^5 events need attention: 3 quarantined \(data\.object\.amount: expected a decimal of at most 38 digits, received array, and 1 other reason\), 1 unrecognized, 1 nameless\. The oldest was archived .* ago\.$/,
        ),
        next: expect.stringMatching(/npm run webhooks -- quarantine$/),
      },
    ]);
    expect(process.exitCode).toBe(3);
  });

  it('is in order once all of them are acknowledged, and has a problem when it happens again', async () => {
    const [secret = ''] = Object.values(pipeline.outputs.signingSecrets);
    const groups: readonly { example: string }[] = JSON.parse(
      (await tool.run('quarantine', '--json')).out,
    );
    for (const { example } of groups)
      await tool.run('quarantine', '--acknowledge', example, '--group', '--note', 'known');
    const content = await examine(tool);
    expect(problemsOf(content)).toEqual([]);
    expect(findingOf(content, 'attention')).toMatchObject({
      status: 'ok',
      detail: 'No archived event needs attention. 5 events are acknowledged.',
    });
    await post(
      pipeline.outputs.webhookUrl,
      secret,
      webhook('evt_5', 'refund.settled', '2026-03-03T10:00:00Z', { id: null }),
    );
    await drained(pipeline.target);
    expect(problemsOf(await examine(tool))).toMatchObject([
      {
        check: 'attention',
        detail: expect.stringMatching(
          /^1 event needs attention: 1 quarantined .* ago\. 5 events are acknowledged\.$/,
        ),
      },
    ]);
  });

  it('has a warning when events have something that no schema knows', async () => {
    const [secret = ''] = Object.values(pipeline.outputs.signingSecrets);
    const body = webhook('evt_drift', 'refund.settled', '2026-03-03T10:00:00Z', {
      ...{ id: 'rfd_drift', status: 'SETTLED', mood: 'good' },
    });
    await post(pipeline.outputs.webhookUrl, secret, body);
    await drained(pipeline.target);
    const drifted = (await examine(tool)).filter(({ check }) => check === 'drift');
    expect(drifted).toEqual([
      {
        check: 'drift',
        status: 'warning',
        detail: expect.stringMatching(
          /^Events of payments had \d+ things? in the last day that no schema knows: .*data\.object\.mood \(new field: string\)/,
        ),
        next: 'To read it, extend the schemas in functions/payments/ and raise the revision.',
      },
    ]);
    expect(drifted[0]?.detail).not.toContain('good');
  });

  it('has a warning while tries of a message fail', async () => {
    const QueueUrl = pipeline.outputs.queues['payments'] ?? '';
    await pipeline.target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    const failed = () => examine(tool).then((findings) => findingOf(findings, 'failed tries'));
    await until(async () => (await failed()).status === 'warning');
    expect(await failed()).toEqual({
      check: 'failed tries',
      status: 'warning',
      detail: expect.stringMatching(
        /^\d+ (?:try|tries) of 1 message failed in payments in the last hour: UnreadableMessage \d+; the last .* ago\. /,
      ),
      next: `tail ${pipeline.dir}/logs/payments.jsonl`,
    });
    await pipeline.target.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  });
});
