import { addStats } from '../../../bin/webhooks/stats.ts';
import { useTarget } from '../../support/target.ts';
import { useTool } from '../../support/tool.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';

/* `webhooks stats` as a person uses it. */

const noon = Date.UTC(2026, 2, 3, 12);

let now = noon;
const test = useTarget(beforeAll, () => now);
const tool = useTool(test, addStats);

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

it('counts by name and outcome, with the lag of each part of the way', async () => {
  expect(await tool.run('stats', ...march)).toMatchInlineSnapshot(`
"4 events archived from 2026-03-01T00:00:00.000Z until 2026-04-01T00:00:00.000Z

event            accepted  unrouted  quarantined  total
refund.settled          2         0            1      3
deposit.settled         0         1            0      1

delivery lag             p50     p99     max
occurred to sent         2 h     2 h     2 h
sent to received      250 ms  250 ms  250 ms
received to archived  700 ms  700 ms  700 ms"
`);
});

it('does the same for a machine', async () => {
  expect(await tool.json('stats', ...march)).toMatchObject({
    since: '2026-03-01T00:00:00.000Z',
    total: 4,
    names: [{ name: 'refund.settled', domain: 'payments', outcomes: { accepted: 2 } }, {}],
    lags: { 'sent to received': { count: 4, p50: 250, p99: 250 } },
  });
});

it('counts the last day by default, and says when there is nothing', async () => {
  expect(await tool.run('stats')).toMatch(/^0 events archived from .*Z until .*Z$/);
});
