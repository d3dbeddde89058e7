import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import {
  changeReaderOf,
  changesWithin,
} from '../../../../functions/shared/query/changes/archived-changes.ts';
import { createCache } from '../../../../functions/shared/query/changes/cache.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { refundEvent } from '../../../support/webhook.ts';

const MINUTE = 60_000;
const noon = Date.UTC(2026, 2, 4, 12);
let now = noon;
const test = useTarget(beforeAll, () => now);

const statuses = ['received', 'accepted', 'settled'] as const;
const REFUNDS = 120;

beforeAll(async () => {
  for (const [at, status] of statuses.entries()) {
    now = noon + at * MINUTE;
    await test.pipeline.send(
      Array.from({ length: REFUNDS }, (_, refund) => refundEvent(status, refund)),
    );
  }
}, 30_000);

const changesSince = async (since: number): Promise<readonly string[]> => {
  const { events } = test.target.tables;
  const reader = changeReaderOf(events, (name) => loadRuntime(ownerOf(name)));
  const range = { since, until: noon + 10 * MINUTE };
  const found: string[] = [];
  for await (const { changes } of changesWithin(events, reader, range))
    found.push(...changes.map(({ key, from, becomes }) => `${key.pk} ${from} ${becomes}`));
  return found;
};

const ofRefunds = (from: string | null, becomes: string): readonly string[] =>
  Array.from({ length: REFUNDS }, (_, refund) => `refund#rfd_${refund} ${from} ${becomes}`).sort();

it('of more events than a batch are those of all, in the order of archiving', async () => {
  const found = await changesSince(noon);
  expect(found).toHaveLength(3 * REFUNDS);
  expect([...found.slice(0, REFUNDS)].sort()).toEqual(ofRefunds(null, 'RECEIVED'));
  expect([...found.slice(REFUNDS, 2 * REFUNDS)].sort()).toEqual(ofRefunds('RECEIVED', 'ACCEPTED'));
  expect([...found.slice(2 * REFUNDS)].sort()).toEqual(ofRefunds('ACCEPTED', 'SETTLED'));
});

it('of a later time are compared with what was archived before it', async () => {
  const found = await changesSince(noon + 2 * MINUTE);
  expect([...found].sort()).toEqual(ofRefunds('ACCEPTED', 'SETTLED'));
});

it('a cache forgets what was not used for the longest, once it is trimmed', () => {
  const cache = createCache<number>(10, (size) => size);
  cache.set('a', 4);
  cache.set('b', 5);
  cache.set('c', 6);
  expect(cache.get('a')).toBe(4);
  cache.trim();
  expect(['a', 'b', 'c'].map(cache.get)).toEqual([4, undefined, 6]);
});
