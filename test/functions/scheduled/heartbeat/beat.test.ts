import { beat, HeartbeatFailed } from '../../../../functions/scheduled/heartbeat/beat.ts';
import { heartbeatOf, proves } from '../../../../functions/scheduled/heartbeat/heartbeat.ts';
import {
  type HeartbeatResult,
  keepHeartbeat,
  readHeartbeat,
} from '../../../../functions/scheduled/heartbeat/results.ts';
import type { Heartbeat } from '../../../../functions/shared/store/heartbeat.ts';
import { linesLog } from '../../../support/lines.ts';
import { useDynamoDb } from '../../../support/tables/dynamodb.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const dynamodb = useDynamoDb();

/** A stage in which heartbeats are noted after some time. */
const stage = ({ status = 200, takes = 3_000 }: { status?: number; takes?: number } = {}) => {
  const clock = { now: AT };
  const kept: HeartbeatResult[] = [];
  const log = linesLog();
  let noted: Heartbeat | undefined;
  const dependencies = {
    post: async (body: Uint8Array) => {
      const { id } = JSON.parse(new TextDecoder().decode(body));
      if (status === 0) throw new Error('no answer');
      noted = { eventId: id, receivedAt: clock.now, notedAt: clock.now + takes };
      return status;
    },
    latest: async () => (noted && clock.now >= noted.notedAt ? noted : undefined),
    keep: async (result: HeartbeatResult) => void kept.push(result),
    log,
    now: () => clock.now,
    wait: async (milliseconds: number) => {
      clock.now += milliseconds;
    },
  };
  return { dependencies, kept, log };
};

describe('a scheduled heartbeat', () => {
  it('is kept with the time it took, once it is noted in the table of events', async () => {
    const { dependencies, kept, log } = stage();
    await beat(dependencies);
    expect(kept).toEqual([{ sentAt: AT, took: 3_000 }]);
    expect(log.lines).toMatchObject([{ message: 'heartbeat', took: 3_000 }]);
  });

  it.each([
    ['is refused', { status: 401 }, 'The URL answered 401.'],
    ['gets no answer', { status: 0 }, 'The URL answered nothing.'],
    [
      'is noted too late',
      { takes: 120_000 },
      'It was accepted, and did not come to the table of events within a minute.',
    ],
  ])('that %s fails with the reason, which is kept', async (_what, given, failure) => {
    const { dependencies, kept } = stage(given);
    await expect(beat(dependencies)).rejects.toThrow(new HeartbeatFailed(failure));
    expect(kept).toEqual([{ sentAt: AT, failure }]);
  });
});

it('a heartbeat is proved by its own note, or by that of one received after it was accepted', () => {
  const sent = heartbeatOf('doctor', AT);
  const note = (eventId: string, receivedAt: number) => ({ eventId, receivedAt, notedAt: AT });
  expect(proves(undefined, sent, AT)).toBe(false);
  expect(proves(note(sent.id, AT - 1), sent, AT)).toBe(true);
  expect(proves(note('other', AT - 1), sent, AT)).toBe(false);
  expect(proves(note('other', AT + 1), sent, AT)).toBe(true);
});

it('the control table has the result of the last heartbeat', async () => {
  const control = { client: dynamodb.client, name: await dynamodb.createControl() };
  expect(await readHeartbeat(control)).toBeUndefined();
  await keepHeartbeat(control, { sentAt: AT, failure: 'no' });
  await keepHeartbeat(control, { sentAt: AT + 1, took: 5 });
  expect(await readHeartbeat(control)).toEqual({ sentAt: AT + 1, took: 5 });
});
