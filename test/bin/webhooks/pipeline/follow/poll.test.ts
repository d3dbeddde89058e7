import fc from 'fast-check';
import {
  checkpointAfter,
  checkpointCursor,
} from '../../../../../bin/webhooks/look/events/follow/cursor.ts';
import { type EventFilter, meets } from '../../../../../bin/webhooks/look/filter.ts';
import {
  type Checkpoint,
  checkpointAt,
  currentCheckpoint,
  OVERLAP,
  POLL_LIMITS,
  poll,
} from '../../../../../bin/webhooks/pipeline/follow/poll.ts';
import { archiveAt } from '../../../../support/tables/archived-event.ts';
import { useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import { createTestTarget, type TestTarget } from '../../../../support/tool/target.ts';

/* How `webhooks events --follow` reads: on a real table, with consumers and a clock controlled by the test. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const midnight = Date.UTC(2026, 2, 5);

const dynamodb = useDynamoDb();
let test: TestTarget;
beforeEach(async () => {
  test = await createTestTarget(dynamodb);
});

/** What a consumer writes with that time of archiving, at any time. */
const archive = (id: string, archivedAt: number, name = 'refund.settled') =>
  archiveAt(test.storeOf('payments'), id, archivedAt, { name });

/** A tail whose polls return the ids of the reported events. */
const tailFrom = (from: Checkpoint, filter: EventFilter = {}) => {
  let checkpoint = from;
  return {
    look: async (now: number, limit: number = POLL_LIMITS.events): Promise<readonly string[]> => {
      const pass = await poll(test.target, (event) => meets(event, filter), checkpoint, {
        limit,
        now: () => now,
      });
      checkpoint = pass.checkpoint;
      return pass.events.map(({ id }) => id);
    },
    checkpoint: () => checkpoint,
    /** Ends it and resumes it from the cursor it ended with. */
    resume: () => {
      checkpoint = checkpointAfter(checkpointCursor(checkpoint, 'test'), 'test');
    },
  };
};

describe('a tail', () => {
  it('begins with what is archived from now on, even if clocks differ', async () => {
    await archive('evt_before', midnight);
    // The clock of this machine is half an hour ahead of the consumers'.
    const now = midnight + HOUR / 2;
    const tail = tailFrom(await currentCheckpoint(test.target, () => now));
    expect(await tail.look(now)).toEqual([]);
    await archive('evt_after', midnight + 1);
    expect(await tail.look(now)).toEqual(['evt_after']);
    expect(await tail.look(now)).toEqual([]);
  });

  it('begins with the first event of an empty archive', async () => {
    const tail = tailFrom(await currentCheckpoint(test.target, () => midnight));
    await archive('evt_1', midnight - MINUTE);
    expect(await tail.look(midnight)).toEqual(['evt_1']);
  });

  it('reports in the order of archiving, across midnight and shards', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `evt_${String(index).padStart(2, '0')}`);
    for (const [index, id] of ids.entries()) await archive(id, midnight - 20_000 + index * 1_000);
    const tail = tailFrom(checkpointAt(midnight - MINUTE));
    expect(await tail.look(midnight + MINUTE)).toEqual(ids);
  });

  it('reports an event once that becomes visible after a newer one', async () => {
    const tail = tailFrom(checkpointAt(midnight - MINUTE));
    await archive('evt_young', midnight);
    expect(await tail.look(midnight)).toEqual(['evt_young']);
    await archive('evt_late', midnight - OVERLAP + 1_000);
    tail.resume();
    expect(await tail.look(midnight + 1_000)).toEqual(['evt_late']);
    expect(await tail.look(midnight + 2_000)).toEqual([]);
  });

  it('reports every event of one millisecond, even if it stopped between them', async () => {
    const ids = ['evt_a', 'evt_b', 'evt_c'];
    for (const id of ids) await archive(id, midnight);
    const tail = tailFrom(checkpointAt(midnight - MINUTE));
    const reported: string[] = [];
    for (let look = 0; look < 4; look += 1) {
      reported.push(...(await tail.look(midnight, 1)));
      tail.resume();
    }
    expect(reported).toEqual(ids);
  });

  it('reports after days what was archived while it was not running', async () => {
    const tail = tailFrom(checkpointAt(midnight - MINUTE));
    await archive('evt_0', midnight);
    expect(await tail.look(midnight)).toEqual(['evt_0']);
    for (const day of [1, 2, 3]) await archive(`evt_${day}`, midnight + day * DAY);
    tail.resume();
    expect(await tail.look(midnight + 4 * DAY)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  });

  it('queries a quiet archive for at most two days, and remembers only what may be read again', async () => {
    await archive('evt_1', midnight);
    const tail = tailFrom(checkpointAt(midnight - 9 * DAY));
    await tail.look(midnight + HOUR);
    expect(tail.checkpoint().reported.size).toBe(1);
    await tail.look(midnight + 9 * DAY);
    expect(tail.checkpoint()).toMatchObject({ settled: midnight + 9 * DAY - HOUR });
    expect(tail.checkpoint().reported.size).toBe(0);
  });

  it('looks back further the longer a poll takes', async () => {
    await archive('evt_1', midnight);
    let now = midnight;
    const slowly = () => {
      now += 5_000;
      return now;
    };
    const asked = { limit: POLL_LIMITS.events, now: slowly };
    const { checkpoint } = await poll(
      test.target,
      () => true,
      checkpointAt(midnight - HOUR),
      asked,
    );
    expect(checkpoint.settled).toBeLessThanOrEqual(midnight - OVERLAP - 10_000);
  });

  it('reads a backlog poll by poll, past events that do not match the filter', async () => {
    const count = POLL_LIMITS.events + 150;
    const all = Array.from({ length: count }, (_, index) => index);
    // Within one window, so that each poll reads again what it skipped before.
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
    const tail = tailFrom(checkpointAt(midnight), { names: ['refund.settled'] });
    const now = midnight + DAY;
    const settled = [0, 300, 600, 900, 1200, 1500, 1800].map((index) => `evt_${index}`);
    expect(await tail.look(now)).toEqual(settled);
    tail.resume();
    expect(await tail.look(now)).toEqual(['evt_2100']);
    expect(await tail.look(now)).toEqual([]);
  }, 60_000);

  it('reports each event once, for any delay of visibility and any interruption of the tail', async () => {
    const arrival = fc.record({
      at: fc.integer({ min: 0, max: 4 * MINUTE }),
      late: fc.integer({ min: 0, max: OVERLAP - 1_000 }),
    });
    const look = fc.record({
      at: fc.integer({ min: 0, max: 6 * MINUTE }),
      limit: fc.constantFrom(1, 2, POLL_LIMITS.events),
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
          const tail = tailFrom(checkpointAt(start));
          const reported: string[] = [];
          for (const step of steps) {
            if ('index' in step) await archive(`evt_${step.index}`, start + step.archivedAt);
            else {
              reported.push(...(await tail.look(start + step.at, step.limit)));
              if (step.resumed) tail.resume();
            }
          }
          reported.push(...(await tail.look(start + HOUR)));
          expect(reported.sort()).toEqual(arrivals.map((_, index) => `evt_${index}`).sort());
        },
      ),
      { numRuns: 15 },
    );
  }, 90_000);
});
