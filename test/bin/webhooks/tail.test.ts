import fc from 'fast-check';
import type { EventFilter } from '../../../bin/webhooks/events/filter.ts';
import { cursorOf, placeAfter } from '../../../bin/webhooks/tail/cursor.ts';
import {
  OVERLAP,
  PASS,
  type Place,
  placeAt,
  placeNow,
  readOn,
} from '../../../bin/webhooks/tail/pass.ts';
import { archiveAt } from '../../support/archived-event.ts';
import { useDynamoDb } from '../../support/dynamodb.ts';
import { createTestTarget, type TestTarget } from '../../support/target.ts';

/* How `webhooks tail` reads on: on a real table, with consumers and a clock of the test's own. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const midnight = Date.UTC(2026, 2, 5);

const dynamodb = useDynamoDb();
let test: TestTarget;
beforeEach(async () => {
  test = await createTestTarget(dynamodb);
});

/** What a consumer writes, dated then, whenever it writes it. */
const archive = (id: string, archivedAt: number, name = 'refund.settled') =>
  archiveAt(test.storeOf('payments'), id, archivedAt, { name });

/** A tail of the test: each look gives the ids of what it tells. */
const tailFrom = (from: Place, filter: EventFilter = {}) => {
  let place = from;
  return {
    look: async (now: number, limit: number = PASS.events): Promise<readonly string[]> => {
      const pass = await readOn(test.target, filter, place, { limit, now: () => now });
      place = pass.place;
      return pass.events.map(({ id }) => id);
    },
    place: () => place,
    /** Ends it, and takes it up from the word that it ended with. */
    resume: () => {
      place = placeAfter(cursorOf(place, 'test'), 'test');
    },
  };
};

describe('a tail', () => {
  it('begins with what is archived from now on, whatever the clocks say', async () => {
    await archive('evt_before', midnight);
    // The clock of this machine is half an hour ahead of the consumers'.
    const now = midnight + HOUR / 2;
    const tail = tailFrom(await placeNow(test.target, () => now));
    expect(await tail.look(now)).toEqual([]);
    await archive('evt_after', midnight + 1);
    expect(await tail.look(now)).toEqual(['evt_after']);
    expect(await tail.look(now)).toEqual([]);
  });

  it('begins with nothing where there is nothing yet', async () => {
    const tail = tailFrom(await placeNow(test.target, () => midnight));
    await archive('evt_1', midnight - MINUTE);
    expect(await tail.look(midnight)).toEqual(['evt_1']);
  });

  it('tells in the order of archiving, across midnight and shards', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `evt_${String(index).padStart(2, '0')}`);
    for (const [index, id] of ids.entries()) await archive(id, midnight - 20_000 + index * 1_000);
    const tail = tailFrom(placeAt(midnight - MINUTE));
    expect(await tail.look(midnight + MINUTE)).toEqual(ids);
  });

  it('tells what becomes visible after what is younger, once', async () => {
    const tail = tailFrom(placeAt(midnight - MINUTE));
    await archive('evt_young', midnight);
    expect(await tail.look(midnight)).toEqual(['evt_young']);
    await archive('evt_late', midnight - OVERLAP + 1_000);
    tail.resume();
    expect(await tail.look(midnight + 1_000)).toEqual(['evt_late']);
    expect(await tail.look(midnight + 2_000)).toEqual([]);
  });

  it('tells the younger of one millisecond too, though it stopped between them', async () => {
    const ids = ['evt_a', 'evt_b', 'evt_c'];
    for (const id of ids) await archive(id, midnight);
    const tail = tailFrom(placeAt(midnight - MINUTE));
    const told: string[] = [];
    for (let look = 0; look < 4; look += 1) {
      told.push(...(await tail.look(midnight, 1)));
      tail.resume();
    }
    expect(told).toEqual(ids);
  });

  it('finds after days what was archived while nobody looked', async () => {
    const tail = tailFrom(placeAt(midnight - MINUTE));
    await archive('evt_0', midnight);
    expect(await tail.look(midnight)).toEqual(['evt_0']);
    for (const day of [1, 2, 3]) await archive(`evt_${day}`, midnight + day * DAY);
    tail.resume();
    expect(await tail.look(midnight + 4 * DAY)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });

  it('asks a quiet archive for two days at most, and remembers only what may come again', async () => {
    await archive('evt_1', midnight);
    const tail = tailFrom(placeAt(midnight - 9 * DAY));
    await tail.look(midnight + HOUR);
    expect(tail.place().told.size).toBe(1);
    await tail.look(midnight + 9 * DAY);
    expect(tail.place()).toMatchObject({ settled: midnight + 9 * DAY - HOUR });
    expect(tail.place().told.size).toBe(0);
  });

  it('looks back the further the longer it reads: what it read first is older than what it read last', async () => {
    await archive('evt_1', midnight);
    let now = midnight;
    const slowly = () => {
      now += 5_000;
      return now;
    };
    const asked = { limit: PASS.events, now: slowly };
    const { place } = await readOn(test.target, {}, placeAt(midnight - HOUR), asked);
    expect(place.settled).toBeLessThanOrEqual(midnight - OVERLAP - 10_000);
  });

  it('reads a backlog pass by pass, past what it was not asked for', async () => {
    const count = PASS.events + 150;
    const all = Array.from({ length: count }, (_, index) => index);
    // Within one window, so that each pass meets again what it has skipped before.
    for (let start = 0; start < count; start += 100)
      await Promise.all(
        all
          .slice(start, start + 100)
          .map((index) =>
            archive(
              `evt_${index}`,
              midnight + index * 10,
              index % 300 ? 'refund.received' : 'refund.settled',
            ),
          ),
      );
    const tail = tailFrom(placeAt(midnight), { name: 'refund.settled' });
    const now = midnight + DAY;
    const settled = [0, 300, 600, 900, 1200, 1500, 1800].map((index) => `evt_${index}`);
    expect(await tail.look(now)).toEqual(settled);
    tail.resume();
    expect(await tail.look(now)).toEqual(['evt_2100']);
    expect(await tail.look(now)).toEqual([]);
  }, 60_000);

  it('tells each event once, however late it is seen and whenever the tail is broken off', async () => {
    const arrival = fc.record({
      at: fc.integer({ min: 0, max: 4 * MINUTE }),
      late: fc.integer({ min: 0, max: OVERLAP - 1_000 }),
    });
    const look = fc.record({
      at: fc.integer({ min: 0, max: 6 * MINUTE }),
      limit: fc.constantFrom(1, 2, PASS.events),
      resumed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { minLength: 1, maxLength: 12 }),
        fc.array(look, { maxLength: 10 }),
        async (arrivals, looks) => {
          test = await createTestTarget(dynamodb);
          const start = midnight - 2 * MINUTE;
          const steps = [
            ...arrivals.map(({ at, late }, index) => ({ at: at + late, index, archivedAt: at })),
            ...looks,
          ].sort((a, b) => a.at - b.at);
          const tail = tailFrom(placeAt(start));
          const told: string[] = [];
          for (const step of steps) {
            if ('index' in step) await archive(`evt_${step.index}`, start + step.archivedAt);
            else {
              told.push(...(await tail.look(start + step.at, step.limit)));
              if (step.resumed) tail.resume();
            }
          }
          told.push(...(await tail.look(start + HOUR)));
          expect(told.sort()).toEqual(arrivals.map((_, index) => `evt_${index}`).sort());
        },
      ),
      { numRuns: 15 },
    );
  }, 90_000);
});
