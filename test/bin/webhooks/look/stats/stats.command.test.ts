import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks stats` as a person uses it. */

const noon = Date.UTC(2026, 2, 3, 12);

let now = noon;
const test = useTarget(beforeAll, () => now);
const tool = useTool(test);

beforeAll(async () => {
  for (const body of [
    refundEvent('settled', 1),
    refundEvent('settled', 2),
    webhook('evt_broken', 'refund.settled', undefined, { id: null }),
    webhook('evt_deposit', 'deposit.settled', undefined, {}),
  ])
    await test.pipeline.post(body, { sentAt: noon - 250 });
  now = noon + 700;
  await test.pipeline.drain();
});

const march = ['--since', '2026-03-01', '--until', '2026-04-01'];

it('counts by name and outcome, with the lag of each part of the delivery', async () => {
  expect(await tool.run('stats', ...march)).toMatchInlineSnapshot(`
"4 events archived from 2026-03-01T00:00:00.000Z until 2026-04-01T00:00:00.000Z
refused: unknown, because the ingress has no log

event            accepted  unrouted  quarantined  total
refund.settled          2         0            1      3
deposit.settled         0         1            0      1

delivery lag             p50     p99     max
occurred to sent         2 h     2 h     2 h
sent to received      250 ms  250 ms  250 ms
received to archived  700 ms  700 ms  700 ms"
`);
});

it('prints the same figures as JSON', async () => {
  expect(await tool.json('stats', ...march)).toMatchObject({
    since: '2026-03-01T00:00:00.000Z',
    total: 4,
    names: [{ name: 'refund.settled', domain: 'payments', outcomes: { accepted: 2 } }, {}],
    lags: { sentToReceived: { count: 4, p50Ms: 250, p99Ms: 250 } },
  });
});

it('names unrouted events that begin like a family of a domain, but not those of other products', async () => {
  now = noon;
  for (const name of ['account_note.created', 'payment.new', 'account.reviewed'])
    await test.pipeline.post(webhook(`evt_${name}`, name, undefined, {}), { sentAt: noon });
  await test.pipeline.drain();
  const text = await tool.run('stats', ...march);
  expect(text.split('\n').filter((line) => line.includes('begins like'))).toEqual([
    expect.stringMatching(/^1 event named account_note\.created set no record: .* "account"\. /),
  ]);
});

it('states that refusals are unknown where the ingress has no log', async () => {
  expect(await tool.run('stats', ...march)).toContain(
    '\nrefused: unknown, because the ingress has no log\n',
  );
  expect(await tool.json('stats', ...march)).toMatchObject({ refusals: null });
});

describe('refused requests', () => {
  const line = (day: number, fields: object): string =>
    JSON.stringify({ timestamp: `2026-03-0${day}T12:00:00.000Z`, ...fields });
  const refused = (day: number, cause: string, count: number): string =>
    line(day, { message: 'refused', requestId: 'request', cause, refused: count });
  const logged = [
    refused(2, 'stale', 1),
    line(2, { message: 'accepted', requestId: 'refused' }),
    refused(3, 'signature wrong', 1),
    refused(3, 'signature wrong', 4),
    'no JSON, but "refused"',
    refused(4, 'signature missing', 3_000),
  ];

  beforeAll(() => {
    const folder = join(tool.folder, 'logs');
    mkdirSync(folder);
    writeFileSync(join(folder, 'ingress.jsonl'), `${logged.join('\n')}\n`);
  });

  it('are counted by cause in the time asked for', async () => {
    const day = ['--since', '2026-03-03', '--until', '2026-03-04'];
    expect(await tool.run('stats', ...day)).toContain('\nrefused 5: signature wrong 5\n');
    const none = ['--since', '2026-03-05', '--until', '2026-03-06'];
    expect(await tool.run('stats', ...none)).toMatch(/\nrefused 0$/);
  });

  it('are counted from when the log begins', async () => {
    expect(await tool.run('stats', ...march)).toContain(
      '\nrefused 3,006: signature missing 3,000, signature wrong 5, stale 1 (since the log begins, 2026-03-02T12:00:00.000Z)\n',
    );
    expect(await tool.json('stats', ...march)).toMatchObject({
      refusals: {
        total: 3_006,
        causes: { 'signature missing': 3_000, 'signature wrong': 5, stale: 1 },
        since: '2026-03-02T12:00:00.000Z',
      },
    });
  });
});

it('counts the day before --until where no other beginning is given', async () => {
  expect(await tool.json('stats', '--until', '2026-03-04')).toMatchObject({
    since: '2026-03-03T00:00:00.000Z',
    until: '2026-03-04T00:00:00.000Z',
  });
});

it('counts the last day by default, and reports when there are no events', async () => {
  expect(await tool.run('stats')).toMatch(/^0 events archived from .*Z until .*Z\nrefused 0$/);
});
