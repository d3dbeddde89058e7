import { setTimeout as pause } from 'node:timers/promises';
import { limitedLog } from '../../../bin/inspector/limited-log.ts';
import type {
  AcceptedLine,
  AcceptedLog,
} from '../../../functions/shared/query/logs/ingress-log.ts';

const line: AcceptedLine = {
  requestId: 'r',
  eventId: 'evt_1',
  digest: 'ab'.repeat(32),
  queue: 'payments',
  at: 1,
};

/** A log that pauses before each line. */
const slow = (milliseconds: number, lines: number): AcceptedLog => ({
  reachesBack: async () => 0,
  lines: async function* () {
    for (let count = 0; count < lines; count += 1) {
      await pause(milliseconds, undefined, { ref: false });
      yield line;
    }
  },
  refusals: async function* () {},
});

const count = async (log: AcceptedLog): Promise<number> => {
  let found = 0;
  for await (const _ of log.lines()) found += 1;
  return found;
};

it('reads a log to its end where that takes less than the limit', async () => {
  expect(await count(limitedLog(slow(1, 20), 5_000))).toBe(20);
});

it('stops at the limit, also while it waits for a line', async () => {
  const begun = Date.now();
  expect(await count(limitedLog(slow(60_000, 1), 100))).toBe(0);
  expect(await count(limitedLog(slow(20, 1_000), 200))).toBeLessThan(11);
  expect(Date.now() - begun).toBeLessThan(10_000);
});
