import { listingOf, print, useOf } from '../../../../../bin/webhooks/fix/secrets/print.ts';
import {
  type LabelUsage,
  surveyUses,
  type Uses,
} from '../../../../../bin/webhooks/fix/secrets/usage.ts';
import { sha256 } from '../../../../../functions/shared/event/identifier.ts';
import { archiveAt } from '../../../../support/tables/archived-event.ts';
import { useTarget } from '../../../../support/tool/target.ts';

/* The use of each label, from the archive. */

const HOUR = 3_600_000;
const now = Date.UTC(2026, 2, 5);
const range = { since: now - 72 * HOUR, until: now };

const test = useTarget(beforeAll);

const archive = (id: string, secret: string, archivedAt: number, name = 'refund.settled') =>
  archiveAt(test.storeOf('payments'), id, archivedAt, { secret, name });

beforeAll(async () => {
  for (let index = 0; index < 150; index += 1)
    await archive(`evt_new_${index}`, 'new', now - HOUR - index * 1_000);
  for (let index = 0; index < 120; index += 1)
    await archive(`evt_old_${index}`, 'old', now - 30 * HOUR - index * 1_000);
  await archive('evt_ancient', 'ancient', now - 73 * HOUR);
  await archive('evt_beat', 'unused', now - HOUR, 'heartbeat.doctor');
}, 60_000);

const survey = (enough?: (uses: Uses, events: number) => boolean): Promise<LabelUsage> =>
  surveyUses(test.target, range, {
    signal: new AbortController().signal,
    onRead: () => {},
    ...(enough && { enough }),
  });

it('counts each label’s events of three days, and reports the last', async () => {
  const { uses, ...rest } = await survey();
  expect(rest).toEqual({ events: 270, since: range.since, complete: true });
  expect(Object.fromEntries(uses)).toEqual({
    new: { events: 150, lastAt: now - HOUR, lastId: 'evt_new_0' },
    old: { events: 120, lastAt: now - 30 * HOUR, lastId: 'evt_old_0' },
  });
  expect(useOf('old', await survey())).toBe(
    '"old" verified 120 of the 270 events of the last 3 days, the last at 2026-03-03T18:00:00.000Z (evt_old_0).',
  );
  expect(useOf('unused', await survey())).toBeUndefined();
});

it('reads the newest first, and no more than needed', async () => {
  const short = await survey((uses) => uses.has('new'));
  expect(short).toMatchObject({ events: 100, complete: false });
  expect(useOf('new', short)).toMatch(/^"new" verified 100 of the newest 100 events, /);
});

it('reports what is known when it is interrupted', async () => {
  const stop = new AbortController();
  const { signal } = stop;
  const onRead = () => stop.abort();
  const broken = await surveyUses(test.target, range, { signal, onRead });
  const listing = listingOf(new Map([['new', 'whsec_1']]), broken);
  expect(print(listing, {})).toContain('of only the newest 100 events');
});

it('finds a label by its digest', async () => {
  const label = 'put here by hand';
  const use = { events: 1, lastAt: now, lastId: 'evt_1' };
  const uses = new Map([[`sha256:${sha256(label)}`, use]]);
  const result = { uses, events: 1, since: range.since, complete: true };
  const stored = new Map([
    [label, 'whsec_1'],
    ['nothing', ''],
  ]);
  expect(listingOf(stored, result).labels).toMatchObject([
    { label, state: 'live', events: 1 },
    { label: 'nothing', state: 'empty', events: 0 },
  ]);
});
