import { refundEvent, webhook } from '../../support/webhook.ts';
import { useInspected, wordsOf } from './inspected.ts';

/* What needs attention: what is archived and not applied, and what is not archived. */

const inspected = useInspected();
const words = async (path = '/quarantine') => wordsOf(await inspected.ask(path));
const openCount = async (path = '/') =>
  /<span class="count">(.*?)<span/.exec((await inspected.ask(path)).body)?.[1];

const HOUR = 3_600_000;
const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();

it('reports what is in order where nothing is open, and announces no count', async () => {
  await inspected.receive([refundEvent('settled')]);
  const text = await words();
  expect(text).toContain('Nothing needs attention: every event was read.');
  expect(text).toContain('Every dead-letter queue is empty.');
  expect(text).toContain('No message waits in a queue.');
  expect(text).toContain('The ingress has no log yet.');
  expect(await openCount()).toBeUndefined();
});

it('shows dead letters by domain, why they failed, and how to see and move them', async () => {
  inspected.waiting.set('dead-payments', 3);
  const failed = { message: 'failed', receives: 5, error: 'TimeoutError', where: 'at apply' };
  for (const [messageId, age] of [
    ['m1', 30 * HOUR],
    ['m1', 3 * HOUR],
    ['m2', 2 * HOUR],
  ] as const)
    inspected.logLine('payments', { ...failed, messageId, timestamp: ago(age) });
  const text = await words();
  expect(text).toContain('dead letters 3 messages in payments Oldest age not measured');
  expect(text).toContain(
    'Failed 2 tries of 2 messages in the last day: TimeoutError 2; the last 2 h ago',
  );
  expect(text).toMatch(/npm run webhooks -- redrive payments --dry-run Once .* redrive payments /);
  expect(text).not.toContain('Every dead-letter queue is empty.');
});

it('shows messages that wait', async () => {
  inspected.waiting.set('issuing', 1_234);
  expect(await words()).toMatch(
    /waiting 1,234 messages in issuing .*Ready 1,234 .*webhooks -- doctor/,
  );
});

it('shows requests that were refused in the last day by cause, with the likely reason', async () => {
  const refused = { message: 'refused', refused: 4, cause: 'signature wrong' };
  inspected.logLine('ingress', { ...refused, timestamp: ago(30 * HOUR) });
  inspected.logLine('ingress', { ...refused, timestamp: ago(HOUR) });
  inspected.logLine('ingress', { ...refused, cause: 'stale', refused: 1, timestamp: ago(HOUR) });
  const text = await words();
  expect(text).toMatch(
    /refused 5 requests in the last 1 d .*signature wrong 4 requests, the last 1 h/,
  );
  expect(text).toContain('Airwallex signs with a secret that is not live here');
  expect(text).toContain('webhooks -- doctor signature --help');
});

it('announces in the navigation of every page how much is open', async () => {
  expect(await openCount()).toBe('3');
  await inspected.receive([webhook('evt_broken', 'refund.settled', undefined, { id: null })]);
  for (const path of ['/', '/quarantine', '/events/evt_settled_1', '/events/evt_none'])
    expect([path, await openCount(path)]).toEqual([path, '4']);
});

it('shows the rest where the queues cannot be read', async () => {
  inspected.refuseQueues();
  const { status, body } = await inspected.ask('/quarantine');
  expect(status).toBe(200);
  expect(body).toContain('The dead-letter queues cannot be read: AWS denies this');
  expect(body).toContain('data.object.id: expected an id');
  expect(await openCount()).toBeUndefined();
});
