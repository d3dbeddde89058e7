import { readerOf } from '../../../../../bin/webhooks/look/changes/list.ts';
import {
  type Checkpoint,
  checkpointAt,
  isReported,
  poll,
} from '../../../../../bin/webhooks/pipeline/follow/poll.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { webhook } from '../../../../support/webhook.ts';

/* What `webhooks changes --follow` makes of events that become visible late. */

const noon = Date.UTC(2026, 2, 4, 12);
let now = noon;
const test = useTarget(beforeEach, () => now);

const archive = (at: number, status: string, day: string, more = {}): Promise<void> => {
  now = noon + at;
  const object = { id: 'rfd_1', status, ...more };
  const name = `refund.${status.toLowerCase()}`;
  return test.pipeline.send([webhook(`evt_${status}`, name, `2026-03-0${day}T10:00:00Z`, object)]);
};

/** Looks as following does. */
const createTail = () => {
  const reader = readerOf(test.target);
  let checkpoint: Checkpoint = checkpointAt(noon - 1);
  const look = async () => {
    const before = checkpoint;
    const limits = { limit: 100, now: () => now };
    const found = await poll(test.target, () => true, before, limits);
    checkpoint = found.checkpoint;
    return {
      read: async (): Promise<readonly string[]> => {
        const read: string[] = [];
        const wasBefore = (event: (typeof found.events)[number]) => isReported(before, event);
        for await (const { changes } of reader.read(found.events, wasBefore))
          for (const { from, becomes, previous } of changes)
            read.push(`${from} ${becomes} ${Object.keys(previous).sort()}`);
        return read;
      },
    };
  };
  return { look };
};

it('an event is compared with those that were reported before it, not with those that are reported later', async () => {
  const tail = createTail();
  await archive(2, 'ACCEPTED', '2');
  const first = await tail.look();
  // It was archived before the other one, and is visible before the changes of that are read.
  await archive(1, 'RECEIVED', '1', { reason: 'late' });
  expect(await first.read()).toEqual(['null ACCEPTED id,status']);
  expect(await (await tail.look()).read()).toEqual(['null null reason']);
  await archive(3, 'SETTLED', '3');
  expect(await (await tail.look()).read()).toEqual(['ACCEPTED SETTLED status']);
  expect(await (await tail.look()).read()).toEqual([]);
});
