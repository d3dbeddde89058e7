import { changeAttention } from '../../../bin/webhooks/fix/quarantine/change.ts';
import type { AttentionChange } from '../../../bin/webhooks/fix/quarantine/mark.ts';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { webhookOf } from '../../functions/issuing/ledger/webhooks.ts';
import { archivedEvent } from '../../support/tables/archived-event.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';
import { useInspected, wordsOf } from './inspected.ts';

/* The inspector's pages, as anything that speaks HTTP gets them. */

const settled = refundEvent('settled');
const broken = webhook('evt_broken', 'refund.settled', undefined, { id: null, secret: 'SENTINEL' });
const unknown = webhook('evt_unknown', 'refund.teleported', '2026-03-04T10:00:00Z', {
  id: 'rfd_9',
});
const hostile = webhook('evt_hostile', 'refund.<script>alert(1)</script>', '2026-03-04T11:00:00Z', {
  id: 'rfd_<img src=x onerror=alert(1)>',
  status: '"><script>alert(1)</script>',
});
const tied = ['a', 'b'].map((one) =>
  webhook(`evt_tied_${one}`, 'payment_intent.requires_capture', '2026-03-01T09:00:00Z', {
    id: 'int_1',
    status: 'REQUIRES_CAPTURE',
  }),
);

const inspected = useInspected();

beforeAll(async () => {
  const spend = ['issuing.transaction.succeeded', 'issuing.transaction.succeeded~clearing'];
  await inspected.receive([
    ...tied,
    refundEvent('received'),
    ...[broken, unknown, hostile],
    ...spend.map(readSample),
  ]);
  await inspected.receive([settled], Date.now() - 90_000);
  await inspected.receive([refundEvent('accepted')]);
  const { body } = await inspected.ask('/events/evt_settled_1');
  const [, received = ''] = /received<\/span><time datetime="([^"]*)"/.exec(body) ?? [];
  const first = Date.parse(received);
  inspected.log('evt_settled_1', settled, [first, first + 60_000]);
});

const words = async (path: string): Promise<string> => wordsOf(await inspected.ask(path));

describe('the page of an event', () => {
  it('shows what the event changed when it was archived, in the order of the archive', async () => {
    const changed = async (id: string): Promise<string> => {
      const { body } = await inspected.ask(`/events/${id}`);
      const [, section = ''] = /<h2>What it changed<\/h2>([\s\S]*?)<\/section>/.exec(body) ?? [];
      return section;
    };
    expect(await changed('evt_received_1')).toContain('<strong>- → RECEIVED</strong>');
    expect(await changed('evt_settled_1')).toContain('<strong>RECEIVED → SETTLED</strong>');
    // It came after the later one.
    expect(await changed('evt_accepted_1')).toContain('Nothing.');
    expect(await changed('evt_hostile')).not.toContain('<script>');
  });
});

describe('the page of events', () => {
  it('shows the outcome, name, object, account, lag and time of each event', async () => {
    const { status, body } = await inspected.ask('/');
    expect(status).toBe(200);
    const [row = ''] = /<tr id="[^"]*evt_settled_1">[\s\S]*?<\/tr>/.exec(body) ?? [];
    expect(row).toContain('<span class="badge good">accepted</span>');
    expect(row).toContain('<a href="/events/evt_settled_1">refund.settled</a>');
    expect(row).toContain('href="/objects/payments/refund%23rfd_1"');
    expect(row).toMatch(/class="lag late">1 min 30 s</);
    expect(row).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z"/);
  });

  it('shows the newest first', async () => {
    const [first = '', second = ''] = (await words('/')).match(/refund\.\w+/g) ?? [];
    expect([first, second]).toEqual(['refund.accepted', 'refund.settled']);
  });

  it('continues after the previous page', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      webhook(`evt_many_${index}`, 'customer.created', '2026-03-01T09:00:00Z', {
        id: `cus_${index}`,
      }),
    );
    await inspected.receive(many);
    const rows = (body: string) => body.match(/<tr id="[^"]*"/g) ?? [];
    const first = await inspected.ask('/');
    const [, older = ''] = /href="([^"]*after=[^"]*)"/.exec(first.body) ?? [];
    const second = await inspected.ask(older);
    expect(rows(first.body)).toHaveLength(50);
    expect(new Set([...rows(first.body), ...rows(second.body)]).size).toBe(70);
    expect((await inspected.ask('/?after=nonsense')).status).toBe(400);
  });
});

