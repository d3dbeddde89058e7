import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { archivedHeartbeat } from '../../support/pipeline/archived-heartbeat.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';
import { useInspected, wordsOf } from './inspected.ts';

/* Which events the inspector lists: the filters of its first page, all of them in the address. */

const inspected = useInspected();

beforeAll(async () => {
  await inspected.receive([
    refundEvent('received'),
    refundEvent('settled'),
    refundEvent('settled', 2),
    webhook('evt_broken', 'refund.settled', undefined, { id: null }),
    Buffer.from('{"id":"evt_acct","name":"deposit.settled","account_id":"acct_1","data":{}}'),
  ]);
  await inspected.archive(archivedHeartbeat('evt_beat', Date.now()));
});

/** The ids of the events that an address lists, in order. */
const idsAt = async (path: string): Promise<readonly string[]> => {
  const { body } = await inspected.ask(path);
  const ids = [...body.matchAll(/<tr id="e-[0-9a-f]{16}-([^"]+)"/g)].map(([, id = '']) => id);
  return ids.sort();
};

it.each([
  ['/?name=refund.settled', ['evt_broken', 'evt_settled_1', 'evt_settled_2']],
  ['/?name=refund.received,deposit', ['evt_acct', 'evt_received_1']],
  ['/?object=refund%23rfd_1', ['evt_received_1', 'evt_settled_1']],
  ['/?object=rfd_2', ['evt_settled_2']],
  ['/?account=acct_1', ['evt_acct']],
  ['/?outcome=quarantined', ['evt_broken']],
  ['/?domain=payments&name=refund&object=rfd_1', ['evt_received_1', 'evt_settled_1']],
  ['/?name=refund&since=1h', ['evt_broken', 'evt_received_1', 'evt_settled_1', 'evt_settled_2']],
  ['/?name=refund&until=1h', []],
  ['/?text=ORD-1847', []],
  ['/?text=rfd_2', ['evt_settled_2']],
  ['/?text=rfd_2&name=refund.received', []],
  ['/?since=2026-01-01&until=2026-01-02', []],
])('lists what %s selects', async (path, ids) => {
  expect(await idsAt(path)).toEqual(ids);
});

it.each([
  ['/?outcome=lost', 'There is no outcome "lost". Choose one of accepted, unrecognized, unrouted,'],
  ['/?domain=constructor', 'There is no domain "constructor". Choose one of connections, accounts'],
  ['/?object=thing%23x', 'There is no kind of object "thing". Kinds: '],
  ['/?since=yesterday', 'Since "yesterday" is not a time. Examples: 2026-03-01T10:00:00Z, or 24h'],
  ['/?until=%3Cb%3E', 'Until "&lt;b&gt;" is not a time.'],
  ['/?since=1h&until=2h', 'Since "1h" is later than Until "2h".'],
])('answers %s with what is wrong, and 400', async (path, sentence) => {
  const answered = await inspected.ask(path);
  expect(answered.status).toBe(400);
  expect(wordsOf(answered)).toContain(sentence);
  const arrivals = await inspected.ask(path.replace('/', '/arrivals'));
  expect(arrivals.status).toBe(400);
  expect(inspected.reported).toEqual([]);
});

it('suggests known names where it finds nothing of an unknown one', async () => {
  expect(wordsOf(await inspected.ask('/?name=refund.setled'))).toContain(
    'No known event is named "refund.setled". Did you mean refund.settled',
  );
});

it('leaves heartbeats that earlier versions archived out until they are asked for', async () => {
  expect(await idsAt('/')).not.toContain('evt_beat');
  const { body } = await inspected.ask('/?outcome=unrouted');
  const [, link = ''] = /href="([^"]*)">include them</.exec(body) ?? [];
  expect(link).toBe('/?outcome=unrouted&amp;heartbeats=shown');
  expect(await idsAt(link.replace('&amp;', '&'))).toContain('evt_beat');
  expect(await idsAt('/?name=heartbeat.doctor')).toEqual(['evt_beat']);
});

it('keeps a filter in its form, in its links, in what it follows and in the address to share', async () => {
  const { body } = await inspected.ask('/?name=refund&outcome=accepted&since=2h');
  expect(body).toContain('<details open>');
  expect(body).toMatch(/<input name="name" value="refund"/);
  expect(body).toContain('<input type="hidden" name="outcome" value="accepted">');
  expect(body).toMatch(
    /data-arrivals="\/arrivals\?name=refund&amp;since=2h&amp;outcome=accepted&amp;from=\d+"/,
  );
  expect(body).toContain(
    'href="/?name=refund&amp;since=2h&amp;outcome=accepted&amp;domain=issuing"',
  );
  const sent = await inspected.ask('/?outcome=accepted&name=refund&object=&since=&until=');
  expect([sent.status, sent.headers['location']]).toEqual([303, '/?outcome=accepted&name=refund']);
});

it('links an account to its own timeline, where it has one', async () => {
  const account = readSample('account.active');
  await inspected.receive([account]);
  const id = String(JSON.parse(account.toString()).data.id);
  const linked = async (filter: string) =>
    wordsOf(await inspected.ask(`/?account=${filter}`)).includes('The account itself:');
  expect((await inspected.ask(`/?account=${id}`)).body).toContain(
    `href="/objects/accounts/account%23${id}"`,
  );
  expect([await linked(id), await linked('acct_1')]).toEqual([true, false]);
});

it('follows no period that has ended', async () => {
  expect((await inspected.ask('/?until=1h')).body).not.toContain('data-arrivals');
});

it('looks a day back for a text, and reads no body again to follow', async () => {
  const { body } = await inspected.ask('/?text=rfd_2');
  expect(body).toContain('href="/?text=rfd_2&amp;since=7d">Look back further than 1 day<');
  expect(body).not.toContain('data-arrivals');
  expect(body).toContain('events --since 1d --text rfd_2 --limit 50');
});

it('prints the command that lists the same', async () => {
  const command = async (path: string) =>
    / npm run webhooks -- (events [^<]*)</.exec((await inspected.ask(path)).body)?.[1];
  expect(await command('/')).toBe('events --since 7d --limit 50');
  expect(await command('/?object=refund%23rfd_1&name=refund')).toBe(
    'events --name refund --object &#39;refund#rfd_1&#39; --limit 50',
  );
});
