import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { printEvent } from '../../../../../bin/webhooks/look/show/event/print.ts';
import { find } from '../../../../../bin/webhooks/look/show/find.ts';
import { identifier, sha256 } from '../../../../../functions/shared/event/identifier.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks show` as a person uses it. */

const noon = Date.UTC(2026, 2, 4, 12);
const settled = refundEvent('settled');
const broken = webhook('evt_broken', 'refund.settled', undefined, { id: null, secret: 'SENTINEL' });
const nameless = Buffer.from([0xff, 0xfe]);

const test = useTarget(beforeAll, () => noon);
const tool = useTool(test);

beforeAll(async () => {
  const bodies = [refundEvent('accepted'), settled, broken, nameless];
  await test.pipeline.send(bodies, { sentAt: noon - 250 });
  const line = { message: 'accepted', queue: 'payments', digest: sha256(settled) };
  const log = [
    { requestId: 'request', timestamp: '2026-03-04T12:00:00.000Z' },
    { requestId: 'request-2', timestamp: '2026-03-04T12:10:00.000Z' },
  ].map((delivery) => JSON.stringify({ ...line, ...delivery, eventId: 'evt_settled_1' }));
  mkdirSync(join(tool.folder, 'logs'));
  writeFileSync(join(tool.folder, 'logs', 'ingress.jsonl'), `${log.join('\n')}\n`);
});

it('shows an event’s facts, its timeline and the state of its records', async () => {
  expect(
    await tool.run('show', 'evt_settled_1'),
  ).toBe(`refund.settled  evt_settled_1  accepted by payments
  object       refund#rfd_1
  signed with  secret "live"
  request      request
  body         ${settled.length} bytes; SHA-256 ${sha256(settled)}

Timeline
  occurred         2026-03-03T10:00:00.000Z
  sent             2026-03-04T11:59:59.750Z  after 1 d 1 h
  received         2026-03-04T12:00:00.000Z  after 250 ms
  queued           2026-03-04T12:00:00.000Z  after 0 ms
  archived         2026-03-04T12:00:00.000Z  after 0 ms
  delivered again  2026-03-04T12:10:00.000Z  after 10 min

Records that it sets
  refund#rfd_1  refund  current
`);
  expect(await tool.run('show', 'evt_accepted_1')).toContain(
    'refund#rfd_1  refund  superseded by refund.settled evt_settled_1: it happened later',
  );
});

it('shows why an event is quarantined, and nothing of its body', async () => {
  const text = await tool.run('show', 'evt_broken');
  expect(text).toContain('quarantined by payments');
  expect(text).toContain('data.object.id: expected an id, received null');
  expect(text).not.toContain('SENTINEL');
});

it('shows the exact body with --body', async () => {
  expect(await tool.run('show', 'evt_settled_1', '--body')).toContain(`\n\n${settled}\n`);
  expect(await tool.json('show', 'evt_broken', '--body')).toMatchObject({
    events: [
      { id: 'evt_broken', today: { outcome: 'quarantined' }, records: [], body: broken.toString() },
    ],
  });
});

it('indents the body on a terminal, and changes no token of it', async () => {
  const [event] = (await find(test.target, ['evt_settled_1'])).events;
  if (!event) throw new Error('no event');
  const text = stripVTControlCharacters(printEvent(event, { body: true, width: 80 }));
  expect(text).toContain('\n{\n  "id": "evt_settled_1",\n');
  expect(text.replaceAll(/\s/g, '')).toContain(settled.toString().replaceAll(/\s/g, ''));
});

it('shows an event without a name whose body is not text', async () => {
  const id = identifier(`sha256:${sha256(nameless)}`);
  expect(await tool.json('show', id, '--body')).toMatchObject({
    events: [
      { id, name: null, domain: 'unrouted', records: [], bodyBase64: nameless.toString('base64') },
    ],
  });
});

it('shows an object: its records, the event that set each, and what belongs to it', async () => {
  expect(await tool.run('show', 'rfd_1')).toBe(`refund#rfd_1  (payments)

  refund#rfd_1  refund
    id                 rfd_1
    payment_intent_id  int_1
    status             SETTLED
    set by refund.settled evt_settled_1, accepted
    belongs to payment_intent#int_1, which the same event named

2 events: LOCAL_DIR=${tool.folder} npm run webhooks -- history 'refund#rfd_1'
`);
  expect(await tool.run('show', 'payment_intent#int_1')).toMatch(
    /No record of it is stored\.\n\nWhat belongs to it\n {2}refund#rfd_1 {2}refund {2}SETTLED {2}refund\.settled\n/,
  );
  expect(await tool.run('show', 'payments', 'rfd_1', '--verbose')).toMatch(
    /version \S+: happened 2026-03-03T10:00:00\.000Z/,
  );
});

it('shows an object as JSON, numbers with every digit', async () => {
  await test.pipeline.send([
    webhook('evt_exact', 'refund.settled', '2026-03-03T10:00:00Z', {
      id: 'rfd_exact',
      amount: 0.1,
    }),
  ]);
  const text = await tool.run('show', 'rfd_exact', '--json');
  expect(text).toMatch(/"amount": 0\.1,/);
  expect(JSON.parse(text)).toMatchObject({
    events: [],
    objects: [{ object: 'refund#rfd_exact', records: [{ eventId: 'evt_exact', altered: [] }] }],
    unarchived: null,
  });
});

it('shows the event that a request delivered', async () => {
  expect(await tool.run('show', 'request-2')).toContain('refund.settled  evt_settled_1  accepted');
});

it('shows the latest events of an account', async () => {
  await test.pipeline.send([
    Buffer.from('{"id":"evt_acct","name":"refund.settled","account_id":"acct_1","data":{}}'),
  ]);
  const found = await find(test.target, ['acct_1'], () => {}, noon);
  expect(found.accountEvents.map(({ id }) => id)).toEqual(['evt_acct']);
});

it('refuses a kind of object that does not exist', async () => {
  await expect(tool.run('show', 'planet#1')).rejects.toMatchObject({ exitCode: 1 });
});
