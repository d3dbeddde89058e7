import { notedEver } from '../../../../../bin/webhooks/fix/erase/noted.ts';
import {
  discardedOf,
  noteDiscarded,
} from '../../../../../bin/webhooks/fix/redrive/discard/note.ts';
import { selectedEvents } from '../../../../../bin/webhooks/fix/replay/selection.ts';
import { readPage } from '../../../../../bin/webhooks/look/events/query.ts';
import { rebuild } from '../../../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { archivedEvents, archivedUnder } from '../../../../../functions/shared/query/archive.ts';
import { needingAttention } from '../../../../../functions/shared/query/attention.ts';
import { DISCARDED } from '../../../../../functions/shared/tables.ts';
import { customer, hers, jane } from '../../../../support/erasure/customers.ts';
import { ERASED, useErasing } from '../../../../support/erasure/erasing.ts';
import { runtimeOf } from '../../../../support/runtimes.ts';

/* A note of a discarded message lies beside the events of the archive. */

const test = useErasing();
/** When the events are archived. */
const range = { since: ERASED - 90_000_000, until: ERASED };

const note = {
  domain: 'payments',
  messageId: 'a-message',
  digest: 'ab'.repeat(32),
  bytes: 12,
  cause: 'The message body cannot be decoded.',
  queuedAt: ERASED - 2_000,
  discardedAt: ERASED - 1_000,
};

const idsOf = async (
  events: AsyncIterable<{ readonly id: string }>,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { id } of events) ids.push(id);
  return ids.sort();
};

/** Everything that reads the archive, and what it finds, as text. */
const readings = async (): Promise<string> => {
  const { target } = test;
  const { events } = target.tables;
  const attention: string[] = [];
  for await (const { event } of needingAttention(events, range)) attention.push(event.id);
  return JSON.stringify({
    attention,
    scanned: await idsOf(archivedEvents(events)),
    within: await idsOf(archivedEvents(events, range)),
    listed: (await readPage(target, { range }, { limit: 100 })).events,
    replayed: await idsOf(selectedEvents(target, {})),
    rebuilt: await rebuild(target, runtimeOf('payments'), { compare: true, now: () => ERASED }),
    tombstones: await notedEver(target),
    audit: await test.audit(),
  });
};

it('a note is no event for whatever scans, lists, audits, replays or rebuilds the archive', async () => {
  await test.send(...hers);
  const before = await readings();
  expect(JSON.parse(before).scanned).toHaveLength(hers.length);
  await noteDiscarded(test.target.tables.events, note);
  expect(await readings()).toBe(before);
  expect(await archivedUnder(test.target.tables.events, DISCARDED)).toEqual([]);
});

it('a note stays when everything around it is erased', async () => {
  await test.send(...hers);
  await noteDiscarded(test.target.tables.events, note);
  expect(await test.erase(customer)).toMatchObject({ eventCount: hers.length, contested: 0 });
  expect(await test.everything()).not.toContain(jane);
  expect(await discardedOf(test.target.tables.events, 'payments')).toEqual([note]);
  expect((await test.audit()).breaches.listed).toEqual([]);
});

it('notes are listed by domain, the latest first, and each is written once', async () => {
  const { events } = test.target.tables;
  const later = { ...note, messageId: 'another#message', discardedAt: ERASED };
  const other = { ...note, domain: 'issuing' };
  for (const one of [note, later, other]) expect(await noteDiscarded(events, one)).toEqual(one);
  expect(await noteDiscarded(events, { ...note, discardedAt: ERASED })).toEqual(note);
  expect(await discardedOf(events, 'payments')).toEqual([later, note]);
  expect(await discardedOf(events, 'issuing')).toEqual([other]);
  expect(await discardedOf(events, 'unrouted')).toEqual([]);
});