describe('the page of an event', () => {
  it('shows its timeline with redeliveries, and the state of its records', async () => {
    expect(await words('/events/evt_settled_1')).toMatch(
      /occurred 2026-03-03 .* sent .* received .*\+1 min 30 s queued .* archived .* delivered again/,
    );
    expect(await words('/events/evt_settled_1')).toContain('current refund #rfd_1 refund');
    expect(await words('/events/evt_accepted_1')).toContain(
      'superseded refund #rfd_1 refund by refund.settled : it happened later',
    );
  });

  it('shows why it is quarantined, and its body only on request', async () => {
    const { body } = await inspected.ask('/events/evt_broken');
    expect(body).toContain('data.object.id: expected an id, received null');
    expect(body).not.toContain('SENTINEL');
    expect(await words('/events/evt_broken?body=shown')).toContain('"secret": "SENTINEL"');
  });

  it('answers 404 for an event that is not archived', async () => {
    const answered = await inspected.ask('/events/evt_none');
    expect(answered.status).toBe(404);
    expect(wordsOf(answered)).toContain('The archive holds no event evt_none.');
  });
});

describe('the page of an object', () => {
  it('shows its timeline in order, with what superseded what', async () => {
    expect(await words('/objects/payments/refund%23rfd_1')).toMatch(
      /refund\.received .*superseded refund by refund\.settled .* refund\.accepted .*superseded .* refund\.settled delivered 2 times .*current refund .*Now/,
    );
  });

  it('shows what each event changed, in values', async () => {
    const text = await words('/objects/payments/refund%23rfd_1');
    expect(text).toMatch(
      /refund\.received .*status RECEIVED.* refund\.accepted status RECEIVED → ACCEPTED/,
    );
    expect(text).toContain('refund.settled delivered 2 times status ACCEPTED → SETTLED');
    expect(await words('/objects/payments/payment_intent%23int_1')).toContain(
      'refund #rfd_1 status RECEIVED → ACCEPTED',
    );
  });

  it('marks an accepted event that today’s code quarantines, as after a reverted schema', async () => {
    const body = webhook('evt_reverted', 'refund.settled', '2026-03-05T10:00:00Z', {
      id: 'rfd_reverted',
      amount: { value: 12.5 },
    });
    const object = 'refund#rfd_reverted';
    const known = { id: 'evt_reverted', name: 'refund.settled', object, body };
    await inspected.archive(archivedEvent({ ...known, digest: sha256(body) }));
    expect(await words('/objects/payments/refund%23rfd_reverted')).toContain(
      'refund.settled today’s code quarantines it',
    );
  });

  it('shows the events of what belongs to it, and marks what was not decided by time', async () => {
    const text = await words('/objects/payments/payment_intent%23int_1');
    expect(text).toMatch(/payment_intent\.requires_capture .* refund\.received refund #rfd_1/);
    expect(text).toContain('tied: rank or tie-break decided, not time');
    expect(text).toMatch(
      /tied with evt_tied_\w , which it precedes: they happened at the same time/,
    );
    expect(text).toContain('decided by event id');
  });

  it('answers 404 for an unknown object', async () => {
    const answered = await inspected.ask('/objects/payments/refund%23rfd_none');
    expect(answered.status).toBe(404);
    expect(wordsOf(answered)).toContain('Nothing is known of refund#rfd_none in payments.');
    expect(answered.body).not.toContain('npm run webhooks');
    expect((await inspected.ask('/objects/nowhere/refund%23rfd_1')).status).toBe(404);
  });
});

describe('the page of spend', () => {
  it('draws figures, and describes the picture in words', async () => {
    const { body } = await inspected.ask('/spend/8a4fe11c-9dce-586b-9570-349aae67ecfe');
    expect(body).toMatch(/<desc id="[^"]*">authorized [\d.]+, .*posted -?[\d.]+ USD\.<\/desc>/);
    expect(body).toMatch(/<rect class="bar" x="0%" y="\d+" width="100%"/);
    expect(body).toContain('<th scope="row">authorized</th>');
    expect((await inspected.ask('/spend/none')).status).toBe(404);
  });

  it('separates the ids of one message as the tool does', async () => {
    const spent = { id: 'two', type: 'AUTHORIZATION', amount: -12 } as const;
    await inspected.receive(
      [webhookOf.current(spent), webhookOf.event(spent)].map((one) =>
        Buffer.from(JSON.stringify(one)),
      ),
    );
    expect(await words('/spend/two')).toContain(
      ' 12 card_transaction_event #e_two = transaction #two evt_e_two evt_t_two ',
    );
  });
});

it('groups what needs attention by reason, and shows what to do', async () => {
  const text = await words('/quarantine');
  expect(text).toContain(
    'quarantined 1 event in payments × data.object.id: expected an id'.replace('× ', ''),
  );
  expect(text).toContain(
    'npm run webhooks -- replay --outcome quarantined --reason data.object.id',
  );
  expect(text).toContain('its name is not in the catalogue');
});

it('counts what is acknowledged apart, and shows the note where it happens again', async () => {
  const change = (id: string, to: AttentionChange) =>
    changeAttention(inspected.target.tables.events, { id, group: true }, to, {
      onChanged: () => {},
      signal: new AbortController().signal,
    });
  const ids = ['evt_broken', 'evt_unknown', 'evt_hostile'];
  for (const id of ids)
    await change(id, { to: 'acknowledged', at: Date.UTC(2026, 2, 5), note: '<b>known</b>' });
  const text = await words('/quarantine');
  expect(text).toContain('Nothing needs attention.');
  expect(text).toMatch(/3 events are acknowledged: .* webhooks -- quarantine --acknowledged /);
  await inspected.receive([
    webhook('evt_broken_2', 'refund.settled', undefined, { id: null, secret: 'SENTINEL' }),
  ]);
  const { body } = await inspected.ask('/quarantine');
  expect(body).toContain('1 event at 2026-03-05T00:00:00.000Z: &lt;b&gt;known&lt;/b&gt;');
  for (const id of ids) await change(id, { to: 'open' });
});

it.each([
  ['/events/evt_settled_1', 'show evt_settled_1'],
  ['/objects/payments/refund%23rfd_1', "history 'refund#rfd_1'"],
  ['/objects/payments/payment_intent%23int_1', "history 'payment_intent#int_1' --related"],
  ['/spend/8a4fe11c-9dce-586b-9570-349aae67ecfe', 'spend 8a4fe11c-9dce-586b-9570-349aae67ecfe'],
  ['/quarantine', 'quarantine'],
])('shows below %s the command that shows the same', async (path, command) => {
  expect(await words(path)).toMatch(new RegExp(`In a terminal .*npm run webhooks -- ${command} `));
});

it('redirects from an id to what it names', async () => {
  const to = async (id: string) =>
    (await inspected.ask(`/find?id=${encodeURIComponent(id)}`)).headers['location'];
  expect(await to(' evt_settled_1 ')).toBe('/events/evt_settled_1');
  expect(await to('rfd_1')).toBe('/objects/payments/refund%23rfd_1');
  expect(await to('payment_intent#int_1')).toBe('/objects/payments/payment_intent%23int_1');
  expect(await to('acct_1')).toBe('/?account=acct_1');
  expect(await to('request-1')).toBe('/events/evt_settled_1');
  const nothing = await inspected.ask('/find?id=nothing');
  expect(nothing.status).toBe(404);
  expect(wordsOf(nothing)).toMatch(/may have been refused .* npm run webhooks -- show nothing /);
  expect(nothing.body).toContain('href="/?text=nothing"');
});

it('answers 404 for unknown paths, and lets no text of an event become markup', async () => {
  const seen = new Set(['/', '/events/evt_hostile?body=shown']);
  for (const path of seen) {
    const { status, headers, body } = await inspected.ask(path);
    expect([path, status]).toEqual([path, path.startsWith('/arrivals') ? 0 : 200]);
    if (!String(headers['content-type']).startsWith('text/html')) continue;
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).not.toMatch(/<img(?! src="\/icon)|<[^>]*\s(?:on\w+|style)=/);
    for (const [, found = ''] of body.matchAll(/(?:href|src)="([^"#]*)[^"]*"/g))
      if (seen.size < 80 && found !== '') seen.add(found.replaceAll('&amp;', '&'));
  }
  expect(seen.size).toBeGreaterThan(40);
  expect(inspected.reported).toEqual([]);
});
